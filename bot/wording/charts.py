"""The words of a chart: what stands over it, in its bands, beside its lanes."""

from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.content import Content
from bot.pictures import ChartBand, ChartFlag, ChartLane, ChartWords
from bot.progress import Course
from bot.triage import Level
from bot.wording import distances
from bot.wording.words import Words

A_WEEK = timedelta(weeks=1)


def chart_words(words: Words, content: Content, course: Course, miles: bool) -> ChartWords:
    """Every word of the chart of this course; the runner's own unit for distances."""
    bands = [
        ChartBand(band.high, words.plain(f"chart-band-{band.id}", low=band.low, high=band.high))
        for band in content.bands
    ]
    latest, longest, note = course.days[-1].mean, course.longest_run, ""
    if longest:
        note = words.plain("chart-longest", distance=distances.distance(words, longest.distance_m, miles))
    return ChartWords(
        title=words.plain("chart-title"),
        period=period(words, course),
        latest="" if latest is None else words.plain("chart-latest", mean=tenth(words, latest)),
        latest_note=_latest_note(words, course),
        bands=tuple(bands),
        flags={
            flag.id: ChartFlag(words.plain(f"chart-flag-{flag.id}"), Level.of(flag.level))
            for flag in content.red_flags.flags
        },
        a_day=words.plain("chart-a-day"),
        average=words.plain("chart-average"),
        red_flag=words.plain("chart-red-flag"),
        routines=ChartLane(words.plain("chart-routines")),
        runs=ChartLane(words.plain("chart-runs"), note),
        scores=ChartLane(words.plain("chart-scores")),
        substantial=words.plain("chart-substantial"),
        by_week=words.plain("chart-by-week"),
        nothing=words.plain("chart-nothing"),
        nothing_note=words.plain("chart-nothing-note"),
        on=lambda day: short_day(words, day),
        month=lambda day: format_date(day, "MMM", locale=words.language),
    )


def _latest_note(words: Words, course: Course) -> str:
    """What the number on top is, and what it was first in the period, where that was another week."""
    latest = course.days[-1]
    if latest.mean is None:
        return words.plain("chart-too-few")
    earlier = (day.mean for day in course.days if day.mean is not None and day.on <= latest.on - A_WEEK)
    before = next(earlier, None)
    if before is None:
        return words.plain("chart-average")
    return words.plain("chart-average-was", before=tenth(words, before))


def period(words: Words, course: Course) -> str:
    """Its only day, or from its first to its last: "28 Sep to 24 Nov", with the years where they differ."""
    first, last = course.days[0].on, course.days[-1].on
    if first == last:
        return short_day(words, last)
    shape = "d MMM" if first.year == last.year else "d MMM y"
    begin, end = (format_date(day, shape, locale=words.language) for day in (first, last))
    return words.plain("chart-period", begin=begin, end=end)


def short_day(words: Words, on: date) -> str:
    """A day without its weekday: "28 Sep"."""
    return format_date(on, "d MMM", locale=words.language)


def tenth(words: Words, number: float) -> str:
    """A number to a tenth, always with its tenth: "2.0"."""
    return format_decimal(number, "0.0", locale=words.language)
