"""How much of what was due was done: a score that forgives, and a streak that does not pretend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp2

from bot.routines import Outcome, PlannedRoutine, State

# A miss weighs half after two weeks and a quarter after four, about when strength work shows (OrthoInfo: 4 to
# 6 weeks). With a routine a day one miss costs five points of a hundred, with three a week eleven.
HALF_LIFE_DAYS = 14

# Six half-lives: what is older could change the score by less than a fiftieth.
LOOKED_BACK_FOR = timedelta(days=84)

# Fewer say nothing: the first miss would be the whole score.
FEWEST_DUE = 4


@dataclass(frozen=True, slots=True)
class Due:
    """How many routines a local day asked for, and how many of those were done."""

    on: date
    due: int
    done: int


def is_due(one: Outcome | PlannedRoutine, today: date) -> bool:
    """Whether it counts among what was due.

    A routine that nobody asked for counts when it was done; one of today that is still open not yet.
    """
    is_open = one.state is State.OWED and one.on >= today
    return one.state is State.DONE or (one.asked and not is_open)


def due_days(outcomes: Iterable[Outcome], today: date) -> list[Due]:
    """The days that asked for something, oldest first."""
    days: dict[date, list[int]] = {}
    for one in outcomes:
        if is_due(one, today):
            # A day that the runner has flown back from counts as today.
            counted = days.setdefault(min(one.on, today), [0, 0])
            counted[0] += 1
            counted[1] += one.state is State.DONE
    return [Due(on, due, done) for on, (due, done) in sorted(days.items())]


def adherence(days: Iterable[Due], today: date) -> float | None:
    """The part done of what was due in the last twelve weeks, 0 to 1; recent days weigh more.

    Each routine weighs 0.5 to the power of (its age in days / 14). None where fewer than four were due.
    """
    counted = [day for day in days if day.on > today - LOOKED_BACK_FOR]
    if sum(day.due for day in counted) < FEWEST_DUE:
        return None
    weights = [exp2((day.on - today).days / HALF_LIFE_DAYS) for day in counted]
    done = sum(weight * day.done for weight, day in zip(weights, counted, strict=True))
    return done / sum(weight * day.due for weight, day in zip(weights, counted, strict=True))


def streak(days: Sequence[Due]) -> int:
    """Days in a row, up to now, on which everything due was done.

    Days on which nothing was due, rest and pauses among them, neither count nor end it. There is no grace:
    one day with something left undone ends it, and the score is what forgives.
    """
    count = 0
    for day in reversed(days):
        if day.done < day.due:
            break
        count += 1
    return count
