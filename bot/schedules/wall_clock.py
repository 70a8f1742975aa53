"""A time of day and days of the week as people type them."""

import re
import unicodedata
from datetime import time

_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: str(number) for number, word in enumerate(_HOURS, start=1)}
_NUMBERS |= {"fifteen": "15", "thirty": "30", "forty five": "45"}
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}

_BEFORE = r"(?:at|around|about|by|kl|klo|um|a las|à|alle|@)"
_HALF = r"(?P<half>am|pm|in the morning|in the afternoon|in the evening|at night)"
_CLOCK = re.compile(
    rf"(?:{_BEFORE}\.? ?)?(?P<hour>\d{{1,2}})"
    r"(?: ?[:.,h] ?(?P<minute>\d\d)(?::00)?| (?P<spoken>\d\d)|(?P<joined>\d\d))?"
    rf"(?: ?(?:h|hrs|hours|uhr|o ?clock))?(?: ?{_HALF})?"
)
_RELATIVE = re.compile(
    rf"(?:{_BEFORE}\.? ?)?(?:a )?(?P<part>quarter|half) (?P<side>past|to) (?P<hour>\d{{1,2}})(?: ?{_HALF})?"
)

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_GROUPS = {
    "weekday": frozenset(range(5)),
    "weekdays": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
    "weekends": frozenset({5, 6}),
    "daily": frozenset(range(7)),
    "everyday": frozenset(range(7)),
    "all": frozenset(range(7)),
}
_FILLERS = {"and", "on", "the", "every", "each", "days"}


def read_time(text: str) -> time | None:
    """The time of day this says: "7:15", "7pm", "19.30", "0715", "quarter past seven". None if unsure.

    A bare hour is on the 24-hour clock: "7" is seven in the morning.
    """
    plain = _plain(text).replace("a.m.", "am").replace("p.m.", "pm").replace("a.m", "am").replace("p.m", "pm")
    plain = plain.replace("o'clock", "o clock").replace("o\u2019clock", "o clock").rstrip(".!")
    if plain in _NAMED:
        return _NAMED[plain]
    for word, number in _NUMBERS.items():
        plain = re.sub(rf"\b{word}\b", number, plain)
    if found := _RELATIVE.fullmatch(plain):
        hour = _on_24_hours(int(found["hour"]), found["half"])
        if hour is None:
            return None
        minutes = {"quarter": 15, "half": 30}[found["part"]]
        # "Half to" is said by nobody.
        if found["side"] == "to" and minutes == 30:
            return None
        total = hour * 60 + (minutes if found["side"] == "past" else -minutes)
        return time(*divmod(total % (24 * 60), 60))
    if found := _CLOCK.fullmatch(plain):
        hour = _on_24_hours(int(found["hour"]), found["half"])
        minute = int(found["minute"] or found["spoken"] or found["joined"] or 0)
        return time(hour, minute) if hour is not None and minute < 60 else None
    return None


def read_days(text: str) -> frozenset[int] | None:
    """The days this says, 0 (Monday) to 6: "mon wed fri", "mon-fri", "weekdays", "every day but sunday".

    None if unsure, and if no day is left.
    """
    plain = re.sub(r"\b(?:every|all|each) days?\b", "daily", _plain(text))
    kept, *without = re.split(r"\b(?:but|except|without)\b(?: not)?", plain)
    days = _listed(kept)
    if days is None or len(without) > 1:
        return None
    if without:
        left_out = _listed(without[0])
        if left_out is None:
            return None
        days -= left_out
    return days or None


def _plain(text: str) -> str:
    """Small letters and plain digits, whatever the script or width they were typed in."""
    text = unicodedata.normalize("NFKC", text).casefold()
    digits = (str(unicodedata.decimal(letter, letter)) for letter in text)
    return " ".join("".join(digits).split())


def _on_24_hours(hour: int, half: str | None) -> int | None:
    if half is None or hour > 12:
        # "19 pm" says the same thing twice; "19 am" contradicts itself.
        is_late = half in (None, "pm", "in the afternoon", "in the evening", "at night")
        return hour if hour < 24 and is_late else None
    if hour == 0:
        return 0 if half in ("am", "at night") else None
    if half in ("am", "in the morning"):
        return hour % 12
    if half == "at night":
        # Nine at night is 21:00, two at night is 02:00; between five and seven nobody says so.
        return {12: 0}.get(hour, hour if hour < 5 else hour + 12 if hour > 7 else None)
    return hour % 12 + 12


def _listed(text: str) -> frozenset[int] | None:
    """Names of days, with ranges; None when anything else is said."""
    text = re.sub(r" ?(?:-|\u2013|\u2014|\bto\b|\bthrough\b|\buntil\b) ?", "-", text)
    days: set[int] = set()
    words = [word for word in re.split(r"[\s,;/&+.]+", text) if word and word not in _FILLERS]
    for word in words:
        first, dash, last = word.partition("-")
        found = _range(_one_day(first), _one_day(last)) if dash else _GROUPS.get(word) or _one_day(word)
        if found is None:
            return None
        days |= found
    return frozenset(days) if days else None


def _range(first: frozenset[int] | None, last: frozenset[int] | None) -> frozenset[int] | None:
    if first is None or last is None:
        return None
    (start,), (end,) = first, last
    return frozenset((start + later) % 7 for later in range((end - start) % 7 + 1))


def _one_day(word: str) -> frozenset[int] | None:
    """A day by its name or by any beginning of it that is no other day's: "t" might be two."""
    for name in (word, word.removesuffix("s")):
        found = [day for day, whole in enumerate(_DAYS) if name and whole.startswith(name)]
        if len(found) == 1:
            return frozenset(found)
    return None
