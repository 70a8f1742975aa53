"""What the signs of a chart mean: each sign that is in it, with its word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.pictures.charts.flags import POLE_WIDTH
from bot.pictures.charts.ratings import LINE_WIDTH
from bot.pictures.charts.sheet import MARGIN, RIGHT, Sheet
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box, disc

LINE_HEIGHT = 44.0
SIGN_WIDTH, BETWEEN_SIGNS = 44.0, 36.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its word, and where it is: from the left, and on which line."""

    name: str
    said: str
    x: float
    line: int


def signs(words: ChartWords, shown: Collection[str]) -> list[Sign]:
    """Those that are shown, on as many lines as they need."""
    meanings = {
        "dot": words.a_day,
        "line": words.average,
        "flag": words.red_flag,
        "substantial": words.substantial,
    }
    placed: list[Sign] = []
    x, line = MARGIN, 0
    for name in (name for name in meanings if name in shown):
        said, _ = fitted(meanings[name], LEAST, RIGHT - MARGIN - SIGN_WIDTH)
        wide = SIGN_WIDTH + width(said, LEAST)
        if x > MARGIN and x + wide > RIGHT:
            x, line = MARGIN, line + 1
        placed.append(Sign(name, said, x, line))
        x += wide + BETWEEN_SIGNS
    return placed


def height(placed: Sequence[Sign]) -> float:
    """How much room they need."""
    return LINE_HEIGHT * (placed[-1].line + 1) if placed else 0.0


def draw_signs(sheet: Sheet, placed: Sequence[Sign], top: float) -> None:
    """Each, with its word."""
    for sign in placed:
        middle = top + LINE_HEIGHT * (sign.line + 0.5)
        _draw_sign(sheet, sign.name, sign.x + 4, middle)
        sheet.texts.append(Text((sign.x + SIGN_WIDTH, middle + 10), sign.said, LEAST, sheet.theme.ink))


def _draw_sign(sheet: Sheet, sign: str, x: float, y: float) -> None:
    theme = sheet.theme
    if sign == "dot":
        sheet.fill(disc((x + 13, y), 9), theme.dot)
    elif sign == "line":
        sheet.line([(x, y), (x + 26, y)], LINE_WIDTH, theme.line)
    elif sign == "flag":
        sheet.line([(x, y - 14), (x, y + 14)], POLE_WIDTH, theme.flag)
        sheet.fill(((x, y - 14), (x + 28, y - 3), (x, y + 8)), theme.flag)
    else:
        sheet.fill(box(x, y - 13, x + 26, y + 13), theme.score)
