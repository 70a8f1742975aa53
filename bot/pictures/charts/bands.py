"""The bands of pain: their fields, and their words where neither dots, line nor flags are in the way."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from bot.pictures.charts.ratings import pieces
from bot.pictures.charts.sheet import HIGHEST, LEFT, LOWEST, RIGHT, Plot, Sheet
from bot.pictures.charts.words import ChartBand, ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box
from bot.progress import Day

INSET = 16.0
# Parts of the way from the left end to the right; the ends are tried first, what lies between last.
ENDS = (0.0, 1.0, *(part / 16 for part in range(1, 16)), *(part / 32 for part in range(1, 32, 2)))
# In ratings: so far off, the line touches no letter; a pole behind words is worse than a near line.
CLEAR, CROSSED = 0.6, -0.1
# Nearer than that, letters lie on the line.
COVERED = 0.35
ASIDE = 8.0

# From where to where something is drawn, and between which ratings.
Step = tuple[float, float, float, float]


def draw_bands(sheet: Sheet, plot: Plot, words: ChartWords) -> None:
    """A field for each, from edge to edge."""
    for (low, high), colour in zip(_edges(words.bands), sheet.theme.bands, strict=True):
        sheet.fill(box(LEFT, plot.y(high), RIGHT, plot.y(low)), colour)


def draw_band_words(
    sheet: Sheet, plot: Plot, days: Sequence[Day], poles: Sequence[int], words: ChartWords
) -> None:
    """Between two whole ratings, where no dot lies, at the first place that is free, else the freest."""
    theme, steps = sheet.theme, _steps(plot, days)
    for number, (band, (low, high)) in enumerate(zip(words.bands, _edges(words.bands), strict=True)):
        label, size = fitted(band.words, LEAST, (RIGHT - LEFT) / 2, bold=True)
        wide = width(label, size, bold=True)
        middles = [top - 0.5 for top in range(min(10, int(high)), math.ceil(low), -1)]
        left, middle = _freest(steps, [plot.x(pole) for pole in poles], middles, wide)
        at = (left, plot.y(middle) + 10)
        colours = theme.band_words[number], theme.bands[number]
        sheet.texts.append(Text(at, label, size, colours[0], bold=True, halo=colours[1]))


def _edges(bands: Sequence[ChartBand]) -> list[tuple[float, float]]:
    """Between whole ratings, so that each lies inside its band."""
    return list(pairwise([LOWEST, *(band.highest + 0.5 for band in bands[:-1]), HIGHEST]))


def _steps(plot: Plot, days: Sequence[Day]) -> list[Step]:
    """Each step of the line."""
    return [
        (plot.x(before[0]), plot.x(after[0]), min(before[1], after[1]), max(before[1], after[1]))
        for piece in pieces(days)
        for before, after in pairwise([piece[0], *piece])
    ]


def _freest(
    steps: Sequence[Step], poles: Sequence[float], middles: Sequence[float], wide: float
) -> tuple[float, float]:
    """Where words so wide begin, and at which rating; where no place is free, on the least of the line."""
    places: list[tuple[float, float, float, float]] = []
    begins, ends = [step[0] for step in steps], [step[1] for step in steps]
    for end in ENDS:
        left = LEFT + INSET + (RIGHT - LEFT - 2 * INSET - wide) * end
        # From left to right, so that those near are found without a look at the others.
        near = steps[bisect_right(ends, left - ASIDE) : bisect_left(begins, left + wide + ASIDE)]
        crossed = any(left - ASIDE < pole < left + wide + ASIDE for pole in poles)
        for middle in middles:
            offs = [max(low - middle, middle - high) for _, _, low, high in near]
            off = min(min(offs, default=HIGHEST), CROSSED if crossed else HIGHEST)
            if off >= CLEAR:
                return left, middle
            covered = sum(off < COVERED for off in offs) / len(offs) if offs else 0.0
            places.append((-covered - crossed, off, left, middle))
    _, _, left, middle = max(places, key=lambda place: place[:2])
    return left, middle
