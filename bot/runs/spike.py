"""The rule for one long run: it is held against the longest of the days before it."""

from dataclasses import dataclass

from bot.content import LongestRun
from bot.runs.run import Run


@dataclass(frozen=True, slots=True)
class Compared:
    """A run, or one that is planned, beside the longest before it; None where there was none."""

    distance_m: int
    longest: Run | None
    is_above: bool
    rule: LongestRun

    @property
    def percent(self) -> int:
        """By how many per cent it is longer than the longest, rounded down; 0 with nothing to compare."""
        if self.longest is None:
            return 0
        return self.distance_m * 100 // self.longest.distance_m - 100


def compare(distance_m: int, longest: Run | None, rule: LongestRun) -> Compared:
    """Whether a distance is above what the rule allows beside the longest; exactly at the edge is not."""
    above = longest and distance_m * 100 > longest.distance_m * (100 + rule.more_than_percent)
    return Compared(distance_m, longest, bool(above), rule)
