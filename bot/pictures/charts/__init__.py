"""The course of weeks as one picture: pain by day, its line, red flags, and lanes for what was done."""

from bot.pictures.charts.words import ChartBand, ChartFlag, ChartLane, ChartWords
from bot.progress import Course

__all__ = ["ChartBand", "ChartFlag", "ChartLane", "ChartWords", "chart"]


def chart(course: Course, words: ChartWords, *, dark: bool = False) -> bytes:
    """A PNG, 1080 pixels wide and at most 1280 high, of any number of days.

    It takes some 70 ms: call it in a thread of its own, one at a time.
    """
    # Only who asks for a chart loads what draws it: 20 MB.
    from bot.pictures.charts.picture import png

    return png(course, words, dark)
