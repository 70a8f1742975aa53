"""Hours in which we keep silent, as the clock on the runner's wall shows them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.schedules.due import instant_on, local_date

_MINUTE = timedelta(minutes=1)
_DAY_MIN = 24 * 60

# Behind a push at the edge of the quiet hours there is room left for its own first snooze (20 minutes).
ROOM_BEHIND_A_PUSH_MIN = 30


def is_quiet(local: time, quiet_from: time, quiet_until: time) -> bool:
    """Whether this wall-clock time lies in the window, its first minute included, its end not.

    The window may cross midnight; equal ends mean that there is none.
    """
    if quiet_from <= quiet_until:
        return quiet_from <= local < quiet_until
    return local >= quiet_from or local < quiet_until


def after_quiet(instant: datetime, zone: str, quiet_from: time, quiet_until: time) -> datetime:
    """The first instant from this one on that is not in quiet hours: this one, or a later whole minute.

    The ends of quiet hours are whole minutes.
    """
    tz = ZoneInfo(zone)

    def quiet(at: datetime) -> bool:
        return is_quiet(at.astimezone(tz).time(), quiet_from, quiet_until)

    instant = instant.astimezone(UTC)
    if not quiet(instant):
        return instant
    # A walk by minutes goes right through every gap and fold, which no arithmetic on the end does;
    # a night is some 500 steps, under a millisecond.
    instant = instant.replace(second=0, microsecond=0)
    while quiet(instant):
        instant += _MINUTE
    return instant


def next_quiet(instant: datetime, zone: str, quiet_from: time, quiet_until: time) -> datetime | None:
    """When the next quiet hours begin after this instant; None where there are none."""
    if quiet_from == quiet_until:
        return None
    today = local_date(instant, zone)
    begins = (instant_on(today + timedelta(days=later), quiet_from, zone) for later in range(3))
    return next((begin for begin in begins if begin and begin > instant), None)


def quiet_hours_with(at: time, quiet_from: time, quiet_until: time) -> tuple[time, time] | None:
    """Quiet hours that leave room for a push at `at`, or None when they do already.

    The nearer edge moves, so that as much of the night as possible stays quiet. Equal times say that there
    are no quiet hours left.
    """
    if not is_quiet(at, quiet_from, quiet_until):
        return None
    if _minutes(at, quiet_until) <= _minutes(quiet_from, at):
        return quiet_from, at
    later = time(*divmod((at.hour * 60 + at.minute + ROOM_BEHIND_A_PUSH_MIN) % _DAY_MIN, 60))
    return (later, quiet_until) if is_quiet(later, quiet_from, quiet_until) else (at, at)


def outside_quiet(at: time, quiet_from: time, quiet_until: time) -> time:
    """The time `at`, or the nearest that leaves the quiet hours as they are."""
    if not is_quiet(at, quiet_from, quiet_until):
        return at
    minutes = quiet_from.hour * 60 + quiet_from.minute - ROOM_BEHIND_A_PUSH_MIN
    before = time(*divmod(minutes % _DAY_MIN, 60))
    is_nearer = _minutes(quiet_from, at) < _minutes(at, quiet_until)
    return before if is_nearer and not is_quiet(before, quiet_from, quiet_until) else quiet_until


def _minutes(start: time, end: time) -> int:
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % _DAY_MIN
