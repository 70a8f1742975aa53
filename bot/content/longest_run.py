"""How much longer than the longest run of late a single run may be before we say so, and the study behind."""

from typing import Annotated, Self

from pydantic import Field, StrictInt, StringConstraints, model_validator

from bot.content.sources import Part, Sourced

Percent = Annotated[StrictInt, Field(ge=1, le=1000)]


class Hazard(Part):
    """What the study found for runs longer by so many per cent; without an end for all above."""

    from_percent: Percent
    to_percent: Percent | None = None
    ratio: Annotated[str, StringConstraints(pattern=r"^\d\.\d\d$")]  # as printed: its zeros count


class LongestRun(Sourced):
    """The rule for one long run, and what the study saw, as general knowledge."""

    days: Annotated[StrictInt, Field(ge=7, le=90)]
    more_than_percent: Annotated[StrictInt, Field(ge=1, le=100)]
    study_runners: Annotated[StrictInt, Field(ge=1)]
    study_runs: Annotated[StrictInt, Field(ge=1)]
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _hazards_join(self) -> Self:
        if self.hazards[0].from_percent != self.more_than_percent:
            raise ValueError("hazards must begin at more_than_percent: we say what the study looked at")
        for one, following in zip(self.hazards, self.hazards[1:], strict=False):
            if one.to_percent != following.from_percent:
                raise ValueError("hazards must follow each other without a gap")
        if self.hazards[-1].to_percent is not None:
            raise ValueError("the last of hazards has no to_percent")
        return self
