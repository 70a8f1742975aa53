"""The marks of red flags: a dashed line, a little flag, and words on as many rows as keep them apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.pictures.charts.sheet import LEFT, MARGIN, RIGHT, WIDTH, Plot, Sheet
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box
from bot.progress import Day
from bot.triage import Level

ROW_HEIGHT = 44.0
MOST_ROWS = 3
# With more flags most words have no room in any order.
MOST_TRIED = 24
# The same flag ticked again within so many days is one mark: a line a day would hide the ratings.
SAME_WITHIN_DAYS = 7
CLOTH_WIDTH, CLOTH_HEIGHT = 32.0, 26.0
POLE_WIDTH = 3.0
DASH = 9.0
BETWEEN_WORDS = 14.0
WIDEST_WORDS = 360.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One flag: on which day, how high it flies, its words and how far they reach; words may not fit."""

    place: int
    row: int
    words: str
    left: float
    right: float
    backwards: bool = False


class _Poles:
    """Where the poles of all flags stand, from left to right: in years there are thousands."""

    def __init__(self, places: Iterable[int], day_width: float) -> None:
        self._day_width = day_width
        self._places = sorted(places)
        self._xs = [self.x(place) for place in self._places]

    def x(self, place: int) -> float:
        return LEFT + self._day_width * (place + 0.5)

    def between(self, left: float, right: float) -> Sequence[int]:
        """The places of those that stand there, found without a look at the others."""
        return self._places[bisect_right(self._xs, left) : bisect_left(self._xs, right)]


def marks(days: Sequence[Day], plot_width_days: int, words: ChartWords) -> list[Mark]:
    """The flags, the most urgent first and then the newest, in the way that leaves most of them words."""
    beginnings = _beginnings(days)
    poles = _Poles(beginnings, (RIGHT - LEFT) / plot_width_days)
    said = {place: _said(ids, words) for place, ids in beginnings.items()}
    urgent = {place: _level(ids[0], words) for place, ids in beginnings.items()}
    newest = set({ids[0]: place for place, ids in beginnings.items()}.values())
    orders = [sorted(beginnings, key=lambda at: (urgent[at], at in newest, at), reverse=True)]
    if len(beginnings) <= MOST_TRIED:
        orders += [sorted(beginnings, key=lambda at: (urgent[at], at), reverse=True)]
    ways = [(order, heights) for order in orders for heights in (range(MOST_ROWS), range(MOST_ROWS)[::-1])]
    placed = (_all_placed(order, heights, said, poles) for order, heights in ways)
    best = max(placed, key=lambda flags: _worth(flags, urgent))
    return _without_milder_words(best, urgent, poles)


def draw_flags(sheet: Sheet, plot: Plot, flags: Sequence[Mark]) -> None:
    """Every mark, over bands and ratings."""
    colour = sheet.theme.flag
    for mark in flags:
        x, top = plot.x(mark.place), plot.top - ROW_HEIGHT * (mark.row + 1) + 6
        sheet.line([(x, top), (x, plot.top)], POLE_WIDTH, colour)
        for number in range(int((plot.bottom - plot.top) / DASH / 2)):
            y = plot.top + DASH * (2 * number + 1)
            sheet.fill(box(x - POLE_WIDTH / 2, y, x + POLE_WIDTH / 2, y + DASH), colour)
        tip = -CLOTH_WIDTH if mark.backwards else CLOTH_WIDTH
        sheet.fill(((x, top), (x + tip, top + CLOTH_HEIGHT / 2), (x, top + CLOTH_HEIGHT)), colour)
        if mark.words:
            at = (mark.right if mark.backwards else mark.left, top + CLOTH_HEIGHT / 2 + 10)
            sheet.texts.append(
                Text(at, mark.words, LEAST, colour, "end" if mark.backwards else "begin", bold=True)
            )


def rows(flags: Sequence[Mark]) -> int:
    """How many rows above the plot they take."""
    return max((mark.row + 1 for mark in flags), default=0)


def _beginnings(days: Sequence[Day]) -> dict[int, tuple[str, ...]]:
    """The days on which a flag was ticked that had not been in the week before, with all flags of the day.

    Or not since a professional cleared it: what stands has a mark beside what was cleared. A day is named by
    its most urgent one, whichever of them is new: so it is in the words beside the picture.
    """
    last: dict[str, tuple[int, bool]] = {}
    found = {}
    for place, day in enumerate(days):
        before = [last.get(flag, (-1000, False)) for flag in day.flags]
        if any(place - at > SAME_WITHIN_DAYS or (cleared and not day.cleared) for at, cleared in before):
            found[place] = day.flags
        last |= dict.fromkeys(day.flags, (place, day.cleared))
    return found


def _said(ids: tuple[str, ...], words: ChartWords) -> str:
    """The strictest in words, the others counted; a flag that is asked no more has none of its own."""
    more = f" +{len(ids) - 1}" if len(ids) > 1 else ""
    known = words.flags.get(ids[0])
    return fitted(known.words if known else words.red_flag, LEAST, WIDEST_WORDS, bold=True)[0] + more


def _level(flag_id: str, words: ChartWords) -> Level:
    known = words.flags.get(flag_id)
    return known.level if known else Level.CARRY_ON


def _all_placed(
    order: Sequence[int], heights: Sequence[int], said: Mapping[int, str], poles: _Poles
) -> list[Mark]:
    placed: list[Mark] = []
    worded: list[Mark] = []
    for place in order:
        mark = _placed(place, heights, said[place], poles, worded)
        placed.append(mark)
        worded += [mark] if mark.words else []
    return placed


def _without_milder_words(flags: Sequence[Mark], urgent: Mapping[int, Level], poles: _Poles) -> list[Mark]:
    """The same without the words beside a more urgent flag that has none: they would pass for its own."""
    nameless = [mark for mark in flags if not mark.words]

    def misleads(mark: Mark) -> bool:
        x, level = poles.x(mark.place), urgent[mark.place]
        return any(urgent[it.place] > level and abs(poles.x(it.place) - x) < WIDEST_WORDS for it in nameless)

    return [replace(mark, words="") if mark.words and misleads(mark) else mark for mark in flags]


def _worth(flags: Sequence[Mark], urgent: Mapping[int, Level]) -> tuple[int, ...]:
    """Of the most urgent ones first: different words count most, then all words; at last few rows."""
    worth: list[int] = []
    for level in reversed(Level):
        said = [mark.words for mark in flags if mark.words and urgent[mark.place] is level]
        worth += [len(set(said)), len(said)]
    return (*worth, -rows(flags))


def _placed(place: int, heights: Sequence[int], words: str, poles: _Poles, worded: Sequence[Mark]) -> Mark:
    x, wide = poles.x(place), width(words, LEAST, bold=True)
    for row in heights:
        for backwards in (False, True):
            start = x - CLOTH_WIDTH - BETWEEN_WORDS / 2 - wide if backwards else x + CLOTH_WIDTH + 6
            mark = Mark(place, row, words, start, start + wide, backwards)
            if _stands_clear(mark, x, poles, worded):
                return mark
    return Mark(place, 0, "", x, x + CLOTH_WIDTH)


def _stands_clear(mark: Mark, x: float, poles: _Poles, worded: Sequence[Mark]) -> bool:
    left, right = min(mark.left, x) - BETWEEN_WORDS, max(mark.right, x) + BETWEEN_WORDS
    if left < MARGIN - BETWEEN_WORDS or right > WIDTH - MARGIN + BETWEEN_WORDS:
        return False
    # A flag that has no place yet flies in the lowest row at least; a pole passes all rows below its flag.
    heights = {other.place: other.row for other in worded if other.row}
    # Only flags with words fly higher than the lowest row, and they are few.
    near = heights if mark.row else poles.between(left - CLOTH_WIDTH, right)
    for place in near:
        row, pole = heights.get(place, 0), poles.x(place)
        reach = CLOTH_WIDTH if row == mark.row else 0.0
        if place != mark.place and row >= mark.row and left < pole + reach and pole < right:
            return False
    return not any(
        (other.row == mark.row and left < other.right and other.left < right)
        or (other.row < mark.row and other.left - POLE_WIDTH < x < other.right + POLE_WIDTH)
        for other in worded
    )
