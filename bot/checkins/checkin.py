"""A check-in and what stands for a runner, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.triage import Answers, Decision, Effect, Level, Morning

NOTE_LIMIT = 1000  # characters


class Asked(StrEnum):
    """What the answers were given for."""

    CHECKIN = "checkin"
    ONBOARDING = "onboarding"
    MORNING = "morning"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What a runner reported, with the decision it led to.

    `seen_at`: a professional has looked at it. `cleared_at`: they cleared exercise. `withdrawn_at`: the
    runner took a mild decision back. The note is theirs; no rule reads it. `during`: the id of the exercise
    in which it began to hurt; no rule reads that either.
    """

    id: int
    runner_id: int
    asked: Asked
    at: datetime
    on: date
    answers: Answers
    decision: Decision
    during: str | None = None
    note: str | None = None
    acknowledged_at: datetime | None = None
    seen_at: datetime | None = None
    cleared_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def only_carries(self) -> bool:
        """Whether it leaves what stood as it was: a morning that is better, or the same."""
        return self.answers.morning in (Morning.BETTER, Morning.SAME)

    @property
    def may_be_undone(self) -> bool:
        """Whether a runner may take it back: it eased off, or left what stood as it was."""
        return self.only_carries or self.decision.level is Level.EASE_OFF


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """What was said on the morning of the local day `on`."""

    on: date
    answer: Morning


@dataclass(frozen=True, slots=True)
class Rating:
    """What the check-ins of one local day say: the highest of their ratings, and everything that was ticked.

    `pain` is None where it was not asked. `cleared`: a professional has cleared all that was ticked.
    """

    on: date
    pain: int | None
    flags: frozenset[str]
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What binds the plan now, by which check-in and since when; both None where nothing was reported."""

    level: Level = Level.CARRY_ON
    effect: Effect = Effect.AS_PLANNED
    since: datetime | None = None
    checkin_id: int | None = None
    seen_at: datetime | None = None

    @property
    def needs_clearing(self) -> bool:
        """Whether only a professional's clearance ends it; anything milder ends with the next check-in."""
        return self.level >= Level.ROUTINE
