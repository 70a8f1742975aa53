"""How far somebody is in /start, and what they answered there that no room keeps yet."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Step(IntEnum):
    """The steps in their order."""

    WELCOME = 0
    CONSENT = 1
    ZONE = 2
    DAYS = 3
    TIME = 4
    FLAGS = 5

    @property
    def word(self) -> str:
        """As it stands in buttons and in the conversation."""
        return self.name.lower()


STEPS = {step.word: step for step in Step}


@dataclass(frozen=True, slots=True)
class Setup:
    """What no room keeps yet: the open step, ticks before they are saved, a keyboard that is up.

    `message_id`: where the open question stands, None where nobody knows.
    """

    step: Step | None = None
    days: frozenset[int] | None = None
    flags: frozenset[str] = frozenset()
    keyboard: bool = False
    message_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {
            "step": None if self.step is None else self.step.word,
            "days": None if self.days is None else sorted(self.days),
            "flags": sorted(self.flags),
            "keyboard": self.keyboard,
            "message_id": self.message_id,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Setup":
        """The state that `to_json` gave."""
        days = stored["days"]
        return cls(
            STEPS.get(stored["step"]),
            None if days is None else frozenset(days),
            frozenset(stored["flags"]),
            stored["keyboard"],
            stored.get("message_id"),
        )
