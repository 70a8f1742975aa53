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
    Level,
    Owned,
)
from bot.content.faults import BadContent, Fault
from bot.content.figures import (
    Arm,
    Arrow,
    Block,
    Figure,
    Highlight,
    Leg,
    Pose,
    Roller,
    Side,
    Vector,
)
from bot.content.figures import (
    Band as ElasticBand,
)
from bot.content.loading import FOLDER, Content, load
from bot.content.longest_run import Hazard, LongestRun
from bot.content.pain_rules import Band, BandId, PainRules
from bot.content.people import Person
from bot.content.questionnaire import Questionnaire
from bot.content.red_flags import FlagLevel, RedFlag, RedFlags, RedFlagText
from bot.content.routine_templates import Occasion, RoutineKind, RoutineTemplate, RoutineText
from bot.content.sources import Part, Source
from bot.content.trend_rules import TrendRules
from bot.content.way_back import ReturnPhase, WayBack

__all__ = [
    "FOLDER",
    "SECONDS_OF_REST",
    "SECONDS_TO_GET_READY",
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
    "Hazard",
    "Highlight",
    "Lately",
    "Leg",
    "Level",
    "LongestRun",
    "Occasion",
    "Owned",
    "PainRules",
    "Part",
    "Person",
    "Pose",
    "Questionnaire",
    "RedFlag",
    "RedFlagText",
    "RedFlags",
    "ReturnPhase",
    "Roller",
    "RoutineKind",
    "RoutineTemplate",
    "RoutineText",
    "Side",
    "Source",
    "TrendRules",
    "Vector",
    "WayBack",
    "load",
]
