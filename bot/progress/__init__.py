"""What the check-ins add up to: the course of pain beside what was done, adherence and streak."""

from bot.progress.adherence import FEWEST_DUE, HALF_LIFE_DAYS, Due, adherence, due_days, streak
from bot.progress.course import FEWEST_RATED, Course, Day, rated_days
from bot.progress.reading import course

__all__ = [
    "FEWEST_DUE",
    "FEWEST_RATED",
    "HALF_LIFE_DAYS",
    "Course",
    "Day",
    "Due",
    "adherence",
    "course",
    "due_days",
    "rated_days",
    "streak",
]
