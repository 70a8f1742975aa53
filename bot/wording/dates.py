"""Days and times as a person's language writes them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.wording.words import Words

EVERY_DAY = frozenset(range(7))

# Further off a day without its year could be taken for another one.
YEAR_IS_PLAIN_FOR = timedelta(days=180)


def day(words: Words, on: date) -> str:
    """A day with its weekday: "Tue 24 Nov"."""
    return format_date(on, "EEE d MMM", locale=words.language)


def day_and_year(words: Words, on: date) -> str:
    """A day that may be long ago: "24 Nov 2025"."""
    return format_date(on, "d MMM y", locale=words.language)


def day_seen_from(words: Words, on: date, today: date) -> str:
    """A day as it is told today: "Tue 24 Nov", or with its year where it is more than half a year off."""
    return day_and_year(words, on) if abs(today - on) > YEAR_IS_PLAIN_FOR else day(words, on)


def clock_time(words: Words, at: time) -> str:
    """A time of day on the 24-hour clock: "07:15"."""
    return format_time(at, "HH:mm", locale=words.language)


def moment(words: Words, instant: datetime, zone: str) -> str:
    """An instant on the person's own wall clock: "Tue 24 Nov, 07:15"."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day(words, local.date())}, {clock_time(words, local.time())}"


def weekday(words: Words, number: int) -> str:
    """A weekday's short name; 0 is Monday."""
    return format_date(date(2024, 1, 1 + number), "EEE", locale=words.language)


def days_of_week(words: Words, days: frozenset[int]) -> str:
    """Weekdays in order, "Mon, Wed, Fri", or "every day"."""
    if days == EVERY_DAY:
        return words.plain("every-day")
    return ", ".join(weekday(words, number) for number in sorted(days))
