"""When each runner wants to hear from us: their days and times, quiet hours, and what is due."""

from bot.schedules.due import around, instant_on, local_date, next_turn, tip_day
from bot.schedules.exported import export
from bot.schedules.quiet import after_quiet, is_quiet, outside_quiet, quiet_hours_with
from bot.schedules.schedule import (
    EVERY_DAY,
    MOST_REMINDERS,
    ROUTINES,
    WEEKLY,
    DueSchedule,
    Refused,
    Schedule,
    Wants,
    as_bits,
    from_bits,
)
from bot.schedules.snooze import Snooze, snooze_choices, snooze_until
from bot.schedules.store import (
    add,
    advance,
    advance_all,
    all_weekly,
    change,
    due,
    next_due_at,
    of_runner,
    recompute,
    remove,
    rest,
    weekly_of,
)
from bot.schedules.wall_clock import read_days, read_time

__all__ = [
    "EVERY_DAY",
    "MOST_REMINDERS",
    "ROUTINES",
    "WEEKLY",
    "DueSchedule",
    "Refused",
    "Schedule",
    "Snooze",
    "Wants",
    "add",
    "advance",
    "advance_all",
    "after_quiet",
    "all_weekly",
    "around",
    "as_bits",
    "change",
    "due",
    "export",
    "from_bits",
    "instant_on",
    "is_quiet",
    "local_date",
    "next_due_at",
    "next_turn",
    "of_runner",
    "outside_quiet",
    "quiet_hours_with",
    "read_days",
    "read_time",
    "recompute",
    "remove",
    "rest",
    "snooze_choices",
    "snooze_until",
    "tip_day",
    "weekly_of",
]
