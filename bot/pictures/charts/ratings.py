"""The plot itself: bands with their words, the scale, a dot for each rated day, and the 7-day line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.pictures.charts.periods import dates
from bot.pictures.charts.sheet import HIGHEST, LEFT, LOWEST, RIGHT, Plot, Sheet
from bot.pictures.charts.words import ChartBand, ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box, disc
from bot.progress import Day

SCALE = range(0, 11, 2)
SCALE_SIZE = 32
DOT_RADIUS, LEAST_DOT_RADIUS = 8.0, 3.0
LINE_WIDTH, HALO_WIDTH = 7.0, 13.0
GRID_WIDTH = 1.5
# A line over more days without a rating would claim what nobody said.
LONGEST_GAP_DAYS = 7
INSET = 16.0


def draw_field(sheet: Sheet, plot: Plot, days: Sequence[Day], words: ChartWords) -> None:
    """Bands, the scale on the left, a line for each week or month with its date below."""
    low = LOWEST
    for band, colour in zip(words.bands, sheet.theme.bands, strict=True):
        high = _upper_edge(band, words)
        sheet.fill(box(LEFT, plot.y(high), RIGHT, plot.y(low)), colour)
        low = high
    for rating in SCALE:
        y = plot.y(rating)
        sheet.fill(box(LEFT, y - GRID_WIDTH / 2, RIGHT, y + GRID_WIDTH / 2), sheet.theme.grid)
        sheet.texts.append(Text((LEFT - 16, y + 11), str(rating), SCALE_SIZE, sheet.theme.quiet, "end"))
    for place, label in dates(days, words, plot.day_width):
        x = plot.edge(place)
        sheet.fill(box(x - GRID_WIDTH / 2, plot.top, x + GRID_WIDTH / 2, plot.bottom + 8), sheet.theme.grid)
        if label:
            sheet.texts.append(Text((x, plot.bottom + 40), label, LEAST, sheet.theme.quiet))


def draw_ratings(sheet: Sheet, plot: Plot, days: Sequence[Day]) -> None:
    """The dots, and over them the line in its pieces."""
    radius = max(LEAST_DOT_RADIUS, min(DOT_RADIUS, plot.day_width * 0.42))
    for place, day in enumerate(days):
        if day.pain is not None:
            sheet.fill(disc((plot.x(place), plot.y(day.pain)), radius, 16), sheet.theme.dot, 0.85)
    paths = [[(plot.x(place), plot.y(mean)) for place, mean in piece] for piece in pieces(days)]
    for path in paths:
        sheet.line(path, HALO_WIDTH, sheet.theme.background)
    for path in paths:
        sheet.line(path, LINE_WIDTH, sheet.theme.line)


def draw_band_words(sheet: Sheet, plot: Plot, days: Sequence[Day], words: ChartWords) -> None:
    """Between two whole ratings, where no dot can lie, at the end that the line passes farther away."""
    for number, band in enumerate(words.bands):
        high = _upper_edge(band, words)
        label, size = fitted(band.words, LEAST, (RIGHT - LEFT) / 2, bold=True)
        middle = int(high) - 0.5
        left = _clear(plot, days, middle, width(label, size, bold=True), at_left=True)
        right = _clear(plot, days, middle, width(label, size, bold=True), at_left=False)
        at_left = left >= right
        sheet.texts.append(
            Text(
                (LEFT + INSET if at_left else RIGHT - INSET, plot.y(middle) + 10),
                label,
                size,
                sheet.theme.band_words[number],
                "begin" if at_left else "end",
                bold=True,
                halo=sheet.theme.bands[number],
            )
        )


def pieces(days: Sequence[Day]) -> Iterator[list[tuple[int, float]]]:
    """The 7-day line, place and mean, broken wherever more than a week has no rating."""
    piece: list[tuple[int, float]] = []
    for first, last in _stretches(days):
        for place in range(first, last + 1):
            mean = days[place].mean
            if mean is None:
                continue
            if piece and (place - piece[-1][0] > LONGEST_GAP_DAYS or piece[-1][0] < first):
                yield piece
                piece = []
            piece.append((place, mean))
    if piece:
        yield piece


def _stretches(days: Sequence[Day]) -> Iterator[tuple[int, int]]:
    """From each first rated day to the last before a gap."""
    rated = [place for place, day in enumerate(days) if day.pain is not None]
    if not rated:
        return
    first = rated[0]
    for place, following in pairwise(rated):
        if following - place > LONGEST_GAP_DAYS:
            yield first, place
            first = following
    yield first, rated[-1]


def _upper_edge(band: ChartBand, words: ChartWords) -> float:
    return HIGHEST if band is words.bands[-1] else band.highest + 0.5


def _clear(plot: Plot, days: Sequence[Day], middle: float, wide: float, at_left: bool) -> float:
    """How far, in ratings, the line stays from words there."""
    reach = int((wide + 2 * INSET) / plot.day_width) + 1
    first = 0 if at_left else plot.days - reach
    within = (day.mean for day in days[max(0, first) : max(0, first + reach)])
    return min((abs(mean - middle) for mean in within if mean is not None), default=11.0)
