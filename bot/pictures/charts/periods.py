"""How a period is divided: weeks from Monday to Sunday, and where a date is written below the plot."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.pictures.charts.words import ChartWords
from bot.pictures.fonts import LEAST, width
from bot.progress import Day

# Longer, and a day is narrower than its mark: lanes go by the week then, and dates by the month.
LONGEST_BY_DAY = 126
# Shorter ones are drawn with as much room, so that the first days do not look like a barcode.
FEWEST_DAYS = 14
BETWEEN_DATES = 18.0


def by_week(days: Sequence[Day]) -> bool:
    """Whether a mark in a lane stands for a week."""
    return len(days) > LONGEST_BY_DAY


def weeks(days: Sequence[Day]) -> Iterator[tuple[int, int]]:
    """The first day of each week, and the first after it, as places in `days`; the outer may be short."""
    starts = [n for n, day in enumerate(days) if n == 0 or day.on.weekday() == 0]
    yield from zip(starts, [*starts[1:], len(days)], strict=True)


def dates(days: Sequence[Day], words: ChartWords, day_width: float) -> list[tuple[int, str]]:
    """The places of `days` where a line stands, and the date below it, or nothing where two would meet."""
    if by_week(days):
        places = [n for n, day in enumerate(days) if day.on.day == 1]
        labels = [_month(days[n].on, words) for n in places]
    else:
        places = _mondays(days)
        labels = [words.on(days[n].on) for n in places]
    widest = max((width(label, LEAST) for label in labels), default=0.0) + BETWEEN_DATES
    apart = (28 if by_week(days) else 7) * day_width
    step = max(1, -int(-widest // apart))
    end = day_width * max(len(days), FEWEST_DAYS)
    return [
        (n, label if number % step == 0 and n * day_width + widest - BETWEEN_DATES <= end else "")
        for number, (n, label) in enumerate(zip(places, labels, strict=True))
    ]


def _mondays(days: Sequence[Day]) -> list[int]:
    if len(days) < FEWEST_DAYS:
        return [0] if days else []
    return [n for n, day in enumerate(days) if day.on.weekday() == 0]


def _month(first: date, words: ChartWords) -> str:
    return f"{words.month(first)} {first.year}" if first.month == 1 else words.month(first)
