"""Later, but today: when a snoozed routine comes back, never in quiet hours."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.schedules.due import instant_on, local_date
from bot.schedules.quiet import after_quiet


class Snooze(StrEnum):
    """How long a runner may put a routine off."""

    TWENTY_MINUTES = "20m"
    ONE_HOUR = "1h"
    THREE_HOURS = "3h"
    EVENING = "evening"


_FOR = {
    Snooze.TWENTY_MINUTES: timedelta(minutes=20),
    Snooze.ONE_HOUR: timedelta(hours=1),
    Snooze.THREE_HOURS: timedelta(hours=3),
}

EVENING = time(18, 30)
LATE_EVENING = time(19, 30)
# From here on half past six is hardly "this evening, later".
_LATE_FROM = time(18)

# Nobody who asks for twenty minutes means six hours: the end of quiet hours counts if it is this near.
_OF_USE_WITHIN = timedelta(hours=3)


def snooze_until(
    choice: Snooze | str, now: datetime, zone: str, quiet_from: time, quiet_until: time
) -> datetime | None:
    """The instant at which a routine snoozed now comes back, in UTC; None when nothing of today fits.

    Raises ValueError for a choice that is none.
    """
    choice = Snooze(choice)
    wanted = this_evening(now, zone) if choice is Snooze.EVENING else now.astimezone(UTC) + _FOR[choice]
    if wanted is None:
        return None
    instant = after_quiet(wanted, zone, quiet_from, quiet_until)
    is_today = local_date(instant, zone) == local_date(now, zone)
    return instant if is_today and instant - wanted <= _OF_USE_WITHIN else None


def snooze_choices(now: datetime, zone: str, quiet_from: time, quiet_until: time) -> tuple[Snooze, ...]:
    """The choices that still lead somewhere, the shortest first."""
    return tuple(choice for choice in Snooze if snooze_until(choice, now, zone, quiet_from, quiet_until))


def this_evening(now: datetime, zone: str) -> datetime | None:
    """Half past six on the wall, half past seven once it is six; None when that is no longer later."""
    local = now.astimezone(ZoneInfo(zone))
    at = EVENING if local.time() < _LATE_FROM else LATE_EVENING
    instant = instant_on(local.date(), at, zone)
    # Nearer than the shortest snooze it would be no evening of its own.
    if instant is None or instant - now < _FOR[Snooze.TWENTY_MINUTES]:
        return None
    return instant
