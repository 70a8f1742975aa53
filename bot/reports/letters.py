"""Letters that the page can print: what its font has not is shown as a mark, never as nothing or a crash."""

import re
import unicodedata
from collections.abc import Container

# An empty box, as every reader shows what it cannot show.
MARK = "\N{WHITE SQUARE}"

# They join or colour what stands before them, and are nothing by themselves.
_JOINS = re.compile(
    "[\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u200e\u200f]"
)
# They would stand in the wrong order, and Arabic ones in the wrong shapes.
_FROM_THE_RIGHT = frozenset({"R", "AL"})
_SPACES = re.compile(r"\s+")


def printable(text: str, has: Container[int]) -> str:
    """The text in one line, with one mark for each run of letters whose code points `has` has not."""
    composed = unicodedata.normalize("NFC", _JOINS.sub("", text))
    shown = []
    for letter in composed:
        from_the_right = unicodedata.bidirectional(letter) in _FROM_THE_RIGHT
        if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf"):
            shown.append(" ")
        elif ord(letter) in has and not from_the_right:
            shown.append(letter)
        elif not shown or shown[-1] != MARK:
            shown.append(MARK)
    return _SPACES.sub(" ", "".join(shown)).strip()
