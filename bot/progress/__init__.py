"""What the check-ins add up to: the course of pain beside what was done, adherence and streak."""

from bot.progress.adherence import FEWEST_DUE, HALF_LIFE_DAYS, Due, adherence, due_days, is_due, streak
from bot.progress.course import FEWEST_RATED, Course, Day, rated_days
from bot.progress.digest import SILENT_AFTER_WEEKS, Digest, Idea, digest, idea, missed_strength
from bot.progress.reading import course

__all__ = [
    "FEWEST_DUE",
    "FEWEST_RATED",
    "HALF_LIFE_DAYS",
    "SILENT_AFTER_WEEKS",
    "Course",
    "Day",
    "Digest",
    "Due",
    "Idea",
    "adherence",
    "course",
    "digest",
    "due_days",
    "idea",
    "is_due",
    "missed_strength",
    "rated_days",
    "streak",
]
