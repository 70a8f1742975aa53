"""The red flags: the questions that are asked, how urgent a yes is, and what to tell the professional."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StringConstraints, model_validator

from bot.content.sources import ByLanguage, Id, Line, Part, Sourced

FlagLevel = Literal["emergency", "urgent", "routine"]
URGENCY: tuple[FlagLevel, ...] = ("emergency", "urgent", "routine")


class RedFlagText(Part):
    """The words of a red flag in one language; `short` fits a button of 32 characters."""

    question: Line
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]
    tell_them: Line


class RedFlag(Sourced):
    """One question; a yes alone decides the level."""

    id: Id
    level: FlagLevel
    stop_running: StrictBool
    groin: StrictBool = False
    text: ByLanguage[RedFlagText]

    @model_validator(mode="after")
    def _urgent_stops_running(self) -> Self:
        if self.level != "routine" and not self.stop_running:
            raise ValueError(f"the level is {self.level}, so stop_running must be true")
        return self

    def text_in(self, language: str) -> RedFlagText:
        """The words in `language`, or in English where they have not been translated."""
        return self.text.get(language, self.text["en"])


class RedFlags(Sourced):
    """All red flags in the order they are asked."""

    flags: Annotated[tuple[RedFlag, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _asked_once_and_most_urgent_first(self) -> Self:
        ids = [flag.id for flag in self.flags]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise ValueError(f"{twice[0]} is there twice")
        ranks = [URGENCY.index(flag.level) for flag in self.flags]
        for before, after, flag in zip(ranks, ranks[1:], self.flags[1:], strict=False):
            if after < before:
                raise ValueError(f"{flag.id} must stand higher: the most urgent are asked first")
        return self

    def flag(self, flag_id: str) -> RedFlag | None:
        """The red flag with this id, or None (an id from an older version)."""
        return next((flag for flag in self.flags if flag.id == flag_id), None)
