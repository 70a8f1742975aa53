"""The numbers that say when pain is not settling, and when it is getting worse."""

from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.pain_rules import Pain
from bot.content.sources import Sourced

Days = Annotated[StrictInt, Field(ge=1, le=84)]
Points = Annotated[StrictInt, Field(ge=1, le=10)]


class TrendRules(Sourced):
    """What check-ins must add up to, to call for a professional; what each means is said in the file."""

    mean_over_days: Days
    mean_needs_days: Days
    looks_back_days: Days
    not_settling_pain_from: Pain
    not_settling_times: Annotated[StrictInt, Field(ge=2, le=42)]
    not_settling_over_days: Days
    not_settling_fall: Points
    worsening_rise: Points
    worsening_in_a_row: Annotated[StrictInt, Field(ge=2, le=10)]
    worsening_last_from: Pain

    @model_validator(mode="after")
    def _weeks_fit(self) -> Self:
        if self.mean_needs_days > self.mean_over_days:
            raise ValueError("mean_needs_days must not be more than mean_over_days")
        if self.not_settling_over_days < 2 * self.mean_over_days:
            raise ValueError("not_settling_over_days must hold two means, so that they can be compared")
        if self.looks_back_days < self.not_settling_over_days:
            raise ValueError("looks_back_days must not be less than not_settling_over_days")
        return self
