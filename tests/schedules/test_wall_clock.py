"""Times and days as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedules import read_days, read_time


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("7:15", time(7, 15)),
        ("07:15", time(7, 15)),
        (" 7:15 ", time(7, 15)),
        ("7.15", time(7, 15)),
        ("7,15", time(7, 15)),
        ("7 15", time(7, 15)),
        ("7h15", time(7, 15)),
        ("7h", time(7)),
        ("7 h 15", time(7, 15)),
        ("715", time(7, 15)),
        ("0715", time(7, 15)),
        ("1930", time(19, 30)),
        ("19.30", time(19, 30)),
        ("19:30 Uhr", time(19, 30)),
        ("7:15:00", time(7, 15)),
        ("7", time(7)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
        ("7pm", time(19)),
        ("7 PM", time(19)),
        ("7.15 pm", time(19, 15)),
        ("7:15p.m.", time(19, 15)),
        ("7 a.m", time(7)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30 am", time(0, 30)),
        ("19:00 pm", time(19)),
        ("noon", time(12)),
        ("Midnight", time(0)),
        ("seven", time(7)),
        ("seven thirty", time(7, 30)),
        ("Quarter past seven", time(7, 15)),
        ("quarter to eight pm", time(19, 45)),
        ("half past 6", time(6, 30)),
        ("quarter to 0", time(23, 45)),
        ("7 o'clock", time(7)),
        ("7 in the morning", time(7)),
        ("8 in the evening", time(20)),
        ("9 at night", time(21)),
        ("at 7:15", time(7, 15)),
        ("kl 7", time(7)),
        ("kl. 7.15", time(7, 15)),
        ("\uff17\uff1a\uff11\uff15", time(7, 15)),  # full width
        ("\u0667:\u0661\u0665", time(7, 15)),  # Arabic-Indic
        ("7:15!", time(7, 15)),
    ],
)
def test_a_time_is_understood_however_it_is_typed(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "24:00", "25", "7:60", "7:5", "-7", "7:15 or 8", "7:15-8:15", "19am", "0pm",
        "half seven", "half to seven", "99999", "7:15:30", "morning", "7:15 tomorrow", "1/2", "🕖",
        "7:15pm am", "quarter past 25",
    ],
)  # fmt: skip
def test_an_unclear_time_is_asked_for_again(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon wed fri", {0, 2, 4}),
        ("Mon, Wed & Fri", {0, 2, 4}),
        ("Mon/Wed/Fri", {0, 2, 4}),
        ("m w f", {0, 2, 4}),
        ("mo we", {0, 2}),
        ("tues and thurs", {1, 3}),
        ("weds", {2}),
        ("on Mondays", {0}),
        ("every tuesday", {1}),
        ("mon mon", {0}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("weekend", {5, 6}),
        ("weekdays and sunday", {0, 1, 2, 3, 4, 6}),
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
        ("Everyday", {0, 1, 2, 3, 4, 5, 6}),
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("all days", {0, 1, 2, 3, 4, 5, 6}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("monday \u2013 wednesday, sat", {0, 1, 2, 5}),
        ("fri to mon", {4, 5, 6, 0}),
        ("tuesday through thursday", {1, 2, 3}),
        ("every day but sunday", {0, 1, 2, 3, 4, 5}),
        ("all except sat, sun", {0, 1, 2, 3, 4}),
    ],
)
def test_days_are_understood_however_they_are_typed(text: str, days: set[int]) -> None:
    assert read_days(text) == frozenset(days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "t",
        "s",
        "abc",
        "none",
        "every other day",
        "mon or tue",
        "1 3 5",
        "mon-",
        "-",
        "sun but sun",
        "mon but x",
    ],
)
def test_unclear_days_are_asked_for_again(text: str) -> None:
    assert read_days(text) is None


@given(st.text(max_size=200))
def test_no_text_upsets_the_reading(text: str) -> None:
    assert isinstance(read_time(text), time | None)
    days = read_days(text)
    assert days is None or (days and days <= set(range(7)))


@given(st.times())
def test_a_time_as_we_write_it_is_read_back(at: time) -> None:
    assert read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0, fold=0)
