"""What a runner's answers call for: answers in, decision out; escalation goes one way."""

from bot.triage.answers import Answers, Morning, Side, When, Where
from bot.triage.assessment import assess, level_of_band
from bot.triage.decision import (
    EARLIER_TODAY,
    GROIN_RUNNING,
    MORNING,
    STANDING,
    STOP_TWICE,
    Before,
    Decision,
    Effect,
    Level,
)
from bot.triage.trends import NOT_SETTLING, WORSENING, Course, Trend, add_up, mean_of_week, worst_by_day

__all__ = [
    "EARLIER_TODAY",
    "GROIN_RUNNING",
    "MORNING",
    "NOT_SETTLING",
    "STANDING",
    "STOP_TWICE",
    "WORSENING",
    "Answers",
    "Before",
    "Course",
    "Decision",
    "Effect",
    "Level",
    "Morning",
    "Side",
    "Trend",
    "When",
    "Where",
    "add_up",
    "assess",
    "level_of_band",
    "mean_of_week",
    "worst_by_day",
]
