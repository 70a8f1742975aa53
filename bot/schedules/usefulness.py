"""Until when a reminder is of use, and when one comes whose own time was missed."""

from datetime import datetime, time, timedelta

from bot.schedules.quiet import after_quiet
from bot.schedules.schedule import WEEKLY, DueSchedule

# A warm-up four hours late is of no use to anyone.
ROUTINE_IS_OF_USE_FOR = timedelta(hours=4)

# What comes at six in the evening is of use until the next day ends.
WEEKLY_IS_OF_USE_FOR = timedelta(hours=30)


def is_of_use_for(turn: DueSchedule) -> timedelta:
    """For how long from its own time on."""
    return WEEKLY_IS_OF_USE_FOR if turn.wants in WEEKLY else ROUTINE_IS_OF_USE_FOR


def is_of_use_until(turn: DueSchedule) -> datetime:
    """From this instant on it comes too late."""
    return turn.next_at + is_of_use_for(turn)


def comes_at(turn: DueSchedule, zone: str, quiet_from: time, quiet_until: time, now: datetime) -> datetime:
    """Its own time; where that was missed and it is night by now, the end of the quiet hours."""
    if turn.next_at >= now:
        return turn.next_at
    free_at = after_quiet(now, zone, quiet_from, quiet_until)
    return turn.next_at if free_at == now else free_at
