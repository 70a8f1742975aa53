"""A routine as it is written: one to four exercises in the order they are done, and what day it is for."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.content.exercises import Level
from bot.content.sources import ByLanguage, Id, Line, Part, Sourced


class RoutineKind(StrEnum):
    """What a routine is for: before a run, building strength, or keeping the hip moving."""

    warm_up = "warm_up"
    strength = "strength"
    mobility = "mobility"


class Occasion(StrEnum):
    """Which day a routine is for. Only those for any day take turns; the others are given where they fit."""

    any_day = "any_day"
    hard_run = "hard_run"
    sore_day = "sore_day"
    no_time = "no_time"


class RoutineText(Part):
    """The words of a routine in one language; `note` is said under its exercises."""

    name: Line
    note: Line | None = None


class RoutineTemplate(Sourced):
    """One routine: its exercises by id, in order, and the levels it is for.

    `highest_level` caps the doses: a gentle routine stays gentle for a strong runner.
    """

    id: Id
    kind: RoutineKind
    occasion: Occasion = Occasion.any_day
    # The adherence advice behind the product is two to four exercises at a time.
    exercises: Annotated[tuple[Id, ...], Field(min_length=1, max_length=4)]
    minimum_level: Level = 1
    highest_level: Level = 3
    text: ByLanguage[RoutineText]

    def text_in(self, language: str) -> RoutineText:
        """The words in `language`, or in English where they have not been translated."""
        return self.text.get(language, self.text["en"])
