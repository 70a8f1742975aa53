"""What people type about a run, and what is made of it. Today is Tuesday 24 November."""

from datetime import date

import pytest

from bot.content import Content
from bot.runs import Said, Unclear, check, read
from bot.runs.spike import compare
from tests.runs.making import a_run

TODAY = date(2026, 11, 24)
MINUTE, HOUR = 60, 3600


def far(metres: int, seconds: int | None = None, on: tuple[int, int] | None = None, year: int = 2026) -> Said:
    return Said(date(year, *on) if on else None, metres, seconds)


READ = {
    # distances
    "8.2": far(8200),
    "8,2": far(8200),
    "10 k": far(10_000),
    "\N{FULLWIDTH DIGIT FIVE} km": far(5000),
    "3 miles": far(4828),
    "400m": far(400),
    "5,000 metres": far(5000),
    "10.000 m 48:12": far(10_000, 48 * MINUTE + 12),
    "half marathon": far(21_098),
    "marathon 3h59": far(42_195, 3 * HOUR + 59 * MINUTE),
    # times
    "5mi 48min": far(8047, 48 * MINUTE),
    "8.2 48": far(8200, 48 * MINUTE),
    "48m 8k": far(8000, 48 * MINUTE),
    "8.2 km in 48:12": far(8200, 48 * MINUTE + 12),
    "10k 1:02:30": far(10_000, HOUR + 150),
    "10k 1:05": far(10_000, 65 * MINUTE),
    "5k 25:30": far(5000, 25 * MINUTE + 30),
    "400m 1:30": far(400, 90),
    "10k 3:20": far(10_000, 200 * MINUTE),
    "marathon 5:30": far(42_195, 330 * MINUTE),
    "half 3:59": far(21_098, 239 * MINUTE),
    "half 5h30": far(21_098, 330 * MINUTE),
    "100k 13:00": far(100_000, 780 * MINUTE),
    "8k 5h30": far(8000, 330 * MINUTE),
    "8k 99m": far(8000, 99 * MINUTE),
    "half-marathon 1:45": far(21_098, 105 * MINUTE),
    "1h 10k": far(10_000, HOUR),
    "1.5h 12k": far(12_000, 90 * MINUTE),
    "1h and 5 min 8k": far(8000, 65 * MINUTE),
    "5k 30'15\"": far(5000, 30 * MINUTE + 15),
    # days
    "yesterday 10k": far(10_000, on=(11, 23)),
    "I ran 5k yesterday in 30 minutes": far(5000, 30 * MINUTE, (11, 23)),
    "mon 12 km 1h5": far(12_000, 65 * MINUTE, (11, 23)),
    "tuesday 8": far(8000, on=(11, 24)),
    "last tuesday 8": far(8000, on=(11, 17)),
    "wed 8": far(8000, on=(11, 18)),
    "3 days ago 5k": far(5000, on=(11, 21)),
    "20 nov. 8.2 km": far(8200, on=(11, 20)),
    "nov 20 8.2": far(8200, on=(11, 20)),
    "25 dec 5k": far(5000, on=(12, 25), year=2025),
    "2026-11-20 8": far(8000, on=(11, 20)),
    # parts of a run alone, for corrections
    "52 min": Said(duration_s=52 * MINUTE),
    "yesterday": Said(on=date(2026, 11, 23)),
}


@pytest.mark.parametrize("text", READ)
def test_a_run_is_read_as_people_write_it(text: str) -> None:
    said = read(text, TODAY, miles=False)
    assert said == READ[text]
    assert check(READ[text].on, READ[text].distance_m, READ[text].duration_s, TODAY) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("abc", Unclear.UNKNOWN),
        ("31 feb 5k", Unclear.UNKNOWN),
        ("9" * 40, Unclear.UNKNOWN),
        ("5k" * 99, Unclear.UNKNOWN),
        ("5:99", Unclear.UNKNOWN),
        ("8k @ 5:30", Unclear.UNKNOWN),
        ("8k yesterday at 7:30", Unclear.UNKNOWN),
        ("5 -", Unclear.UNKNOWN),
        # A pace or the time of day, and metres or minutes: nobody can tell.
        ("8k 5:30", Unclear.PACE),
        ("5 mi 8:30", Unclear.PACE),
        ("10 4:30", Unclear.PACE),
        ("half 5:30", Unclear.PACE),
        ("half marathon 4:00", Unclear.PACE),
        ("marathon 6:30", Unclear.PACE),
        ("15k 5:00", Unclear.PACE),
        ("30 km 4:15", Unclear.PACE),
        ("8 km 200m", Unclear.UNKNOWN),
        ("200m 8 km", Unclear.UNKNOWN),
        ("-5", Unclear.MINUS),
        ("5 -3min", Unclear.MINUS),
        ("5km \N{MINUS SIGN}1 days ago", Unclear.MINUS),
        ("5k 6k", Unclear.TWICE),
        ("marathon half", Unclear.TWICE),
        ("today yesterday 5", Unclear.TWICE),
        ("5 6 7", Unclear.TWICE),
        ("5k 30 min 40 min", Unclear.TWICE),
        ("5k 30:00 40:00", Unclear.TWICE),
    ],
)
def test_what_is_no_run_is_not_guessed_at(text: str, why: Unclear) -> None:
    assert read(text, TODAY, miles=False) is why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0", Unclear.NOTHING),
        ("5 0:00", Unclear.NOTHING),
        ("0.0001", Unclear.UNKNOWN),
        ("250", None),
        ("250.1", Unclear.TOO_FAR),
        ("10k 5min", Unclear.TOO_FAST),
        ("1000 km 1h", Unclear.TOO_FAR),
        ("1k 61 min", Unclear.TOO_SLOW),
        ("tomorrow 5k", Unclear.FUTURE),
        ("2026-11-25 5", Unclear.FUTURE),
        ("2000-01-01 5", None),
        ("0206-11-20 5", Unclear.UNKNOWN),
        ("0001-01-01 5", Unclear.UNKNOWN),
    ],
)
def test_what_cannot_be_a_run_is_told_apart(text: str, why: Unclear | None) -> None:
    said = read(text, TODAY, miles=False)
    assert why == (
        check(said.on, said.distance_m, said.duration_s, TODAY) if isinstance(said, Said) else said
    )


def test_a_pace_is_one_of_the_runners_own_unit_or_of_a_kilometre() -> None:
    assert read("50 mi 12:00", TODAY, miles=True) is Unclear.PACE
    assert read("50 mi 12:00", TODAY, miles=False) == far(80_467, 720 * MINUTE)
    assert read("half 5:30", TODAY, miles=True) is Unclear.PACE, "or one of kilometres"


def test_a_number_alone_is_of_the_unit_and_the_question() -> None:
    assert read("5", TODAY, miles=True) == far(8047)
    assert read("48", TODAY, miles=True, number_is_time=True) == Said(duration_s=48 * MINUTE)


@pytest.mark.parametrize(
    ("text", "on"),
    [("sat 12", (11, 28)), ("tue 12", (11, 24)), ("tomorrow 12", (11, 25)), ("1 dec 12", (12, 1))],
)
def test_the_day_of_a_plan_lies_ahead(text: str, on: tuple[int, int]) -> None:
    assert read(text, TODAY, miles=False, ahead=True) == far(12_000, on=on)


@pytest.mark.parametrize(
    ("metres", "longest", "above", "percent"),
    [
        (11_000, 10_000, False, 10),
        (11_001, 10_000, True, 10),
        (12_500, 10_000, True, 25),
        (9000, 10_000, False, -10),
    ],
)
def test_a_long_run_is_one_above_a_tenth_more(
    content: Content, metres: int, longest: int, above: bool, percent: int
) -> None:
    compared = compare(metres, a_run(distance_m=longest), content.longest_run)
    assert (compared.is_above, compared.percent) == (above, percent)
    assert not compare(metres, None, content.longest_run).is_above
