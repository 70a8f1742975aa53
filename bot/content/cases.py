"""Worked examples of triage: what a runner answers, and the decision that must follow."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.pain_rules import BandId, Pain
from bot.content.sources import Id, Line, Part, Sourced

DecisionLevel = Literal["carry_on", "ease_off", "stop", "routine", "urgent", "emergency"]
OTHER_REASONS = ("standing", "stop_twice", "groin_running_stop", "band:calm", "band:ease_off", "band:stop")
Effect = Literal["as_planned", "one_level_down", "mobility_only", "rest", "paused"]


class CaseAnswers(Part):
    """What the runner says; no `now` and `worst` means that only the red flags were asked.

    `flags` empty means the button "none of these".
    """

    side: Literal["left", "right", "both"] | None = None
    now: Pain | None = None
    worst: Pain | None = None
    where: Literal["front", "outer", "back"] | None = None
    when: Literal["running", "after", "next_morning", "daily_life"] | None = None
    flags: tuple[Id, ...] = ()


class CasePrevious(Part):
    """What stood before this check-in.

    `standing`: the level of an earlier decision that nobody has cleared yet, and `standing_effect` what it
    did to the plan. `stops_in_a_row`: how many check-ins just before this one were in the stop band.
    """

    standing: Literal["routine", "urgent", "emergency"] | None = None
    standing_effect: Effect | None = None
    stops_in_a_row: Annotated[StrictInt, Field(ge=0, le=10)] = 0

    @model_validator(mode="after")
    def _standing_has_an_effect(self) -> Self:
        if (self.standing is None) != (self.standing_effect is None):
            raise ValueError("standing and standing_effect go together: give both or neither")
        return self

    @property
    def last_band(self) -> BandId | None:
        """The band of the check-in before, as far as the case says."""
        return "stop" if self.stops_in_a_row else None


class CaseExpected(Part):
    """The decision that must come out; there may be more reasons than these.

    A reason is a red flag's id, "standing", "stop_twice", "groin_running_stop", or "band:" and a band's id.
    """

    level: DecisionLevel
    band: BandId | None = None
    effect: Effect
    reasons: tuple[Line, ...] = ()


class Case(Part):
    """One worked example, named by a sentence."""

    name: Line
    answers: CaseAnswers
    previous: CasePrevious = CasePrevious()
    expect: CaseExpected


class CaseFile(Sourced):
    """All worked examples."""

    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [case.name for case in self.cases]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two cases have the same name: {twice[0]}")
        return self
