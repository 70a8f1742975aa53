"""The course of weeks: each day's pain beside what was done, each week's score, as one value."""

from dataclasses import dataclass
from datetime import date

from bot.questionnaires import Week
from bot.runs import Run


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. `pain` is its highest rating, 0 to 10; `mean` that of the seven days that end with it.

    Both None where nobody can say: no check-in, fewer than three rated days of seven. `flags`: the ids of the
    red flags ticked on it, the strictest first. `routines`: how many were done.
    """

    on: date
    pain: int | None = None
    mean: float | None = None
    flags: tuple[str, ...] = ()
    routines: int = 0
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """Every local day of a period, oldest first, the last one today; and the weeks answered in it.

    `adherence`: of the routines that were due, the part done, 0 to 1, where one miss weighs little and older
    weeks less; None before any was due. `streak`: days in a row with what was planned, rest and pauses apart.
    """

    days: tuple[Day, ...]
    weeks: tuple[Week, ...] = ()
    adherence: float | None = None
    streak: int = 0
    longest_run: Run | None = None
