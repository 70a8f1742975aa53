"""The rule for what stands in a box of the page: every section has its share, and says what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heights:
    """How high a section is, in mm: its heading with its space, each entry, the line for the rest.

    `firm`: none of its entries gives way while another section has one.
    """

    heading: float
    entries: tuple[float, ...]
    left_out: float
    firm: bool = False

    def with_entries(self, shown: int, more: int) -> float:
        """How high it is with so many entries, where `more` of them were never measured."""
        left_out = self.left_out if shown < len(self.entries) or more else 0.0
        return self.heading + sum(self.entries[:shown]) + left_out


def shown(sections: Sequence[Heights], more: Sequence[int], room: float) -> list[int] | None:
    """How many entries of each section stand in `room`; None where not even the headings do.

    The section that takes most gives way first, so that a long one never pushes a short one off the page;
    a firm one does not before all others have.
    """
    counts = [len(section.entries) for section in sections]

    def height(at: int) -> float:
        return sections[at].with_entries(counts[at], more[at])

    while sum(height(at) for at in range(len(sections))) > room:
        given = [at for at, count in enumerate(counts) if count]
        given = [at for at in given if not sections[at].firm] or given
        if not given:
            return None
        counts[max(given, key=height)] -= 1
    return counts
