"""A run as a value: when, how far, how long, how it felt, and where we know it from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

METRES_A_KM, METRES_A_MILE = 1000.0, 1609.344


class Felt(StrEnum):
    """How a run felt to the hip, in the runner's own judgement."""

    GOOD = "good"
    STIFF = "stiff"
    SORE = "sore"


class Source(StrEnum):
    """Where we know a run from."""

    TYPED = "typed"
    GPX = "gpx"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Run:
    """One run on the runner's local day `on`: metres, and seconds on the move where they are known.

    `started_at`: from a watch's file alone; None once its day was corrected, because it is of another day.
    `began_in_file`: what the file itself said then, by which it is known when it comes again.
    `logged_on`: the runner's local day when they told of it, where that was another one.
    """

    id: int
    runner_id: int
    on: date
    distance_m: int
    duration_s: int | None
    felt: Felt | None
    source: Source
    started_at: datetime | None
    logged_at: datetime
    began_in_file: datetime | None = None
    logged_on: date | None = None

    def moved_from(self, before: date) -> "Run":
        """The run, whose day was `before`, without a start of another day than its own."""
        if self.on == before or self.started_at is None:
            return self
        return replace(self, started_at=None, began_in_file=self.started_at)
