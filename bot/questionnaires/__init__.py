"""How the hip was in a week: four questions, scored; a week without answers is a gap."""

from bot.questionnaires.exported import export
from bot.questionnaires.questionnaire import (
    OPTIONS,
    QUESTIONS,
    Week,
    is_complete,
    is_open,
    is_possible,
    week_asked,
)
from bot.questionnaires.store import get, record, weeks

__all__ = [
    "OPTIONS",
    "QUESTIONS",
    "Week",
    "export",
    "get",
    "is_complete",
    "is_open",
    "is_possible",
    "record",
    "week_asked",
    "weeks",
]
