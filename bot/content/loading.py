"""Opens the content folder once, checks every file, and gives all of it or every fault."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from bot.content.agreement import disagreements
from bot.content.cards import Card, CardTopic
from bot.content.cases import Case, CaseFile
from bot.content.emergency_numbers import EmergencyNumbers
from bot.content.escalation import Escalation
from bot.content.exercises import Exercise
from bot.content.faults import BadContent, Fault, faults_of
from bot.content.lines import Lines
from bot.content.lines import Path as TomlPath
from bot.content.longest_run import LongestRun
from bot.content.pain_rules import Band, PainRules
from bot.content.people import PeopleFile, Person
from bot.content.questionnaire import Questionnaire
from bot.content.red_flags import RedFlags
from bot.content.routine_templates import RoutineTemplate
from bot.content.rules_version import RulesVersion
from bot.content.trend_rules import TrendRules
from bot.content.way_back import WayBack

FOLDER = Path(__file__).resolve().parents[2] / "content"

Model = TypeVar("Model", bound=BaseModel)
FENCE = "+++"
MORE = "## More"


# Compared by identity, so that what follows from it can be kept.
@dataclass(eq=False, frozen=True)
class Content:
    """Everything a person may be shown or a rule may count on, read once and never changed."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, RoutineTemplate]
    red_flags: RedFlags
    pain_rules: PainRules
    trend_rules: TrendRules
    escalation: Escalation
    rules_version: str  # of these four together
    cases: tuple[Case, ...]
    emergency_numbers: EmergencyNumbers
    cards: Mapping[str, Card]
    people: Mapping[str, Person]
    questionnaire: Questionnaire
    longest_run: LongestRun
    way_back: WayBack

    @property
    def bands(self) -> tuple[Band, ...]:
        """The pain bands from the lowest up."""
        return self.pain_rules.bands


@dataclass
class _Reading:
    """The files read so far and what is wrong with them."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, Mapping[TomlPath, int]] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"

    def text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.faults.append(Fault(self.name(path), None, None, "the file is missing"))
        except UnicodeDecodeError:
            self.faults.append(Fault(self.name(path), None, None, "must be saved as plain text (UTF-8)"))
        except OSError as error:
            self.faults.append(Fault(self.name(path), None, None, f"cannot be read: {error.strerror}"))
        return None

    def toml(self, path: Path, text: str, first_line: int = 1) -> dict[str, Any] | None:
        text = text.replace("\r\n", "\n")
        self.lines[self.name(path)] = {(): first_line}
        try:
            data = _read(text)
        except tomllib.TOMLDecodeError as error:
            line, message = _syntax_fault(str(error), text)
            self.faults.append(Fault(self.name(path), line + first_line - 1, None, message))
            return None
        self.lines[self.name(path)] = Lines(text, first_line)
        return data

    def checked(self, path: Path, text: str, data: dict[str, Any] | None, model: type[Model]) -> Model | None:
        if data is None:
            return None
        if (model, text) in _made:
            return cast(Model, _made[model, text])
        try:
            made = model.model_validate(data)
        except ValidationError as error:
            name = self.name(path)
            self.faults += faults_of(error, name, self.lines[name], model)
            return None
        _made[model, text] = made
        return made

    def one(self, place: str, model: type[Model]) -> Model | None:
        path = self.folder / place
        text = self.text(path)
        return None if text is None else self.checked(path, text, self.toml(path, text), model)

    def files(self, place: str, ending: str) -> Iterator[Path]:
        folder = self.folder / place
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        # An editor's hidden files are nobody's mistake; a misspelt ending would lose a file silently.
        paths = [path for path in paths if not path.name.startswith(".")]
        if not paths:
            self.faults.append(Fault(f"{self.folder.name}/{place}", None, None, "there are no files here"))
        for path in paths:
            if path.suffix == ending and path.is_file():
                yield path
            else:
                message = (
                    "is a folder, and folders are not read: put its files beside the others"
                    if path.is_dir()
                    else f"only files that end in {ending} belong here"
                )
                self.faults.append(Fault(self.name(path), None, None, message))

    def many(self, place: str, model: type[Model]) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for path in self.files(place, ".toml"):
            text = self.text(path)
            if text is not None and (made := self.checked(path, text, self.toml(path, text), model)):
                found[self.name(path)] = made
        return found

    def cards(self, place: str) -> dict[str, Card]:
        found: dict[str, Card] = {}
        for path in self.files(place, ".md"):
            text = self.text(path)
            if text is None:
                continue
            # What an editor leaves behind and nobody sees is nobody's mistake.
            text = _UNSEEN.sub("", text.replace("\r\n", "\n"))
            parts = text.split(f"{FENCE}\n", 2)
            if len(parts) != 3 or parts[0].strip():
                message = f"must begin with {FENCE}, then the card's facts, then {FENCE} on a line of its own"
                self.faults.append(Fault(self.name(path), 1, None, message))
                continue
            front = 2 + parts[0].count("\n")
            data = self.toml(path, parts[1], first_line=front)
            if data is not None:
                body, _, more = f"\n{parts[2]}".partition(f"\n{MORE}\n")
                data = data | {"body": body, "more": more or None}
                body_line = front + parts[1].count("\n") + 1
                more_line = body_line + body.count("\n") + 1
                beside: dict[TomlPath, int] = {("body",): body_line, ("more",): more_line}
                self.lines[self.name(path)] = Lines(parts[1], front, beside)
            if card := self.checked(path, text, data, Card):
                found[self.name(path)] = card
        return found


# A process that starts the bot again, as tests do, has read and checked it already. Nobody changes either.
_made: dict[tuple[type[BaseModel], str], BaseModel] = {}


@cache
def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


# What is wrong with a line, by what the TOML library says of it and by the line itself.
_SAID = tuple(
    (re.compile(sign), said)
    for sign, said in (
        ("[\u201c\u201d\u2018\u2019]", 'these are curly quotes: use straight ones, "like these"'),
        (r"(?i)^invalid date", "there is no such day: a date is year, month, day, such as 2026-11-23"),
        (r"= *\d{1,4}[./]\d{1,2}[./]\d{1,4}", "a date is year, month, day, such as 2026-11-23"),
        (r"(?i)^cannot overwrite", "this name is there a second time: keep one of the two"),
        (r"(?i)^illegal character '\\n'", 'a text ends with a quote: one " is missing here'),
        (r"(?i)^unclosed (array|inline table)", "a comma, or the ] or } that ends the list, is missing"),
        (r"(?i)^invalid value", 'text stands between quotes, such as "like this"'),
        (r"(?i)^expected '=' after a key", "between a name and its value stands ="),
    )
)
# A mark that some editors put before the first letter, and spaces at the end of a line.
_UNSEEN = re.compile(r"\A\ufeff|[ \t]+$", re.MULTILINE)


def _syntax_fault(message: str, text: str) -> tuple[int, str]:
    # tomllib says "Expected '=' after a key in a key/value pair (at line 3, column 6)".
    what, _, place = message.rpartition(" (at ")
    line = place.split(",")[0].removeprefix("line ")
    number = int(line) if line.isdigit() else text.count("\n") + 1
    what = what or message
    written = text.splitlines()[number - 1 : number]
    said = next((said for sign, said in _SAID if sign.search(f"{what}\n{''.join(written)}")), None)
    said = said or f"{what[:1].lower()}{what[1:]}"
    return number, f"this line cannot be read ({said})"


def load(folder: Path) -> Content:
    """All content of `folder`; raises BadContent with every fault of every file."""
    reading = _Reading(folder)
    exercises = reading.many("exercises", Exercise)
    routines = reading.many("routines", RoutineTemplate)
    cards = reading.cards("education")
    red_flags = reading.one("triage/red_flags.toml", RedFlags)
    pain_rules = reading.one("triage/bands.toml", PainRules)
    trend_rules = reading.one("triage/trends.toml", TrendRules)
    escalation = reading.one("triage/escalation.toml", Escalation)
    version = reading.one("triage/version.toml", RulesVersion)
    cases = reading.one("triage/cases.toml", CaseFile)
    numbers = reading.one("triage/emergency_numbers.toml", EmergencyNumbers)
    people = reading.one("people.toml", PeopleFile)
    questionnaire = reading.one("questionnaire.toml", Questionnaire)
    longest_run = reading.one("training/longest_run.toml", LongestRun)
    way_back = reading.one("training/way_back.toml", WayBack)
    faults = [
        *reading.faults,
        *disagreements(reading.lines, folder.name, exercises, routines, cards, red_flags, cases, people),
    ]
    if (
        faults
        or not (red_flags and pain_rules and escalation and version and cases and numbers and people)
        or not (questionnaire and longest_run and trend_rules and way_back)
    ):
        raise BadContent(tuple(faults))
    by_order = sorted(cards.values(), key=lambda card: (list(CardTopic).index(card.topic), card.order))
    return Content(
        exercises=MappingProxyType({exercise.id: exercise for exercise in exercises.values()}),
        routines=MappingProxyType({routine.id: routine for routine in routines.values()}),
        red_flags=red_flags,
        pain_rules=pain_rules,
        trend_rules=trend_rules,
        escalation=escalation,
        rules_version=version.version,
        cases=cases.cases,
        emergency_numbers=numbers,
        cards=MappingProxyType({card.id: card for card in by_order}),
        people=people.people,
        questionnaire=questionnaire,
        longest_run=longest_run,
        way_back=way_back,
    )
