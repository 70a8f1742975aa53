"""What may be announced: a text that is not empty and not longer than Telegram takes, one a language."""

from collections.abc import Mapping
from enum import StrEnum

# Telegram counts the text after its formatting is taken out, in UTF-16 units (Bot API, sendMessage).
LONGEST = 4096


class Fault(StrEnum):
    """Why something cannot be announced."""

    NOT_TEXT = "not-text"
    EMPTY = "empty"
    TOO_LONG = "too-long"


def length_of(text: str) -> int:
    """The length of a text as Telegram counts it: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fault_of(text: str | None) -> Fault | None:
    """What is wrong with a text (without its formatting; None for a picture); None when nothing is."""
    if text is None:
        return Fault.NOT_TEXT
    if not text.strip():
        return Fault.EMPTY
    return Fault.TOO_LONG if length_of(text) > LONGEST else None


def in_language(texts: Mapping[str, str], language: str, default: str) -> str:
    """The text for a runner of this language: their own, or that of the default language."""
    return texts.get(language) or texts[default]
