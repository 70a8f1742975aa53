"""The fonts of the page: its own, and two more that are read only where a word of the page needs them."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from bot.content import FOLDER

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "page"
_FONTS = FOLDER / "fonts"
_REGULAR, _BOLD = (_FONTS / f"DejaVuSans{weight}.ttf" for weight in ("", "-Bold"))

# Where in Unicode each may have letters, so that none is opened in vain: the second takes a third of a second
# and 30 MB. They have no bold letters: the same stand in for them.
_MORE = (
    # Without the letters that flags are made of: a flag shown as two letters would be read as words.
    (
        "emoji",
        _FONTS / "NotoEmoji.ttf",
        (range(0x2000, 0x2E00), range(0x1F000, 0x1F1E6), range(0x1F200, 0x20000)),
    ),
    (
        "cjk",
        _FONTS / "DroidSansFallback.ttf",
        (range(0x2E80, 0xA000), range(0xAC00, 0xD7B0), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0)),
    ),
)


def add_fonts(pdf: "FPDF", words: Iterable[str]) -> dict[str, Container[int]]:
    """Adds what is needed to print these words; gives by style the code points that can be printed."""
    pdf.add_font(FAMILY, "", _REGULAR)
    pdf.add_font(FAMILY, "B", _BOLD)
    fonts: Any = pdf.fonts
    own = {style: frozenset(fonts[FAMILY + style].cmap) for style in ("", "B")}
    missing = {ord(letter) for said in words for letter in set(said)} - (own[""] & own["B"])
    found: set[int] = set()
    more = []
    for family, file, ranges in _MORE:
        wanted = {it for it in missing - found if any(it in among for among in ranges)}
        if wanted:
            pdf.add_font(family, "", file, unicode_range=sorted(wanted))
            found |= wanted & set(fonts[family].cmap)
            more.append(family)
    pdf.set_fallback_fonts(more, exact_match=False)
    return {style: own[style] | found for style in own}
