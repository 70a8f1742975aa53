"""When one runner may have an announcement: while it is news, and between their quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot import schedules

# Announcements go last: with less time than this before somebody's quiet hours they wait for the end of them.
ROOM_BEFORE_QUIET = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TurnToHear:
    """From when on, and until when: instants."""

    due_at: datetime
    expires_at: datetime


def turn_to_hear(
    now: datetime, expires_at: datetime, zone: str, quiet_from: time, quiet_until: time
) -> TurnToHear:
    """The first stretch from now on that is not quiet and leaves room; it ends with the news at the latest.

    What could not go out before a runner's next quiet hours begin is dropped, and not sent in them.
    """
    due_at = schedules.after_quiet(now, zone, quiet_from, quiet_until)
    if quiet_from == quiet_until:
        return TurnToHear(due_at, expires_at)
    begins_at = _begins_after(due_at, zone, quiet_from)
    if begins_at - due_at < ROOM_BEFORE_QUIET:
        later = schedules.after_quiet(begins_at, zone, quiet_from, quiet_until)
        # Somebody who is hardly ever awake has the little time there is.
        if later < expires_at:
            due_at, begins_at = later, _begins_after(later, zone, quiet_from)
    return TurnToHear(due_at, min(expires_at, begins_at))


def _begins_after(instant: datetime, zone: str, quiet_from: time) -> datetime:
    found = schedules.next_turn(schedules.EVERY_DAY, quiet_from, zone, instant)
    return found[1] if found else instant + timedelta(days=1)
