"""What was rated: the scale, a dot for each rated day, and the 7-day line, broken where nobody can say."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.pictures.charts.periods import dates
from bot.pictures.charts.sheet import LEFT, RIGHT, Plot, Sheet
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Point, Text
from bot.pictures.fonts import LEAST
from bot.pictures.strokes import box, disc
from bot.progress import Day

SCALE = range(0, 11, 2)
SCALE_SIZE = 32
DOT_RADIUS, LEAST_DOT_RADIUS = 8.0, 3.5
LINE_WIDTH, HALO_WIDTH = 7.0, 3.0
LONE_LENGTH = 16.0
GRID_WIDTH = 1.5
LEAST_STEP = 1.5
# A line over more days without a rating would claim what nobody said.
LONGEST_GAP_DAYS = 7


def draw_grid(sheet: Sheet, plot: Plot, days: Sequence[Day], words: ChartWords) -> None:
    """The scale on the left, and a line for each week or month with its date below."""
    half = GRID_WIDTH / 2
    for rating in SCALE:
        y = plot.y(rating)
        sheet.fill(box(LEFT, y - half, RIGHT, y + half), sheet.theme.grid)
        sheet.texts.append(Text((LEFT - 16, y + 11), str(rating), SCALE_SIZE, sheet.theme.quiet, "end"))
    for place, label in dates(days, words, plot.day_width).items():
        x = plot.edge(place)
        sheet.fill(box(x - half, plot.top, x + half, plot.bottom + 8), sheet.theme.grid)
        if label:
            sheet.texts.append(Text((x, plot.bottom + 40), label, LEAST, sheet.theme.quiet))


def draw_ratings(sheet: Sheet, plot: Plot, days: Sequence[Day]) -> None:
    """The dots, and over them the line in its pieces; where both lie on one height, both are seen."""
    radius = max(LEAST_DOT_RADIUS, min(DOT_RADIUS, plot.day_width * 0.42))
    # Half as wide as a dot: days that were all the same stand out of the line, and those left out do not.
    thick = min(LINE_WIDTH, radius)
    paths = list(_paths(plot, days))
    for path in paths:
        # Below the dots: above, it would wipe out each that the line passes.
        sheet.line(path, thick + 2 * HALO_WIDTH, sheet.theme.background)
    shared = _sharing_a_step(plot)
    dots = {(place // shared, day.pain): place for place, day in enumerate(days) if day.pain is not None}
    for (_, pain), place in dots.items():
        sheet.fill(disc((plot.x(place), plot.y(pain)), radius, 16), sheet.theme.dot, 0.85)
    for path in paths:
        sheet.line(path, thick, sheet.theme.line)


def _sharing_a_step(plot: Plot) -> int:
    """How many days there are to a pixel or so: in years, what would lie on the same is drawn once."""
    return max(1, int(LEAST_STEP / plot.day_width))


def _paths(plot: Plot, days: Sequence[Day]) -> Iterator[list[Point]]:
    """The pieces of the line on the sheet."""
    shared = _sharing_a_step(plot)
    for piece in pieces(days):
        path = [(plot.x(place), plot.y(mean)) for place, mean in [*piece[:-1:shared], piece[-1]]]
        if len(path) == 1:
            # A line of one day is as long as its day: a point would be hidden in its dot.
            (x, y), half = path[0], max(LONE_LENGTH, plot.day_width) / 2
            path = [(x - half, y), (x + half, y)]
        yield path


def pieces(days: Sequence[Day]) -> Iterator[list[tuple[int, float]]]:
    """The 7-day line, place and mean, broken wherever more than a week has no rating."""
    for first, last in _stretches(days):
        piece: list[tuple[int, float]] = []
        for place in range(first, last + 1):
            mean = days[place].mean
            if mean is None:
                continue
            if piece and place - piece[-1][0] > LONGEST_GAP_DAYS:
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
