"""A reminder as the rest of the product sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

EVERY_DAY = frozenset(range(7))

# A day has no more than five moments at which moving is advice and not a nuisance, and with the way to the
# weekly messages five still fit on a phone as one list with a button each.
MOST_REMINDERS = 5


def as_bits(days: Iterable[int]) -> int:
    """Days of the week as they are stored: bit 0 is Monday. Raises ValueError for what is no day."""
    days = frozenset(days)
    if not days <= EVERY_DAY:
        raise ValueError("a day is 0 (Monday) to 6")
    return sum(1 << day for day in days)


@cache
def from_bits(bits: int) -> frozenset[int]:
    """The days that `as_bits` was given."""
    return frozenset(day for day in EVERY_DAY if bits >> day & 1)


class Wants(StrEnum):
    """What a reminder brings: the plan's own choice for the day, always one kind, or one weekly message."""

    PLAN = "plan"
    WARM_UP = "warm_up"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    TIP = "tip"
    QUESTIONNAIRE = "questionnaire"
    DIGEST = "digest"


# Each of these has one reminder of its own, on one day of the week; the others bring a routine.
WEEKLY = (Wants.TIP, Wants.QUESTIONNAIRE, Wants.DIGEST)
ROUTINES = tuple(wants for wants in Wants if wants not in WEEKLY)


class Refused(StrEnum):
    """Why a reminder was not kept."""

    ALREADY_THERE = "already_there"
    TOO_MANY = "too_many"
    NO_DAYS = "no_days"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One reminder: days are 0 (Monday) to 6, `at` is on the runner's wall.

    `around` lets it come up to a quarter of an hour later, at its own minute. `next_at` is the instant of
    its next turn and `next_on` the local date that turn belongs to; both are None while it rests.
    """

    id: int
    runner_id: int
    wants: Wants
    days: frozenset[int]
    at: time
    around: bool
    next_at: datetime | None
    next_on: date | None


def set_for(reminders: Iterable[Schedule], days: Iterable[int]) -> dict[int, int]:
    """How many reminders each of these days has, in the order of the week."""
    kept = list(reminders)
    return {day: sum(day in one.days for one in kept) for day in sorted(days)}


def busiest(reminders: Iterable[Schedule], days: Iterable[int]) -> tuple[int, int]:
    """Which of these days has the most reminders, the first of the week where several have, and how many."""
    return max(set_for(reminders, days).items(), key=lambda it: it[1], default=(0, 0))


@dataclass(frozen=True, slots=True)
class DueSchedule:
    """A reminder whose turn has come: `next_at` is when it should have been sent, `on` the local date.

    `days` are its own; a weekly message that was put off comes on another.
    """

    id: int
    runner_id: int
    wants: Wants
    days: frozenset[int]
    next_at: datetime
    on: date

    @property
    def meant_on(self) -> date:
        """The local date it was set for: the day before, where it was put off."""
        return self.on if self.on.weekday() in self.days else self.on - timedelta(days=1)
