"""What the bot may say and count on: exercises, routines, red flags, bands, cards; read once from files."""

from bot.content.cards import Card, CardTopic
from bot.content.cases import Case, CaseAnswers, CaseExpected, CasePrevious, DecisionLevel, Effect
from bot.content.emergency_numbers import EmergencyNumber, EmergencyNumbers
from bot.content.escalation import Escalation
from bot.content.exercises import Dose, Exercise, ExerciseKind, ExerciseText
from bot.content.faults import BadContent, Fault
from bot.content.figures import (
    Arm,
    Arrow,
    Block,
    Figure,
    Highlight,
    Leg,
    Level,
    Pose,
    Roller,
    Side,
    Vector,
)
from bot.content.figures import (
    Band as ElasticBand,
)
from bot.content.loading import FOLDER, Content, load
from bot.content.pain_rules import Band, BandId, PainRules
from bot.content.people import Person
from bot.content.red_flags import FlagLevel, RedFlag, RedFlags, RedFlagText
from bot.content.routine_templates import RoutineKind, RoutineTemplate, RoutineText
from bot.content.sources import Part, Source

__all__ = [
    "FOLDER",
    "Arm",
    "Arrow",
    "BadContent",
    "Band",
    "BandId",
    "Block",
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
    "ElasticBand",
    "EmergencyNumber",
    "EmergencyNumbers",
    "Escalation",
    "Exercise",
    "ExerciseKind",
    "ExerciseText",
    "Fault",
    "Figure",
    "FlagLevel",
    "Highlight",
    "Leg",
    "Level",
    "PainRules",
    "Part",
    "Person",
    "Pose",
    "RedFlag",
    "RedFlagText",
    "RedFlags",
    "Roller",
    "RoutineKind",
    "RoutineTemplate",
    "RoutineText",
    "Side",
    "Source",
    "Vector",
    "load",
]
