"""What answers lead to: how urgent it is, what it does to the plan, and why."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from bot.triage.trends import Trend

# Reasons that are neither a red flag's id nor "band:" and a band's id.
STANDING = "standing"
STOP_TWICE = "stop_twice"
GROIN_RUNNING = "groin_running_stop"
EARLIER_TODAY = "earlier_today"
# Begins the reasons of an answer to the question of the next morning: "morning_worse".
MORNING = "morning_"


class Level(IntEnum):
    """How urgent it is, from the calmest up."""

    CARRY_ON = 0
    EASE_OFF = 1
    STOP = 2
    ROUTINE = 3
    URGENT = 4
    EMERGENCY = 5

    @property
    def word(self) -> str:
        """The level as it is written in content and stored: "carry_on" to "emergency"."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Level":
        """The level written this way. Raises KeyError."""
        return cls[word.upper()]


class Effect(IntEnum):
    """What becomes of the plan, from nothing up."""

    AS_PLANNED = 0
    ONE_LEVEL_DOWN = 1
    MOBILITY_ONLY = 2
    REST = 3
    PAUSED = 4

    @property
    def word(self) -> str:
        """The effect as it is written in content and stored: "as_planned" to "paused"."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Effect":
        """The effect written this way. Raises KeyError."""
        return cls[word.upper()]


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before these answers.

    `standing` and `standing_effect` are the strictest decision, routine or above, that no professional has
    cleared; a level below routine ends with the next check-in and binds nothing. `stops_in_a_row` counts
    the check-ins just before this one whose pain was in the stop band. `band` and `band_effect` are what the
    newest of them left, for an answer that only moves it; `is_today` is whether it was on the same local day.
    """

    standing: Level | None = None
    standing_effect: Effect = Effect.AS_PLANNED
    stops_in_a_row: int = 0
    band: str | None = None
    band_effect: Effect = Effect.AS_PLANNED
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a check-in, kept with its answers.

    `reasons` are ids, the strictest first: red-flag ids, "standing", "stop_twice", "groin_running_stop",
    "not_settling", "worsening", "earlier_today", "morning_" and the answer, "band:" and the band. `effect` is
    what holds now; `band_effect` is the part of it that today's pain alone asks for. `stops`: how many
    answers in a row were in the stop band, these counted. `trends`: what the days before add up to.
    """

    level: Level
    band: str | None
    effect: Effect
    reasons: tuple[str, ...]
    rules_version: str
    band_effect: Effect = Effect.AS_PLANNED
    stops: int = 0
    trends: tuple[Trend, ...] = ()

    @property
    def escalates(self) -> bool:
        """Whether these answers by themselves call for a professional, whatever stood before."""
        milder = (STANDING, GROIN_RUNNING, EARLIER_TODAY)
        return any(
            reason not in milder and not reason.startswith(("band:", MORNING)) for reason in self.reasons
        )

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {
            "level": self.level.word,
            "band": self.band,
            "effect": self.effect.word,
            "reasons": list(self.reasons),
            "rules_version": self.rules_version,
            "band_effect": self.band_effect.word,
            "stops": self.stops,
            "trends": [trend.to_json() for trend in self.trends],
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Decision":
        """The decision that `to_json` gave."""
        return cls(
            level=Level.of(stored["level"]),
            band=stored["band"],
            effect=Effect.of(stored["effect"]),
            reasons=tuple(stored["reasons"]),
            rules_version=stored["rules_version"],
            band_effect=Effect.of(stored["band_effect"]),
            # Decisions of before these were kept do not have them.
            stops=stored.get("stops", int(stored["band"] == "stop")),
            trends=tuple(Trend.from_json(trend) for trend in stored.get("trends", ())),
        )
