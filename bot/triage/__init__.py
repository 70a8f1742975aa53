"""What a runner's answers call for: answers in, decision out; escalation goes one way."""

from bot.triage.answers import Answers, Side, When, Where
from bot.triage.assessment import assess, level_of_band
from bot.triage.decision import GROIN_RUNNING, STANDING, STOP_TWICE, Before, Decision, Effect, Level

__all__ = [
    "GROIN_RUNNING",
    "STANDING",
    "STOP_TWICE",
    "Answers",
    "Before",
    "Decision",
    "Effect",
    "Level",
    "Side",
    "When",
    "Where",
    "assess",
    "level_of_band",
]
