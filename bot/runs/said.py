"""What somebody types about a run, read generously: "8.2", "yesterday 10k", "mon 12 km 1h5", "5mi 48:10"."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from re import Match

from bot.runs.run import METRES_A_KM, METRES_A_MILE

HALF_MARATHON_M, MARATHON_M = 21_098, 42_195

# Beyond these something was mistyped: the longest day of the longest races, faster than the best over a
# kilometre (which a car is too), and slower than anybody walks.
LONGEST_M = 250_000
FASTEST_S_A_KM, SLOWEST_S_A_KM = 120, 3600
# As hours and minutes "8k 5:30" would be slower than this: it is a pace then, or the time of day, and we ask.
SLOWEST_STOPWATCH_S_A_KM = 1200
# "half 5:30" would be a walk of five hours and a half, and it is a usual pace: between these we ask, too.
# A marathon in 5:30 is run in that, and nobody's pace is 1:45.
SLOWEST_RUN_S_A_KM = 480
PACES_S_A_KM = (240, 600)
# Beside a distance fewer "m" are minutes; more may be metres or minutes, and we ask.
METRES_FROM = 100
LONGEST_TEXT = 120
# Earlier is a year that was mistyped, and "all there is" goes through every day since the first.
FIRST_YEAR = 2000


class Unclear(StrEnum):
    """Why nothing was made of what was typed."""

    UNKNOWN = "unknown"  # words or an order of words that we do not read
    PACE = "pace"  # "5:30" may be that of a kilometre, or the hours and minutes of them all
    TWICE = "twice"  # two days, distances or times
    MINUS = "minus"
    NO_DISTANCE = "no_distance"
    NOTHING = "nothing"  # a distance or a time of zero
    TOO_FAR = "too_far"
    TOO_FAST = "too_fast"
    TOO_SLOW = "too_slow"
    FUTURE = "future"
    PAST = "past"  # of a run to come
    NONE_BEFORE = "none_before"  # "same as last", and there is none


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a run: the parts that were not are None.

    `unit_taken`: the distance had no unit, and the runner's own was taken. That is how it was said, and no
    part of what was.
    """

    on: date | None = None
    distance_m: int | None = None
    duration_s: int | None = None
    unit_taken: bool = field(default=False, compare=False)


def read(
    text: str, today: date, *, miles: bool, number_is_time: bool = False, ahead: bool = False
) -> Said | Unclear:
    """The parts of a run that a text tells, in any order; `today` is the runner's local day.

    A number without a unit is a distance in the runner's own unit, and minutes where the distance is known
    or `number_is_time`. `ahead`: of a run to come, so days lie ahead instead of behind.
    """
    text = unicodedata.normalize("NFKC", text).strip().lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if len(text) > LONGEST_TEXT:
        return Unclear.UNKNOWN
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    reading = _Reading(today, ahead, METRES_A_MILE if miles else METRES_A_KM, number_is_time)
    at = 0
    while at < len(text):
        found = next((it for it in (part.match(text, at) for part in _PARTS) if it), None)
        if found is None:
            return Unclear.MINUS if _MINUS.match(text, at) else Unclear.UNKNOWN
        if not _PARTS[found.re](reading, found):
            return Unclear.TWICE if reading.twice else Unclear.UNKNOWN
        at = found.end()
    return reading.said()


def is_same_again(text: str) -> bool:
    """Whether it says what the button "Same" does: "same", "same as last"."""
    return _SAME_AGAIN.fullmatch(text.strip()) is not None


def check(on: date | None, distance_m: int | None, duration_s: int | None, today: date) -> Unclear | None:
    """What is wrong with a run as a whole; None where nothing is. What is not known is not judged."""
    if on is not None and on > today:
        return Unclear.FUTURE
    if on is not None and on.year < FIRST_YEAR:
        return Unclear.UNKNOWN
    if distance_m == 0 or duration_s == 0:
        return Unclear.NOTHING
    if distance_m is not None and distance_m > LONGEST_M:
        return Unclear.TOO_FAR
    if distance_m is not None and duration_s is not None:
        pace = duration_s * METRES_A_KM / distance_m
        if pace < FASTEST_S_A_KM:
            return Unclear.TOO_FAST
        if pace > SLOWEST_S_A_KM:
            return Unclear.TOO_SLOW
    return None


@dataclass(slots=True)
class _Reading:
    """What was read so far. `twice`: the same thing was said twice, and neither is taken."""

    today: date
    ahead: bool
    unit_m: float
    number_is_time: bool
    on: date | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    stopwatch: tuple[int, int] | None = None
    twice: bool = False
    unit_taken: bool = False
    numbers: list[float] = field(default_factory=list)
    small_m: list[float] = field(default_factory=list)

    def day(self, on: date) -> bool:
        self.twice |= self.on is not None
        self.on = on
        return not self.twice

    def far(self, metres: float) -> bool:
        self.twice |= self.distance_m is not None
        self.distance_m = metres
        return not self.twice

    def lasted(self, seconds: float) -> bool:
        self.twice |= self.duration_s is not None
        self.duration_s = seconds
        return not self.twice

    def said(self) -> Said | Unclear:
        for metres in self.small_m:
            # "400 m" alone is a distance; beside one, "48m" are minutes.
            if metres >= METRES_FROM and self.distance_m:
                return Unclear.UNKNOWN
            if not (self.lasted(metres * 60) if metres < METRES_FROM else self.far(metres)):
                return Unclear.TWICE
        for number in self.numbers:
            is_far = self.distance_m is None and not self.number_is_time
            if not (self.far(number * self.unit_m) if is_far else self.lasted(number * 60)):
                return Unclear.TWICE
            self.unit_taken |= is_far
        if self.stopwatch:
            seconds = self._stopwatch_s(*self.stopwatch)
            if seconds is None:
                return Unclear.PACE
            if not self.lasted(seconds):
                return Unclear.TWICE
        distance_m = None if self.distance_m is None else round(self.distance_m)
        duration_s = None if self.duration_s is None else round(self.duration_s)
        return Said(self.on, distance_m, duration_s, self.unit_taken)

    def _stopwatch_s(self, first: int, second: int) -> int | None:
        """ "25:30" are minutes and seconds, but "1:05" for ten kilometres are an hour and five minutes.

        None where neither can be meant, or where nobody can tell hours and minutes from a pace.
        """
        as_minutes = first * 60 + second
        if not self.distance_m or as_minutes * METRES_A_KM / self.distance_m >= FASTEST_S_A_KM:
            return as_minutes
        as_hours = as_minutes * 60
        taken = as_hours * METRES_A_KM / self.distance_m
        usual, slowest = PACES_S_A_KM
        # Who counts in miles knows paces of kilometres, too.
        paces = (as_minutes * METRES_A_KM / unit_m for unit_m in (METRES_A_KM, self.unit_m))
        is_pace = taken > SLOWEST_RUN_S_A_KM and any(usual <= pace <= slowest for pace in paces)
        return None if is_pace or taken > SLOWEST_STOPWATCH_S_A_KM else as_hours


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _written_day(reading: _Reading, found: Match[str]) -> bool:
    try:
        return reading.day(date(*(int(part) for part in found.groups())))
    except ValueError:
        return False


def _day_of_month(reading: _Reading, found: Match[str]) -> bool:
    month = _MONTHS.index((found["month"] or found["month2"])[:3]) + 1
    number = int(found["day"] or found["day2"])
    # The nearest such day behind, or ahead.
    years = (0, 1, 2, 3, 4) if reading.ahead else (0, -1, -2, -3, -4)
    for year in (reading.today.year + step for step in years):
        try:
            on = date(year, month, number)
        except ValueError:
            continue
        if on >= reading.today if reading.ahead else on <= reading.today:
            return reading.day(on)
    return False


def _weekday(reading: _Reading, found: Match[str]) -> bool:
    behind = (reading.today.weekday() - _WEEKDAYS.index(found["weekday"][:3])) % 7
    if reading.ahead:
        return reading.day(reading.today + timedelta(days=-behind % 7))
    return reading.day(reading.today - timedelta(days=behind or (7 if found["last"] else 0)))


def _days_ago(reading: _Reading, found: Match[str]) -> bool:
    return reading.day(reading.today - timedelta(days=int(found[1])))


def _named_day(reading: _Reading, found: Match[str]) -> bool:
    return reading.day(reading.today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(found[1], 0)))


def _stopwatch(reading: _Reading, found: Match[str]) -> bool:
    first, second, third = (None if part is None else int(part) for part in found.groups())
    if third is not None:
        return reading.lasted((first or 0) * 3600 + (second or 0) * 60 + third)
    reading.twice |= reading.stopwatch is not None or reading.duration_s is not None
    if reading.twice:
        return False
    reading.stopwatch = (first or 0, second or 0)
    return True


def _hours(reading: _Reading, found: Match[str]) -> bool:
    return reading.lasted(float(found[1]) * 3600 + int(found[2] or 0) * 60)


def _minutes(reading: _Reading, found: Match[str]) -> bool:
    return reading.lasted(float(found[1]) * 60 + int(found[2] or 0))


def _seconds(reading: _Reading, found: Match[str]) -> bool:
    return reading.lasted(float(found[1]))


def _metres(reading: _Reading, found: Match[str]) -> bool:
    reading.small_m.append(_whole_metres(found[1]))
    return True


def _whole_metres(said: str) -> float:
    """Nobody tells a run to the millimetre: in "5,000 m" thousands are set apart."""
    return float(said.replace(".", "") if re.fullmatch(r"\d{1,3}\.\d{3}", said) else said)


def _number(reading: _Reading, found: Match[str]) -> bool:
    reading.numbers.append(float(found[1]))
    return True


_SAME_AGAIN = re.compile(
    r"(?:the )?same(?: (?:one|run))?(?: again)?(?: as (?:the )?(?:last|before)(?: (?:time|run|one))?)?[.!]?",
    re.IGNORECASE,
)
_MINUS = re.compile(r"[-\N{EN DASH}\N{MINUS SIGN}]\s*\d")
_N = r"(\d{1,6}(?:\.\d{1,3})?)\s*"
_END = r"(?![a-z\d])"
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"

# In the order in which they are tried: the longer way of writing before the shorter one it begins with.
_PARTS: dict[re.Pattern[str], Callable[[_Reading, Match[str]], bool]] = {
    re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?){_END}"): _written_day,
    re.compile(
        rf"(?P<day>\d\d?)(?:st|nd|rd|th|\.)?\s*(?P<month>{_MONTH})\.?{_END}"
        rf"|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?(?![a-z\d.:])(?!\s*(?:k|mi|h|min)\b)"
    ): _day_of_month,
    re.compile(rf"(\d{{1,3}})\s*days? ago{_END}"): _days_ago,
    re.compile(rf"(today|yesterday|tomorrow){_END}"): _named_day,
    re.compile(
        rf"(?P<last>last\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})(?:day|s|sday|nesday|rs|rsday|urday)?\.?{_END}"
    ): _weekday,
    re.compile(rf"(?:half(?:[\s-]*marathon)?|hm){_END}"): lambda reading, _: reading.far(HALF_MARATHON_M),
    re.compile(rf"marathon{_END}"): lambda reading, _: reading.far(MARATHON_M),
    # A pace, or the time of day: nobody can tell which, and it is no duration.
    re.compile(r"(?:at|@)\s*\d{1,2}:[0-5]\d(?![\d:])"): lambda _reading, _found: False,
    re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\d:])"): _stopwatch,
    re.compile(
        rf"{_N}(?:h|hrs?|hours?)(?:(?:\s*|\s+and\s+)(\d\d?)\s*(?:m|mins?|minutes?|')?(?![\d.:a-z])"
        rf"(?!\s*(?:k|mi))|(?![a-z\d]))"
    ): _hours,
    re.compile(rf"{_N}(?:minutes?|mins?|'(?!'))(?:\s*(\d\d?)\s*(?:\"|''|s|secs?|seconds?))?{_END}"): _minutes,
    re.compile(rf"{_N}(?:s|secs?|seconds?){_END}"): _seconds,
    re.compile(rf"{_N}(?:km?s?|kilomet(?:er|re)s?){_END}"): lambda reading, found: reading.far(
        float(found[1]) * METRES_A_KM
    ),
    re.compile(rf"{_N}(?:mi|miles?|milers?){_END}"): lambda reading, found: reading.far(
        float(found[1]) * METRES_A_MILE
    ),
    re.compile(rf"{_N}(?:met(?:er|re)s?){_END}"): lambda reading, found: reading.far(_whole_metres(found[1])),
    re.compile(rf"{_N}m{_END}"): _metres,
    re.compile(rf"{_N}(?![a-z\d.:])"): _number,
    # What people say around it.
    re.compile(
        rf"(?:i|ran|run|did|went|for|in|on|at|of|a|an|and|about|this|morning|evening){_END}|[\s,;.~]+|@"
    ): lambda _reading, _found: True,
}
