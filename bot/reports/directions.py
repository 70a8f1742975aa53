"""The rule for words that are read from the right: in which order the pieces of a line stand on paper.

Unicode's bidirectional algorithm (UAX #9). fpdf2 knows the level of each letter, but puts the pieces of a
line in order for two levels only: a number inside Hebrew inside English would stand on the wrong side.
"""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

_FROM_THE_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is said, and whether what it belongs to is read from the right as a whole."""

    said: str
    from_the_right: bool = False


def has_from_the_right(said: str) -> bool:
    """Whether any letter of it is read from the right."""
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in said)


def starts_from_the_right(said: str) -> bool:
    """Whether it is read from the right as a whole: its first letter with a direction decides."""
    directions = (unicodedata.bidirectional(letter) for letter in said)
    return next((it for it in directions if it == "L" or it in _FROM_THE_RIGHT), "L") != "L"


def pieces(line: Line) -> list[tuple[str, bool]]:
    """The line in pieces of one direction, from left to right on paper; True is read from the right."""
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if line.from_the_right else TextDirection.LTR
    letters = BidiParagraph(line.said, base_direction=base, preserve_bn_chars=True).characters
    runs = [
        (level, "".join(it.character for it in run))
        for level, run in groupby(letters, key=lambda it: it.embedding_level)
    ]
    # Rule L2: from the highest level down, what stands together at it or above is turned round.
    for level in range(max((it for it, _ in runs), default=0), 0, -1):
        turned: list[tuple[int, str]] = []
        for is_there, group in groupby(runs, key=lambda run: run[0] >= level):
            together = list(group)
            turned += together[::-1] if is_there else together
        runs = turned
    return [(said, level % 2 == 1) for level, said in runs]
