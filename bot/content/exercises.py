"""An exercise: what it is for, how it is done, and how much of it at each of three levels."""

from collections.abc import Mapping, Set
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictBool, StrictInt, model_validator

from bot.content.figures import Figure
from bot.content.sources import ByLanguage, Id, Line, Part, Sourced

# Pace of the estimate in Dose.takes_s: our guess at a slow, even tempo; nobody has timed it.
SECONDS_A_REPETITION = 3
SECONDS_OF_REST = 20
SECONDS_TO_GET_READY = 10

Equipment = Literal["band", "chair", "mat", "roller", "step", "wall"]


class Owned(StrEnum):
    """Equipment that not every runner has; a mat, a chair, a step or a wall is taken for granted."""

    BAND = "band"
    ROLLER = "roller"


class ExerciseKind(StrEnum):
    """What an exercise is done for."""

    warm_up = "warm_up"
    mobility = "mobility"
    strength = "strength"


class Dose(Part):
    """How much of an exercise at one level.

    One of four shapes: repetitions (each may be held for `hold_s` seconds), a hold alone (`hold_s` seconds a
    set), a time in `seconds` a set, or a time in `minutes`. `per` says what the amount is counted for: each
    side, each way round (hip circles) or each direction (front to back, then side to side). Where an exercise
    has sides, both are done, whatever `per` says.
    """

    sets: Annotated[StrictInt, Field(ge=1, le=5)] = 1
    reps: Annotated[StrictInt, Field(ge=1, le=30)] | None = None
    hold_s: Annotated[StrictInt, Field(ge=1, le=60)] | None = None
    seconds: Annotated[StrictInt, Field(ge=5, le=120)] | None = None
    minutes: Annotated[StrictInt, Field(ge=1, le=15)] | None = None
    per: Literal["side", "way", "direction"] | None = None
    band: StrictBool = False

    @model_validator(mode="after")
    def _says_one_amount(self) -> Self:
        amounts = [name for name in ("reps", "seconds", "minutes") if getattr(self, name) is not None]
        if len(amounts) > 1:
            raise ValueError(f"give one amount, not both {amounts[0]} and {amounts[1]}")
        if not amounts and self.hold_s is None:
            raise ValueError("the amount is missing: give reps, hold_s, seconds or minutes")
        if self.hold_s is not None and amounts not in ([], ["reps"]):
            raise ValueError(f"hold_s goes with reps or stands alone, not with {amounts[0]}")
        if self.reps is not None and self.hold_s is not None and self.hold_s > 10:
            raise ValueError("a hold in every repetition must be at most 10 seconds")
        if self.minutes is not None and self.sets > 1:
            raise ValueError("a time in minutes is done once: leave sets out")
        return self

    def takes_s(self, sides: bool) -> int:
        """Seconds this dose takes, an estimate to plan a day by.

        A repetition counts 3 s and its hold; a set is done once for each side and each way; 10 s to get
        ready; 20 s of rest between sets, but none where one side rests while the other works.
        """
        if self.minutes is not None:
            a_set = self.minutes * 60
        elif self.reps is not None:
            a_set = self.reps * (SECONDS_A_REPETITION + (self.hold_s or 0))
        else:
            a_set = self.hold_s or self.seconds or 0
        ways = 2 if self.per in ("way", "direction") else 1
        rest = 0 if sides else SECONDS_OF_REST * (self.sets - 1)
        return SECONDS_TO_GET_READY + self.sets * a_set * ways * (2 if sides else 1) + rest


class ExerciseText(Part):
    """The words of an exercise in one language."""

    name: Line
    purpose: Line
    set_up: Line
    steps: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    breathing: Line
    faults: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    easier: Line
    harder: Line
    stop_if: Line
    aliases: tuple[Line, ...] = ()


Level = Literal[1, 2, 3]
Doses = Annotated[Mapping[Level, Dose], AfterValidator(lambda doses: MappingProxyType(dict(doses)))]


class Exercise(Sourced):
    """One exercise, its words in each language and its doses."""

    id: Id
    kind: ExerciseKind
    sides: StrictBool
    # Every repetition changes sides, as a walking lunge does: both sides are counted together.
    alternating: StrictBool = False
    equipment: tuple[Equipment, ...] = ()
    optional_equipment: tuple[Equipment, ...] = ()
    muscles: Annotated[tuple[Line, ...], Field(min_length=1)]
    doses: Annotated[Doses, Field(min_length=1)]
    # What takes the place of a dose with a band, for who has none.
    doses_without_band: Annotated[Doses, Field(default_factory=lambda: MappingProxyType({}))]
    text: ByLanguage[ExerciseText]
    figures: Annotated[
        Mapping[Id, Figure], AfterValidator(lambda figures: MappingProxyType(dict(figures)))
    ] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _levels_are_numbers(cls, data: object) -> object:
        # TOML keys are always text, so [doses.2] arrives as "2".
        if not isinstance(data, dict):
            return data
        levels = {"1": 1, "2": 2, "3": 3}
        numbered = {
            field: {levels.get(key, key): dose for key, dose in data[field].items()}
            for field in ("doses", "doses_without_band")
            if isinstance(data.get(field), dict)
        }
        return data | numbered

    @model_validator(mode="after")
    def _sides_are_counted(self) -> Self:
        for level, dose in self.doses.items():
            if dose.per == "side" and not self.sides:
                raise ValueError(f"level {level} is counted per side, but sides is false")
            if dose.band and "band" not in self.equipment + self.optional_equipment:
                raise ValueError(f"level {level} uses a band: name it in equipment or optional_equipment")
        return self

    @model_validator(mode="after")
    def _figures_show_a_side(self) -> Self:
        for name, figure in self.figures.items():
            if self.sides and figure.side is None:
                raise ValueError(f'figure {name} must say which side it shows working: side = "right"')
            if not self.sides and figure.side is not None:
                raise ValueError(f"figure {name} names a side, but sides is false")
        return self

    @model_validator(mode="after")
    def _nobody_needs_a_band_they_lack(self) -> Self:
        banded = {level for level, dose in self.doses.items() if dose.band and "band" not in self.equipment}
        for level in sorted(banded ^ set(self.doses_without_band)):
            if level in banded:
                raise ValueError(f"level {level} uses a band: say in doses_without_band what is done without")
            raise ValueError(f"level {level} of doses_without_band stands in for no dose with a band")
        for level, dose in self.doses_without_band.items():
            if dose.band:
                raise ValueError(f"level {level} of doses_without_band uses a band")
            if dose.per == "side" and not self.sides:
                raise ValueError(f"level {level} is counted per side, but sides is false")
        return self

    def text_in(self, language: str) -> ExerciseText:
        """The words in `language`, or in English where they have not been translated."""
        return self.text.get(language, self.text["en"])

    @cached_property
    def needs(self) -> frozenset[Owned]:
        """What a runner must own to do it at all."""
        return frozenset(thing for thing in Owned if thing.value in self.equipment)

    def dose_at(self, level: int, have: Set[Owned] = frozenset()) -> Dose | None:
        """The dose at `level`, or at the nearest level below that has one, for who owns `have`.

        None where no dose is that low, or where the exercise needs what they do not own.
        """
        levels: tuple[Level, ...] = (3, 2, 1)
        at = next((at for at in levels if at <= level and at in self.doses), None)
        if at is None or not self.needs <= have:
            return None
        dose = self.doses[at]
        return self.doses_without_band[at] if dose.band and Owned.BAND not in have else dose
