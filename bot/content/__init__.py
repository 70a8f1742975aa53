"""What the bot may say and count on: exercises, routines, red flags, bands, cards; read once from files."""

from bot.content.cards import Card, CardTopic, Lately
from bot.content.cases import Case, CaseAnswers, CaseExpected, CasePrevious, DecisionLevel, Effect
from bot.content.emergency_numbers import EmergencyNumber, EmergencyNumbers
from bot.content.escalation import Escalation
from bot.content.exercises import (
    SECONDS_OF_REST,
    SECONDS_TO_GET_READY,
    Dose,
    Exercise,
    ExerciseKind,
    ExerciseText,
    Owned,
)
from bot.content.faults import BadContent, Fault
from bot.content.loading import FOLDER, Content, load
from bot.content.pain_rules import Band, BandId, PainRules
from bot.content.red_flags import FlagLevel, RedFlag, RedFlags, RedFlagText
from bot.content.routine_templates import Occasion, RoutineKind, RoutineTemplate, RoutineText
from bot.content.sources import Source

__all__ = [
    "FOLDER",
    "SECONDS_OF_REST",
    "SECONDS_TO_GET_READY",
    "BadContent",
    "Band",
    "BandId",
    "Card",
    "CardTopic",
    "Case",
    "CaseAnswers",
    "CaseExpected",
    "CasePrevious",
    "Content",
    "DecisionLevel",
    "Dose",
    "Effect",
    "EmergencyNumber",
    "EmergencyNumbers",
    "Escalation",
    "Exercise",
    "ExerciseKind",
    "ExerciseText",
    "Fault",
    "FlagLevel",
    "Lately",
    "Occasion",
    "Owned",
    "PainRules",
    "RedFlag",
    "RedFlagText",
    "RedFlags",
    "RoutineKind",
    "RoutineTemplate",
    "RoutineText",
    "Source",
    "load",
]
