"""What a runner told us about one hip: side, pain, place, time and the red flags they ticked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Side(StrEnum):
    """Which hip it is."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Where(StrEnum):
    """Where it hurts: front of the hip or groin, outer side, back or buttock."""

    FRONT = "front"
    OUTER = "outer"
    BACK = "back"


class When(StrEnum):
    """When it hurts most. Pain at night or at rest is not here: that is a red flag and asked as one."""

    RUNNING = "running"
    AFTER = "after"
    NEXT_MORNING = "next_morning"
    DAILY_LIFE = "daily_life"


class Morning(StrEnum):
    """How the hip is, the morning after a run or after more pain, beside the day before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Answers:
    """One check-in's answers. Pain is a whole number, 0 (none) to 10 (worst there is).

    None means that it was not asked; no flags means that "none of these" was pressed.
    """

    side: Side | None = None
    now: int | None = None
    worst: int | None = None  # in the last day
    where: Where | None = None
    when: When | None = None
    flags: frozenset[str] = frozenset()
    morning: Morning | None = None  # asked alone, without a rating

    @property
    def pain(self) -> int | None:
        """The higher of the ratings; None where pain was not asked."""
        return max((rating for rating in (self.now, self.worst) if rating is not None), default=None)

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {
            "side": self.side,
            "now": self.now,
            "worst": self.worst,
            "where": self.where,
            "when": self.when,
            "flags": sorted(self.flags),
            "morning": self.morning,
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Answers":
        """The answers that `to_json` gave."""
        return cls(
            side=Side(stored["side"]) if stored["side"] else None,
            now=stored["now"],
            worst=stored["worst"],
            where=Where(stored["where"]) if stored["where"] else None,
            when=When(stored["when"]) if stored["when"] else None,
            flags=frozenset(stored["flags"]),
            # Answers of before the question was asked do not have it.
            morning=Morning(stored["morning"]) if stored.get("morning") else None,
        )
