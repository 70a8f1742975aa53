"""What the signs of a chart mean: each sign that is in it, with its word."""

from collections.abc import Collection

from bot.pictures.charts.flags import POLE_WIDTH
from bot.pictures.charts.ratings import LINE_WIDTH
from bot.pictures.charts.sheet import MARGIN, RIGHT, Sheet
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box, disc

LINE_HEIGHT = 44.0
SIGN_WIDTH, BETWEEN_SIGNS = 44.0, 36.0


def draw_signs(sheet: Sheet, words: ChartWords, top: float, shown: Collection[str]) -> float:
    """As many lines of them as they need; gives where the last one ends."""
    meanings = {
        "dot": words.a_day,
        "line": words.average,
        "flag": words.red_flag,
        "substantial": words.substantial,
    }
    x, y = MARGIN, top
    for sign in (sign for sign in meanings if sign in shown):
        said, size = fitted(meanings[sign], LEAST, RIGHT - MARGIN - SIGN_WIDTH)
        wide = SIGN_WIDTH + width(said, size)
        if x > MARGIN and x + wide > RIGHT:
            x, y = MARGIN, y + LINE_HEIGHT
        _draw_sign(sheet, sign, x + 4, y + LINE_HEIGHT / 2)
        sheet.texts.append(Text((x + SIGN_WIDTH, y + LINE_HEIGHT / 2 + 10), said, size, sheet.theme.ink))
        x += wide + BETWEEN_SIGNS
    return y + LINE_HEIGHT


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
