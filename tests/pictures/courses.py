"""Made-up courses, and English words for a chart of them."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from bot.pictures import ChartBand, ChartFlag, ChartLane, ChartWords
from bot.progress import Course, Day
from bot.questionnaires import Week
from bot.runs import Run, Source
from bot.triage import Level

TODAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
FLAGS = {
    "night_or_rest_pain": "night or rest pain",
    "limping": "limping",
    "swelling": "swelling",
    "groin_running_pain": "groin pain when running",
}
MILD = "locking"


def words(period: str = "2 Oct - 26 Nov 2026", latest: str = "2.1 / 10") -> ChartWords:
    """What wording says in English, more or less."""
    return ChartWords(
        title="Hip pain",
        period=period,
        latest=latest,
        latest_note="7-day average (was 3.3)" if latest else "The line needs three days",
        bands=(ChartBand(2, "0-2 calm"), ChartBand(5, "3-5 ease off"), ChartBand(10, "6-10 stop")),
        flags={
            **{flag: ChartFlag(said, Level.URGENT) for flag, said in FLAGS.items()},
            MILD: ChartFlag("catches or locks", Level.ROUTINE),
        },
        a_day="a day",
        average="7-day average",
        red_flag="red flag",
        routines=ChartLane("Routines"),
        runs=ChartLane("Runs", "longest 12 km"),
        scores=ChartLane("Trouble in the week, 0-100"),
        substantial="substantial",
        by_week="by week",
        nothing="No check-ins yet",
        nothing_note="Your first one makes the first dot here.",
        on=lambda day: f"{day.day} {day:%b}",
        month=lambda day: f"{day:%b}",
    )


def course(
    days: int,
    pain: Callable[[int], int | None],
    flags: Mapping[int, tuple[str, ...]] | None = None,
    done: bool = True,
    weeks: bool = True,
) -> Course:
    """So many days up to today, rated by their number; routines and runs on usual days of the week."""
    began = TODAY - timedelta(days=days - 1)
    rated = [pain(number) for number in range(days)]
    means = []
    for number in range(days):
        seven = [it for it in rated[max(0, number - 6) : number + 1] if it is not None]
        means.append(sum(seven) / len(seven) if len(seven) >= 3 else None)
    kept = tuple(
        Day(
            began + timedelta(days=number),
            rated[number],
            means[number],
            (flags or {}).get(number, ()),
            int(done and number % 7 in (0, 1, 3, 5)),
            (run(began + timedelta(days=number), 4000 + 97 * (number * 37 % 83)),)
            if done and number % 7 in (1, 4, 6)
            else (),
        )
        for number in range(days)
    )
    mondays = [day.on for day in kept if day.on.weekday() == 0] if weeks else []
    answered = tuple(
        Week(monday, ((25, 17, 17, 25), (8, 8, 0, 8), (0, 0, 0, 0))[min(2, number % 4)], AT, number % 4 == 0)
        for number, monday in enumerate(mondays)
        if number % 4 != 3
    )
    return Course(kept, answered)


def run(on: date, distance_m: int) -> Run:
    """A typed run."""
    return Run(1, 1, on, distance_m, None, None, Source.TYPED, None, AT)


def wavy(number: int) -> int | None:
    """A course that falls, with a setback and days left out."""
    if number % 11 == 7:
        return None
    return max(
        0,
        min(
            10, round(4 - 3 * number / (number + 90) + 2 * math.sin(number / 5) + (number * 7919 % 5 - 2) / 2)
        ),
    )


EVERYWHERE: Mapping[int, tuple[str, ...]] = {n: (list(FLAGS)[n // 3 % 4],) for n in range(0, 84, 3)}
COURSES = {
    "no days": Course(()),
    "nothing rated": course(28, lambda _: None),
    "1 day": course(1, lambda _: 3),
    "3 days": course(3, lambda n: n),
    "rising": course(28, lambda n: min(10, n // 3)),
    "gaps": course(84, lambda n: None if 20 < n < 45 else wavy(n)),
    "84 days, flags": course(84, wavy, {20: ("night_or_rest_pain",), 30: ("limping", "swelling")}),
    "many flags": course(84, wavy, EVERYWHERE),
    "all tens": course(56, lambda _: 10),
    "all zeros": course(56, lambda _: 0),
    "400 days": course(400, wavy, {120: ("limping",), 399: ("swelling",)}),
    "six years": course(2200, wavy),
}
