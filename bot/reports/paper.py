"""What stands on the page, as a value: every word of it comes from outside, this room knows no language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

# More than this many no box of a page can hold.
MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `lead` in bold on a line of its own, `text` under it; either may be empty."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading, the most important first: what has no room is left out from the end.

    `nothing` stands there where there are no entries; `left_out` words how many have no room. `more`: so many
    were not even worded, beyond the MOST_ENTRIES that any box can hold. `firm`: every entry stands whole, and
    none is left out while another section has one; a lead holds for the entries after it that have none.
    `shorter` are the same entries in fewer and fewer words, for a box that has no room for them as they are.
    """

    heading: str
    entries: tuple[Entry, ...]
    nothing: str
    left_out: Callable[[int], str]
    more: int = 0
    firm: bool = False
    shorter: tuple[tuple[Entry, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole page. `figures` are names with their values, beside the chart; `beside` follows under them.

    The last section of `left` comes to stand under `right` where fewer entries are then left out.
    `chart_in_words` is read to who cannot see the chart. `unprintable` explains the mark for letters that
    the font has not, where there are any. `is_letter`: on American paper, else A4.
    """

    language: str
    title: str
    period: str
    marking: str
    figures: tuple[tuple[str, str], ...]
    chart_in_words: str
    beside: tuple[Section, ...]
    left: tuple[Section, ...]
    right: tuple[Section, ...]
    foot: str
    unprintable: str
    made_at: datetime
    is_letter: bool = False
