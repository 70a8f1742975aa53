"""The way back to running: its phases of walking and running, and the numbers of the rules between them."""

import math
from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.sources import Part, Sourced

Minutes = Annotated[StrictInt, Field(ge=1, le=60)]
Distance = Annotated[float, Field(gt=0, le=10)]
Times = Annotated[StrictInt, Field(ge=1, le=10)]
Days = Annotated[StrictInt, Field(ge=1, le=90)]
Speed = Annotated[StrictInt, Field(ge=50, le=300)]


class ReturnPhase(Part):
    """Walk, run, and again until the distance is done; without minutes it is running all the way."""

    walk_minutes: Minutes | None = None
    run_minutes: Minutes | None = None
    miles: Distance
    kilometres: Distance

    @model_validator(mode="after")
    def _walks_and_runs_or_runs_alone(self) -> Self:
        if (self.walk_minutes is None) != (self.run_minutes is None):
            raise ValueError("walk_minutes and run_minutes stand together, or neither does")
        if abs(self.kilometres / self.miles - 1.6) > 0.05:
            raise ValueError("kilometres must be the miles, rounded")
        return self


class WayBack(Sourced):
    """The phases in order, and what leads from one to the next."""

    phases: Annotated[tuple[ReturnPhase, ...], Field(min_length=2, max_length=10)]
    goes_a_phase: Times
    rest_days: Annotated[StrictInt, Field(ge=1, le=7)]
    entry_walk_minutes: Minutes
    worse_in_a_row_for_a_step_back: Times
    step_back_after_days: Days
    begin_anew_after_days: Days
    offered_after_a_pause_of_days: Days
    walk_metres_a_minute: Speed
    run_metres_a_minute: Speed

    @model_validator(mode="after")
    def _a_longer_break_leads_further_back(self) -> Self:
        if not self.rest_days < self.step_back_after_days < self.begin_anew_after_days:
            raise ValueError("rest_days, step_back_after_days and begin_anew_after_days must rise")
        if any(phase.run_minutes is None for phase in self.phases[:-1]) or self.phases[-1].run_minutes:
            raise ValueError("the last of phases, and it alone, is running all the way")
        return self

    def rounds(self, phase: ReturnPhase) -> int | None:
        """About how many rounds of walking and running the distance has; None without walking."""
        if phase.walk_minutes is None or phase.run_minutes is None:
            return None
        a_round = (
            phase.walk_minutes * self.walk_metres_a_minute + phase.run_minutes * self.run_metres_a_minute
        )
        return max(1, math.floor(phase.kilometres * 1000 / a_round + 0.5))
