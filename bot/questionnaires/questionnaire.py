"""Four questions about the hip in the past week, scored 0 to 100 like the OSTRC-O2."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Week:
    """One week's answers: each question's worth, 0, 8, 17 or 25, in the order they are asked.

    `week_on` is the Monday of that week. No answers beyond the first where that was "none": all are 0 then.
    """

    week_on: date
    worths: tuple[int, int, int, int]
    answered_at: datetime

    @property
    def score(self) -> int:
        """0 (no trouble) to 100."""
        return sum(self.worths)

    @property
    def substantial(self) -> bool:
        """Whether it kept them from running, or training or performance fell by a good part."""
        partaking, volume, performance, _pain = self.worths
        return partaking == 25 or volume >= 17 or performance >= 17
