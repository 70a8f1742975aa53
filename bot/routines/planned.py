"""A runner's plan, and a routine that was given to them with what became of it, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.content import Owned, RoutineKind
from bot.triage import Effect

LOWEST, HIGHEST = 1, 3


@dataclass(frozen=True, slots=True)
class Plan:
    """The weekdays a runner runs on (0 is Monday), the level of their routines, 1 to 3, and what they own.

    `stepped_down`: pain has lowered the level, and that same pain still stands. `moved_at`: when the level
    last moved by itself or was moved; None where it never did. `since_cleared`: that was when a professional
    had cleared them.
    """

    run_days: frozenset[int] = frozenset()
    level: int = LOWEST
    have: frozenset[Owned] = frozenset()
    stepped_down: bool = False
    moved_at: datetime | None = None
    since_cleared: bool = False

    @property
    def unhurt_level(self) -> int:
        """Where "one level down" counts from: pain that lowered the level took that step already."""
        return self.level + 1 if self.stepped_down else self.level


class State(StrEnum):
    """What became of a routine. Only an owed one is still open; the other three can be corrected."""

    OWED = "owed"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"


class Effort(StrEnum):
    """How hard a routine was, in the runner's own judgement."""

    EASY = "easy"
    RIGHT = "right"
    TOO_HARD = "too_hard"


@dataclass(frozen=True, slots=True)
class PlannedRoutine:
    """A routine that was planned for a runner's local day `on`; `slot` tells several of one day apart.

    `first_given` is the template before the runner chose another for that day, None where they did not.
    `instead_of` as in a `Routine`.
    """

    id: int
    runner_id: int
    schedule_id: int | None
    on: date
    slot: str
    template_id: str
    kind: RoutineKind
    level: int
    effect: Effect
    gentler: bool
    walk_instead: bool
    state: State
    state_at: datetime
    planned_at: datetime
    effort: Effort | None = None
    first_given: str | None = None
    instead_of: RoutineKind | None = None

    @property
    def asked(self) -> bool:
        """Whether a reminder waits, or waited, for it, as an `Outcome` says."""
        return self.schedule_id is not None

    @property
    def excused(self) -> bool:
        """Whether it was left open and nobody waited for it: rest, a pause, or begun unasked. Not a miss."""
        return self.state is State.MISSED and not self.asked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a routine of the local day `on`; `asked`: a reminder waits, or waited, for it.

    Nobody waits for one that was begun without a reminder, nor for one that a pause took back.
    """

    on: date
    state: State
    asked: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A routine's new state and the one it had before."""

    routine_id: int
    on: date
    slot: str
    state: State
    previous: State


def push_key(runner_id: int, on: date, slot: str) -> str:
    """The key under which the push of this slot is owed: however often it is planned, it is sent once."""
    return f"routine:{runner_id}:{on}:{slot}"
