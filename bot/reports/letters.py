"""Letters that the page can print: what its font has not is shown as a mark, never as nothing or a crash."""

import re
import unicodedata
from collections.abc import Container

# An empty box, as every reader shows what it cannot show.
MARK = "\N{WHITE SQUARE}"

# They colour what stands before them or say a direction, and are nothing by themselves.
_NOTHING = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u200e\u200f]")
# Between Arabic letters they are spelling; in an emoji they hold together what is shown apart.
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_SPACES = re.compile(r"\s+")


def printable(text: str, has: Container[int]) -> str:
    """The text in one line, with one mark for each run of letters whose code points `has` has not."""
    composed = unicodedata.normalize("NFC", _NOTHING.sub("", text))
    shown: list[str] = []
    for letter in composed:
        if letter in _JOINERS:
            if ord(letter) in has and shown and unicodedata.bidirectional(shown[-1]) == "AL":
                shown.append(letter)
        elif letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf"):
            shown.append(" ")
        elif ord(letter) in has:
            shown.append(letter)
        elif not shown or shown[-1] != MARK:
            shown.append(MARK)
    return _SPACES.sub(" ", "".join(shown)).strip()
