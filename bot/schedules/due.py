"""When a wall-clock time next comes round: exactly once a local day, through every change of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

# "Around" spreads those who ask for the same time over the quarter of an hour that begins with it.
AROUND_WITHIN = 15

# One weekday is at most a week off; a week may lose that day (Apia had no 30 December 2011).
_FAR_ENOUGH = 15


def next_turn(
    days: frozenset[int], at: time, zone: str, after: datetime, turned_on: date | None = None
) -> tuple[date, datetime] | None:
    """The next local date and its instant, strictly after `after` and on a later date than `turned_on`.

    Exactly one a local day, as `instant_on` says. Days are 0 (Monday) to 6; None when there are none.
    """
    found = next_on_or_after(days, at, zone, first_free(local_date(after, zone), turned_on))
    while found and found[1] <= after:
        found = next_on_or_after(days, at, zone, found[0] + timedelta(days=1))
    return found


def first_free(on: date, turned_on: date | None) -> date:
    """The date `on`, or the one after `turned_on`, the last that had its turn, where that is later."""
    return on if turned_on is None else max(on, turned_on + timedelta(days=1))


def next_on_or_after(
    days: frozenset[int], at: time, zone: str, first_on: date
) -> tuple[date, datetime] | None:
    """The first local date from `first_on` on that is one of `days`, with its instant."""
    for later in range(_FAR_ENOUGH):
        on = first_on + timedelta(days=later)
        if on.weekday() in days and (instant := instant_on(on, at, zone)):
            return on, instant
    return None


def tip_day(run_days: frozenset[int], taken: frozenset[int]) -> int:
    """The weekday of the tip to begin with (0 is Monday): the last with neither a run nor another of them.

    Where every such day has a run, a run day.
    """
    free = frozenset(range(7)) - taken
    return max(free - run_days or free)


def instant_on(on: date, at: time, zone: str) -> datetime | None:
    """The one instant, in UTC, that stands for `at` on the local date `on`.

    A time that the spring change skips moves forward by as much as the clock did. A time that the autumn
    change repeats is the first of the two. None on a date that its zone skipped altogether.
    """
    for fold in (0, 1):
        wall = datetime.combine(on, at, tzinfo=ZoneInfo(zone)).replace(fold=fold)
        instant = wall.astimezone(UTC)
        if local_date(instant, zone) == on:
            return instant
        # A gap that ends the day (Nuuk, 23:00 to midnight) would push the time into tomorrow, which has
        # one of its own. Read with the later offset (fold=1) it moves back by the gap and stays.
    return None


def local_date(instant: datetime, zone: str) -> date:
    """The date on the calendar in `zone` at this instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def around(at: time, schedule_id: int) -> time:
    """The minute of its quarter of an hour that a schedule keeps for good; never past midnight."""
    # Not id % 15: ids of one kind of reminder come in steps when each runner starts with several.
    offset = crc32(str(schedule_id).encode()) % AROUND_WITHIN
    minutes = at.hour * 60 + at.minute
    return time(*divmod(min(minutes + offset, 24 * 60 - 1), 60))
