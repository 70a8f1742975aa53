"""The letters that come along: how wide words are, and how they are made to fit."""

from functools import lru_cache

from PIL import ImageFont

from bot.content import FOLDER

REGULAR, BOLD = (FOLDER / "fonts" / f"DejaVuSans{weight}.ttf" for weight in ("", "-Bold"))
# Below it nothing can be read on a phone, where a picture 1080 wide is a third as wide.
LEAST = 28
STEP = 2


@lru_cache(maxsize=32)
def font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    """The letters of `size` pixels; the same everywhere, whatever Pillow was built with."""
    return ImageFont.truetype(BOLD if bold else REGULAR, size, layout_engine=ImageFont.Layout.BASIC)


def width(words: str, size: int, bold: bool = False) -> float:
    """How many pixels wide the words are."""
    return font(size, bold).getlength(words)


def fitted(words: str, size: int, room: float, bold: bool = False) -> tuple[str, int]:
    """The words and their size: smaller where wider than `room`, cut short where that is not enough."""
    while size > LEAST and width(words, size, bold) > room:
        size = max(LEAST, size - STEP)
    if width(words, size, bold) <= room:
        return words, size
    while words and width(f"{words}…", size, bold) > room:
        words = words[:-1]
    return f"{words.rstrip()}…", size
