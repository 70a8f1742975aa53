"""Distances, times and paces of runs as a person reads them: in kilometres or in miles."""

from babel.units import format_unit

from bot.runs import METRES_A_KM, METRES_A_MILE
from bot.wording.words import Words


def metres_in(miles: bool) -> float:
    """How many metres the runner's unit has."""
    return METRES_A_MILE if miles else METRES_A_KM


def distance(words: Words, metres: float, miles: bool) -> str:
    """A distance to a tenth: "8.2 km", "5 mi"; below a tenth, two places."""
    unit = "length-mile" if miles else "length-kilometer"
    shown = metres / metres_in(miles)
    places = "#,##0.#" if shown >= 0.1 else "0.##"
    return format_unit(shown, unit, "short", places, locale=words.language)


def duration(words: Words, seconds: int) -> str:
    """A time: "48 min", "1 hr 5 min"; with its seconds where it has some: "48:12", "1:02:30"."""
    if seconds % 60:
        return clock(seconds)
    hours, minutes = divmod(seconds // 60, 60)
    parts = ((hours, "duration-hour"), (minutes, "duration-minute"))
    shown = [format_unit(count, unit, "short", locale=words.language) for count, unit in parts if count]
    return " ".join(shown)


def pace(words: Words, metres: float, seconds: int, miles: bool) -> str:
    """How long a kilometre or a mile took: "5:51 per km"."""
    per_unit = round(seconds * metres_in(miles) / metres)
    return words.plain("distance-pace-mi" if miles else "distance-pace-km", pace=clock(per_unit))


def clock(seconds: int) -> str:
    """Seconds as on a stopwatch: "48:12", "1:02:30"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
