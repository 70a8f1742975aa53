"""What the check-ins add up to: the course of pain beside what was done, adherence and streak."""

from bot.progress.course import Course, Day

__all__ = ["Course", "Day"]
