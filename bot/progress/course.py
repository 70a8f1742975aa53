"""The course of weeks: each day's pain beside what was done, each week's score, as one value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from bot.questionnaires import Week
from bot.runs import Run

# With fewer rated days a week an average says more of the days than of the hip.
FEWEST_RATED = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. `pain` is its highest rating, 0 to 10; `mean` that of the seven days that end with it.

    Both None where nobody can say: no check-in, fewer than three rated days of seven. `flags`: the ids of the
    red flags ticked on it, the strictest first. `routines`: how many were done; `due`: of how many.
    `cleared`: a professional has cleared all that was ticked.
    """

    on: date
    pain: int | None = None
    mean: float | None = None
    flags: tuple[str, ...] = ()
    routines: int = 0
    runs: tuple[Run, ...] = ()
    due: int = 0
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Every local day of a period, oldest first, the last one today; and the weeks answered in it.

    `adherence`: of the routines that were due, the part done, 0 to 1, where one miss weighs little and older
    weeks less; None before enough were due. `streak`: days in a row with what was planned, rest and pauses
    apart. Both are as of today, whatever the period. `average_before`: that of as many days before these.
    """

    days: tuple[Day, ...]
    weeks: tuple[Week, ...] = ()
    adherence: float | None = None
    streak: int = 0
    longest_run: Run | None = None
    average_before: float | None = None

    @property
    def average(self) -> float | None:
        """The average of the rated days' pain; None where none was rated."""
        rated = [day.pain for day in self.days if day.pain is not None]
        return fmean(rated) if rated else None

    @property
    def change(self) -> float | None:
        """How much higher that average is than before; None unless enough days were rated in both."""
        enough = are_enough(rated_days(self.days), len(self.days))
        if self.average is None or self.average_before is None or not enough:
            return None
        return self.average - self.average_before

    @property
    def flagged(self) -> tuple[Day, ...]:
        """The days with red flags, oldest first."""
        return tuple(day for day in self.days if day.flags)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run of the period, oldest first."""
        return tuple(run for day in self.days for run in day.runs)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not self.weeks and not any(
            day.pain is not None or day.flags or day.routines or day.runs for day in self.days
        )


def last_week(course: Course) -> Course:
    """The last seven days of two weeks or more, as a course of one week read anew would be."""
    days, before = course.days[-7:], course.days[-14:-7]
    # A week that is still asked about began up to six days before them.
    asked_from = days[0].on - timedelta(days=6)
    return replace(
        course,
        days=days,
        weeks=tuple(week for week in course.weeks if week.week_on >= asked_from),
        longest_run=longest_of(days),
        average_before=average_of([day.pain for day in before if day.pain is not None], len(before)),
    )


def longest_of(days: Iterable[Day]) -> Run | None:
    """The longest run, of equal ones the latest."""
    runs_of = [run for day in days for run in day.runs]
    return max(reversed(runs_of), key=lambda run: run.distance_m, default=None)


def rated_days(days: Iterable[Day]) -> int:
    """How many of these days were rated."""
    return sum(day.pain is not None for day in days)


def are_enough(rated: int, days: int) -> bool:
    """Whether so many rated days tell of all of them: three a week, as for each 7-day average."""
    return rated > 0 and rated * 7 >= FEWEST_RATED * days


def average_of(pains: Sequence[int], days: int) -> float | None:
    """The average of so many days that a later one is held against; None where too few were rated."""
    return fmean(pains) if are_enough(len(pains), days) else None
