"""A run as a value: when, how far, how long, how it felt, and where we know it from."""

from dataclasses import dataclass
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

    `started_at`: from a watch's file alone.
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
