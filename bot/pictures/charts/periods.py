"""How a period is divided: weeks from Monday to Sunday, and where a date is written below the plot."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.pictures.charts.words import ChartWords
from bot.pictures.fonts import LEAST, width
from bot.progress import Day

# Longer, and a day is narrower than its mark: lanes go by the week then, and dates by the month.
LONGEST_BY_DAY = 126
# Shorter ones are drawn with as much room, so that the first days do not look like a barcode.
FEWEST_DAYS = 14
BETWEEN_DATES = 18.0
WEEKS_APART = (1, 2, 3, 4, 6, 9)
# With dates farther apart, lines for all months would be a hatching.
MOST_MONTHS_OF_LINES = 6
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)


def by_week(days: Sequence[Day]) -> bool:
    """Whether a mark in a lane stands for a week."""
    return len(days) > LONGEST_BY_DAY


def weeks(days: Sequence[Day]) -> Iterator[tuple[int, int]]:
    """The first day of each week, and the first after it, as places in `days`; the outer may be short."""
    starts = [n for n, day in enumerate(days) if n == 0 or day.on.weekday() == 0]
    yield from zip(starts, [*starts[1:], len(days)], strict=True)


def dates(days: Sequence[Day], words: ChartWords, day_width: float) -> dict[int, str]:
    """The places of `days` where a line stands, and the date below it, or nothing where two would meet."""
    by_month = by_week(days)
    numbered = _firsts(days) if by_month else _mondays(days)
    shown: dict[int, str] = {}
    for step in MONTHS_APART if by_month else WEEKS_APART:
        shown = {
            place: _month(days[place], words) if by_month else words.on(days[place].on)
            for place, number in numbered.items()
            if number % step == 0
        }
        if all(
            (after - before) * day_width >= width(shown[before], LEAST) + BETWEEN_DATES
            for before, after in pairwise(shown)
        ):
            break
    end = max(len(days), FEWEST_DAYS)
    fitting = {place: it for place, it in shown.items() if (end - place) * day_width >= width(it, LEAST)}
    return fitting if by_month and step > MOST_MONTHS_OF_LINES else dict.fromkeys(numbered, "") | fitting


def _mondays(days: Sequence[Day]) -> Mapping[int, int]:
    """Their places, numbered; the first day instead where there may be no Monday."""
    if len(days) < FEWEST_DAYS:
        return {0: 0} if days else {}
    mondays = [place for place, day in enumerate(days) if day.on.weekday() == 0]
    return {place: number for number, place in enumerate(mondays)}


def _firsts(days: Sequence[Day]) -> Mapping[int, int]:
    """The place of each first of a month; numbered so that January is shown, with its year, at any step."""
    return {place: 12 * day.on.year + day.on.month - 1 for place, day in enumerate(days) if day.on.day == 1}


def _month(first: Day, words: ChartWords) -> str:
    return f"{words.month(first.on)} {first.on.year}" if first.on.month == 1 else words.month(first.on)
