"""What many days add up to: pain that is not settling, and pain that gets worse, each with its dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from bot.content import TrendRules

# The reasons that a decision names.
NOT_SETTLING = "not_settling"
WORSENING = "worsening"

A_DAY = timedelta(days=1)


class Course(StrEnum):
    """Which course the days take."""

    NOT_SETTLING = "not_settling"
    MEAN_ROSE = "mean_rose"
    CLIMBED = "climbed"


@dataclass(frozen=True, slots=True)
class Trend:
    """A course that calls for a professional, from its first local day to its last, with its figures.

    `times`: how many check-ins had pain that counts. `mean_before` and `mean_now`: the means of 7 days that
    were compared, rounded to a tenth; None where too few days were rated. `pains`: ratings that climbed.
    """

    course: Course
    from_on: date
    to_on: date
    times: int = 0
    mean_before: float | None = None
    mean_now: float | None = None
    pains: tuple[int, ...] = ()

    @property
    def reason(self) -> str:
        """The id under which a decision names it."""
        return NOT_SETTLING if self.course is Course.NOT_SETTLING else WORSENING

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {
            "course": self.course.value,
            "from_on": self.from_on.isoformat(),
            "to_on": self.to_on.isoformat(),
            "times": self.times,
            "mean_before": self.mean_before,
            "mean_now": self.mean_now,
            "pains": list(self.pains),
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Trend":
        """The trend that `to_json` gave."""
        read = {
            "course": Course(stored["course"]),
            "from_on": date.fromisoformat(stored["from_on"]),
            "to_on": date.fromisoformat(stored["to_on"]),
            "pains": tuple(stored["pains"]),
        }
        return cls(**(stored | read))


def worst_by_day(ratings: Iterable[tuple[date, int]]) -> dict[date, int]:
    """The highest rating of each local day: two check-ins of a day are one day's pain in a mean."""
    days: dict[date, int] = {}
    for on, pain in ratings:
        days[on] = max(pain, days.get(on, pain))
    return days


def mean_of_week(days: Mapping[date, int], last_on: date, rules: TrendRules) -> float | None:
    """The mean of the seven local days that end with `last_on`; None with fewer than three rated ones."""
    mean = _mean(days, last_on, rules)
    return None if mean is None else float(mean)


def add_up(ratings: Iterable[tuple[date, int]], on: date, rules: TrendRules) -> tuple[Trend, ...]:
    """What the check-ins up to the day `on` add up to; at most one trend for each reason.

    `ratings`: each check-in's day and pain, in the order they were given. Nothing where `on` itself was not
    rated, and nothing that only later days show.
    """
    earliest = on - (rules.looks_back_days - 1) * A_DAY
    known = [(day, pain) for day, pain in ratings if earliest <= day <= on]
    days = worst_by_day(known)
    if on not in days:
        return ()
    rose = _climbed(known, rules) or _mean_rose(days, on, rules)
    return tuple(trend for trend in (_not_settling(known, days, on, rules), rose) if trend)


def _mean(days: Mapping[date, int], last_on: date, rules: TrendRules) -> Fraction | None:
    # Exact: a third is no float, and a threshold is met or it is not.
    week = [days.get(last_on - before * A_DAY) for before in range(rules.mean_over_days)]
    rated = [pain for pain in week if pain is not None]
    return Fraction(sum(rated), len(rated)) if len(rated) >= rules.mean_needs_days else None


def _not_settling(
    known: Sequence[tuple[date, int]], days: Mapping[date, int], on: date, rules: TrendRules
) -> Trend | None:
    painful = sorted(day for day, pain in known if pain >= rules.not_settling_pain_from)
    if days[on] < rules.not_settling_pain_from:
        return None
    now = _mean(days, on, rules)
    for number, first in enumerate(painful):
        count = len(painful) - number
        if (on - first).days + 1 < rules.not_settling_over_days or count < rules.not_settling_times:
            return None
        before = _mean(days, first + (rules.mean_over_days - 1) * A_DAY, rules)
        if before is None or now is None or before - now < rules.not_settling_fall:
            return Trend(Course.NOT_SETTLING, first, on, count, _tenth(before), _tenth(now))
    return None


def _mean_rose(days: Mapping[date, int], on: date, rules: TrendRules) -> Trend | None:
    now = _mean(days, on, rules)
    before = _mean(days, on - rules.mean_over_days * A_DAY, rules)
    if now is None or before is None or now - before < rules.worsening_rise:
        return None
    from_on = on - (2 * rules.mean_over_days - 1) * A_DAY
    return Trend(Course.MEAN_ROSE, from_on, on, mean_before=_tenth(before), mean_now=_tenth(now))


def _climbed(known: Sequence[tuple[date, int]], rules: TrendRules) -> Trend | None:
    last = known[-rules.worsening_in_a_row :]
    pains = tuple(pain for _, pain in last)
    climbs = all(later > earlier for earlier, later in pairwise(pains))
    if len(last) < rules.worsening_in_a_row or not climbs or pains[-1] < rules.worsening_last_from:
        return None
    # A day may come twice for who flies west: the first of the dates, whichever check-in it was.
    first, *_, latest = sorted(day for day, _ in last)
    return Trend(Course.CLIMBED, first, latest, pains=pains)


def _tenth(mean: Fraction | None) -> float | None:
    return None if mean is None else round(float(mean), 1)
