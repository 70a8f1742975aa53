"""The pain bands, 0 to 10, and the numbers of the rules that go with them."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.sources import Part, Source, Sourced

BandId = Literal["calm", "ease_off", "stop"]
Pain = Annotated[StrictInt, Field(ge=0, le=10)]


class Band(Part):
    """A stretch of the 0-10 pain rating, both ends included."""

    id: BandId
    low: Pain
    high: Pain


class PainRules(Sourced):
    """The bands from the lowest up, and when pain changes the plan more than its number alone says."""

    bands: tuple[Band, ...]
    mobility_only_from: Pain
    groin_running_sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    groin_running_stop_from: Annotated[StrictInt, Field(ge=1, le=10)]
    stops_in_a_row_for_routine: Annotated[StrictInt, Field(ge=2, le=10)]

    @model_validator(mode="after")
    def _bands_cover_every_rating_once(self) -> Self:
        if [band.id for band in self.bands] != ["calm", "ease_off", "stop"]:
            raise ValueError("the bands must be calm, ease_off and stop, in this order")
        expected = 0
        for band in self.bands:
            if band.low != expected:
                raise ValueError(f"band {band.id} must begin at {expected}, so that no rating is left out")
            if band.high < band.low:
                raise ValueError(f"band {band.id} must not end before it begins")
            expected = band.high + 1
        if expected != 11:
            raise ValueError("the last band must end at 10")
        if self.band_of(self.mobility_only_from).id != "ease_off":
            raise ValueError("mobility_only_from must lie in the ease_off band")
        return self

    def band_of(self, pain: int) -> Band:
        """The band of a pain rating; ValueError unless 0 to 10."""
        for band in self.bands:
            if band.low <= pain <= band.high:
                return band
        raise ValueError("a pain rating goes from 0 to 10")
