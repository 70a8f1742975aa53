"""Every word of a chart, in the reader's language: a picture knows none. No emoji: the letters have none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.triage import Level


@dataclass(frozen=True, slots=True)
class ChartFlag:
    """A red flag: a few words, and how urgent it is, which says whose words have room first."""

    words: str
    level: Level


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A band of pain: its words, and the highest whole number in it."""

    highest: int
    words: str


@dataclass(frozen=True, slots=True)
class ChartLane:
    """A lane's name ("Runs") and what is said at its end ("longest 12 km"), which may be nothing."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of one chart.

    `latest`: the newest 7-day mean ("2.1 / 10"), empty where there is none; `latest_note`: what it is and was
    ("7-day average (was 3.3)"), or why there is none. `flags`: each red flag by its id.
    `by_week`: after a lane's name, where a period is so long that a mark stands for a week, not for a day.
    `nothing` and `nothing_note`: over a chart without a check-in. `on` words a day ("28 Sep"), `month` a
    month ("Sep").
    """

    title: str
    period: str
    latest: str
    latest_note: str
    bands: tuple[ChartBand, ...]
    flags: Mapping[str, ChartFlag]
    a_day: str
    average: str
    red_flag: str
    routines: ChartLane
    runs: ChartLane
    scores: ChartLane
    substantial: str
    by_week: str
    nothing: str
    nothing_note: str
    on: Callable[[date], str]
    month: Callable[[date], str]
