"""The rule by which a level moves: up after easy days without pain, down for pain or too much effort."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.content import Content, Occasion
from bot.routines.planned import HIGHEST, LOWEST, Effort, Plan, PlannedRoutine, State
from bot.triage import Effect

# Our reading of "three done sessions called easy": on three days, one after the other.
EASY_DAYS_TO_RISE = 3
# What was easy longer ago says little of today.
EASY_COUNTS_FOR = timedelta(days=28)


class Why(StrEnum):
    """What moved a level."""

    EASY = "easy"
    TOO_HARD = "too_hard"
    PAIN = "pain"
    CLEARED = "cleared"
    CHOSEN = "chosen"
    UNDONE = "undone"


class Rise(StrEnum):
    """Whether a level may rise: not yet, once we know that the hip is calm, or now."""

    NOT_YET = "not_yet"
    ASK_PAIN = "ask_pain"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Move:
    """A level's last move. `cause`: the routine or check-in that led to it, such as "checkin:7".

    `stepped_down`: the pain that led to it still stands, so easing off takes no further step.
    """

    before: int
    after: int
    why: Why
    at: datetime
    cause: str = ""
    stepped_down: bool = False

    @property
    def can_be_undone(self) -> bool:
        """Whether it was ours: a runner's own choice is changed by another choice."""
        return self.why in (Why.EASY, Why.TOO_HARD, Why.PAIN) and self.before != self.after

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {
            "before": self.before,
            "after": self.after,
            "why": self.why.value,
            "at": self.at.isoformat(),
            "cause": self.cause,
            "stepped_down": self.stepped_down,
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Move":
        """The move that `to_json` gave."""
        read = {"why": Why(stored["why"]), "at": datetime.fromisoformat(stored["at"])}
        return cls(**(stored | read))


def after_too_hard(level: int) -> int:
    """One level down, at once."""
    return max(LOWEST, level - 1)


def after_pain(plan: Plan, effect: Effect) -> int:
    """One level down for pain in the bands that ease off or stop, once for as long as that pain lasts.

    A plan that a red flag pauses keeps its level here: it comes back lower when it is cleared.
    """
    if plan.stepped_down or effect >= Effect.PAUSED:
        return plan.level
    return max(LOWEST, plan.level - 1)


def easy_days(
    given: Sequence[PlannedRoutine], level: int, content: Content, since: datetime | None
) -> tuple[date, ...]:
    """The days up to the last one whose routines were all done and called easy, in a row, newest first.

    Only routines at this very level and as planned count, marked since the instant `since`: a short, a gentle
    or an eased one tells nothing of the level. One without an answer is not called easy and ends the row.
    """
    efforts: dict[date, list[Effort | None]] = {}
    for planned in given:
        if _counts(planned, level, content, since):
            efforts.setdefault(planned.on, []).append(planned.effort)
    row: list[date] = []
    for on in sorted(efforts, reverse=True):
        if any(effort is not Effort.EASY for effort in efforts[on]):
            break
        row.append(on)
    return tuple(row)


def rise(level: int, effect: Effect, days: Sequence[date], pain_is_calm: Sequence[bool]) -> Rise:
    """Whether the level rises by one; `days` as from `easy_days`.

    `pain_is_calm`: for every check-in since the first of those days, whether its pain was in the calm band.
    Without one, nobody knows: it is asked for. Never while anything eases the plan.
    """
    if level >= HIGHEST or len(days) < EASY_DAYS_TO_RISE or effect > Effect.AS_PLANNED:
        return Rise.NOT_YET
    if not all(pain_is_calm):
        return Rise.NOT_YET
    return Rise.NOW if pain_is_calm else Rise.ASK_PAIN


def _counts(planned: PlannedRoutine, level: int, content: Content, since: datetime | None) -> bool:
    template = content.routines.get(planned.template_id)
    return (
        planned.state is State.DONE
        and planned.level == level
        and planned.effect is Effect.AS_PLANNED
        and template is not None
        and template.occasion in (Occasion.any_day, Occasion.hard_run)
        and (since is None or planned.state_at > since)
    )
