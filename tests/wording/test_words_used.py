"""Every sentence the code asks for is there, and every sentence that is there is asked for."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import bot
from bot import chat, clubs
from bot.chat.pages import COMMANDS
from bot.content import FOLDER, CardTopic, Content, ExerciseKind, Lately, Owned, RoutineKind
from bot.progress import Idea
from bot.returning import Told
from bot.routines import Effort, State, Swap, Why
from bot.runs import Came, Felt, FileRefused, Unclear
from bot.schedules import ROUTINES, WEEKLY, Snooze, Wants
from bot.sessions import Ending, Kind
from bot.sessions.walk import SIDES
from bot.triage import Course, Effect, Level, Morning, Side, When, Where
from bot.wording import operators, reports, returns
from bot.wording.checkins import Question
from bot.wording.pauses import CHOICES_DAYS
from bot.wording.privacy import SECTIONS
from bot.wording.returns import Nudge, Part
from bot.wording.warned import OTHERS
from tests.exports.test_everything import EXPORTED

CODE = Path(bot.__file__).parent
# What each way of asking for a sentence puts before the name it is given; `*/` is any module.
PREFIXES = {
    "words": "",
    "plain": "",
    "button": "button-",
    "exercises._button": "",
    "advice._button": "button-advice-",
    "schedule._button": "button-schedule-",
    "returns._button": "button-return-",
}
# The functions that PREFIXES describes ask with the name they are given.
INSIDE = {"button-*", "button-return-*", "button-advice-*"}


def families(content: Content) -> dict[str, Iterable[str]]:
    """Each name that is put together in code, with all that may stand in its place."""
    exercises = content.exercises.values()
    levels, effects = [level.word for level in Level], [effect.word for effect in Effect]
    equipment = {it for e in exercises for it in (*e.equipment, *e.optional_equipment)}
    settled = set(State) - {State.OWED}
    unfinished = set(Ending) - {Ending.DONE}
    asked_twice = ("routine", "urgent")
    return {
        "return-came-*": set(Came) - {Came.FINISHED, Came.HELD, Came.STEPPED_BACK},
        "return-not-well-*": ("held", "lower", "first"),
        "return-not-well-*-because": ("held", "lower", "first"),
        "return-because-*": returns.Why,
        "return-since-*": returns.Since,
        "return-nudge-*": Nudge,
        "return-*-routine": ("hold", "wait"),
        "return-held-*-*": [
            f"{how}-{by}" for how in ("hold", "wait") for by in ("check-in", "morning", "groin")
        ],
        "return-asks-*-*": [
            f"{asks}-{when}" for asks in ("now", "later", "first") for when in ("today", "since")
        ],
        "return-questions-*": ("none", "two", "three"),
        "return-told-by-*": ("check-in", "morning"),
        "button-return-felt-*": Felt,
        "button-return-morning-*": Morning,
        "button-return-unsay-*": Told,
        "command-*": [*(command.name for command in COMMANDS if command.menu), *chat.OPERATORS_COMMANDS],
        "advice-title-*": levels,
        "advice-do-*": levels,
        "advice-do-*-way-back": ("ease_off", "routine"),
        "advice-do-seen-*": ("routine", "urgent", "emergency"),
        "advice-left-*": ("groin", "pain", "morning"),
        "advice-plan-*": effects,
        "advice-ask-*": asked_twice,
        "advice-follow-up-*": asked_twice,
        "advice-band-*": [band.id for band in content.bands],
        "trend-*": Course,
        "trend-*-past": Course,
        "trend-say-*": Course,
        "report-trend-*": Course,
        "button-morning-*": Morning,
        "morning-noted-*": (Morning.BETTER, Morning.SAME),
        "morning-*": ("as-planned", "gentler", "rest", "stands"),
        "checkin-said-*": Morning,
        "digest-idea-*": Idea,
        "digest-idea-*-way-back": (Idea.EASIER, Idea.TELL, Idea.KEEP),
        "chart-band-*": [band.id for band in content.bands],
        "chart-flag-*": [flag.id for flag in content.red_flags.flags],
        "button-progress-*": ("dark", "light"),
        "checkin-*": Question,
        "checkin-side-*": Side,
        "checkin-where-*": Where,
        "checkin-when-*": When,
        "checkin-*-*": [
            *(f"side-{it}" for it in Side),
            *(f"where-{it}" for it in Where),
            *(f"when-{it}" for it in When),
        ],
        "button-checkin-*-*": [
            *(f"side-{it}" for it in Side),
            *(f"where-{it}" for it in Where),
            *(f"when-{it}" for it in When),
        ],
        "equipment-*": equipment,
        "exported-*": EXPORTED.values(),
        "report-*": reports.SECTIONS,
        "report-*-none": reports.SECTIONS,
        "report-where-*": ("side", "where", "when"),
        "report-led-*": levels,
        "report-level-*": ("routine", "urgent", "emergency"),
        "report-morning-*": Morning,
        "report-short-*": OTHERS,
        "operators-*": [name.replace("_", "-") for name in operators.COLUMNS],
        "operators-n-*": [name.replace("_", "-") for name in operators.COLUMNS],
        "run-file-*": FileRefused,
        "run-unclear-*": Unclear,
        "run-felt-*": Felt,
        "run-felt-after-*": Felt,
        "run-way-*": Part,
        "run-ask-*": ("distance", "time", "day"),
        "tip-because-*": [*Lately, "turn"],
        "kind-sign-*": {*ExerciseKind, *RoutineKind},
        "kind-name-*": RoutineKind,
        "exercise-kind-*": ExerciseKind,
        "learn-topic-*": CardTopic,
        "button-pauses-*": map(str, CHOICES_DAYS),
        "*-no-push": ("pauses-resumed", "pauses-not-paused"),
        "privacy-*": SECTIONS,
        "button-privacy-*": SECTIONS,
        "session-*": [*(Kind(it) for it in ("hold", "work", "rest", "ready", "change")), *unfinished],
        "session-side-*": SIDES,
        "routine-line-*": (*State, "excused"),
        "routine-state-*": (*State, "excused"),
        "routine-title-*": ("warm_up",),  # the others are called by their own names
        "button-snooze-*": Snooze,
        "button-effort-*": Effort,
        "button-swap-*": Swap,
        "level-*": (Why.EASY, Why.TOO_HARD, Why.PAIN),  # the others are no news
        "schedule-owned-*": Owned,
        "button-schedule-*": (
            "run-days",
            "quiet",
            "zone",
            "ceiling",
            "level",
            "time",
            "days",
            "what",
            "make-sharp",
        ),
        "schedule-wants-*": Wants,
        "button-schedule-wants-*": ROUTINES,
        "week-ask-*": ("1", "2", "3", "4"),
        "button-week-*-*": [f"{number}-{option}" for number in (1, 2, 3, 4) for option in range(4)],
        "button-weekly-*": WEEKLY,
        "weekly-title-*": WEEKLY,
        "weekly-about-*": WEEKLY,
        "weekly-instead-*": WEEKLY,
        "button-club-*": ("runs", "zone", "lead", "level", "quiet", "language", "week"),
        "button-club-weekly-*": clubs.Weekly,
        "club-weekly-*": clubs.Weekly,
        "club-digest-*": ("coming", "done", "sessions"),
        "button-club-run-*": ("days", "time", "place", "delete"),
        "button-club-tap-*": clubs.Tap,
        "club-run-*": clubs.Refused,
        "start-answered-*": ("zone", "days", "time"),
        "today-sign-*": (*State, "none"),
        "today-legend-*": (*State, "none"),
        "button-today-*": (*settled, "excused"),
    }


def written() -> dict[str, fluent.Message]:
    """Every English sentence, by its id."""
    found = {}
    for path in sorted((FOLDER / "words" / "en").glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                found[entry.id.name] = entry
    return found


WRITTEN = written()


def asked() -> Iterator[tuple[str, str]]:
    """Where the code asks for a sentence, and its id with `*` for what is put in."""
    for path in sorted(CODE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = str(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))
            prefix = PREFIXES.get(f"{path.stem}.{name}", PREFIXES.get(name))
            at = 1 if name.endswith("button") else 0
            if prefix is not None and len(call.args) > at:
                yield from ((f"{path.name}:{call.lineno}", prefix + it) for it in ids(call.args[at]))


def ids(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return ids(one) + ids(other)
        case ast.JoinedStr(values=parts):
            return ["".join(part.value if isinstance(part, ast.Constant) else "*" for part in parts)]  # type: ignore[misc]
    return []  # a variable: what it holds stands in the code as a constant, or is a family


def constants() -> set[str]:
    """Every text constant of the code, also as the names it may be a part of."""
    found: set[str] = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {prefix + node.value for prefix in PREFIXES.values()}
    return found


def of_families(content: Content) -> set[str]:
    return {
        name.replace("*-*", "*").replace("*", value)
        for name, values in families(content).items()
        for value in values
    }


def test_every_sentence_that_is_asked_for_is_there() -> None:
    assert [(place, name) for place, name in asked() if "*" not in name and name not in WRITTEN] == []


def test_every_name_that_is_put_together_is_of_a_family_we_know(content: Content) -> None:
    known = families(content).keys() | INSIDE
    patterns = {name for _, name in asked() if "*" in name}
    assert patterns - known == set()
    assert known - patterns == set()


def test_every_sentence_of_every_family_is_there(content: Content) -> None:
    assert sorted(of_families(content) - WRITTEN.keys()) == []


def test_no_sentence_is_dead(content: Content) -> None:
    used = constants() | of_families(content)
    for entry in WRITTEN.values():
        used |= {found.id.name for found in references(entry)}
    assert sorted(WRITTEN.keys() - used) == []


def references(node: object) -> Iterator[fluent.MessageReference]:
    if isinstance(node, fluent.MessageReference):
        yield node
    if isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            for child in value if isinstance(value, list) else [value]:
                yield from references(child)
