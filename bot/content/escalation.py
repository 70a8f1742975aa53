"""What follows a decision, and when: asking again, following up, and how the plan comes back."""

from datetime import time, timedelta
from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.sources import Sourced

Hours = Annotated[StrictInt, Field(ge=1, le=720)]


class Escalation(Sourced):
    """The times and levels that go with the red flags and the pain bands."""

    emergency_again_after_minutes: Annotated[StrictInt, Field(ge=5, le=60)]
    urgent_follow_up_after_hours: Hours
    routine_follow_up_after_hours: Hours
    levels_down_after_a_pause: Annotated[StrictInt, Field(ge=1, le=2)]
    next_morning_at: Annotated[time, Field(strict=True)]
    next_morning_lasts_for_hours: Annotated[StrictInt, Field(ge=1, le=12)]
    checkin_is_open_for_hours: Annotated[StrictInt, Field(ge=1, le=12)]

    @model_validator(mode="after")
    def _the_more_urgent_the_sooner(self) -> Self:
        if self.urgent_follow_up_after_hours > 48:
            raise ValueError("urgent_follow_up_after_hours must be at most 48: urgent means seen within that")
        if self.routine_follow_up_after_hours < self.urgent_follow_up_after_hours:
            raise ValueError("routine_follow_up_after_hours must not be less than that of urgent")
        if not time(5) <= self.next_morning_at < time(12) or self.next_morning_at.second:
            raise ValueError("next_morning_at must be a whole minute of the morning, 05:00 to 11:59")
        return self

    @property
    def emergency_again_after(self) -> timedelta:
        """When unconfirmed emergency advice is sent once more."""
        return timedelta(minutes=self.emergency_again_after_minutes)

    @property
    def urgent_follow_up_after(self) -> timedelta:
        """When we ask whether they reached somebody."""
        return timedelta(hours=self.urgent_follow_up_after_hours)

    @property
    def routine_follow_up_after(self) -> timedelta:
        """When we ask whether they were seen."""
        return timedelta(hours=self.routine_follow_up_after_hours)

    @property
    def next_morning_lasts_for(self) -> timedelta:
        """How long the question of the next morning is of use."""
        return timedelta(hours=self.next_morning_lasts_for_hours)

    @property
    def checkin_is_open_for(self) -> timedelta:
        """How long a check-in may be left half answered."""
        return timedelta(hours=self.checkin_is_open_for_hours)
