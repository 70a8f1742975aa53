"""The words of a chart fit the picture, whatever a runner ticked."""

import pytest

from bot.content import Content
from bot.pictures.charts.flags import WIDEST_WORDS
from bot.pictures.charts.picture import drawing
from bot.pictures.fonts import LEAST, width
from bot.wording.charts import chart_words
from tests.pictures.courses import course, wavy
from tests.pictures.test_chart import check_words
from tests.wording.reading import WORDS


@pytest.mark.parametrize("days", [1, 28, 84, 400])
def test_what_is_said_in_a_chart_never_meets(content: Content, days: int) -> None:
    flags = [flag.id for flag in content.red_flags.flags]
    ticked = {n * days // 5: (flags[n], flags[-1]) for n in range(5)}
    shown = course(days, wavy, ticked)

    check_words(drawing(shown, chart_words(WORDS, content, shown, miles=False), dark=False))


def test_a_flag_is_named_in_a_few_words(content: Content) -> None:
    said = chart_words(WORDS, content, course(1, wavy), miles=False).flags

    assert set(said) == {flag.id for flag in content.red_flags.flags}
    assert max(width(it.words, LEAST, bold=True) for it in said.values()) < WIDEST_WORDS


@pytest.mark.parametrize(("days", "said"), [(5, False), (9, False), (10, True)])
def test_an_average_is_held_against_one_of_another_week_only(content: Content, days: int, said: bool) -> None:
    # The first average is that of the third day: seven days later no day is in both.
    shown = course(days, lambda number: number % 5)
    latest = chart_words(WORDS, content, shown, miles=False).latest_note
    assert latest == ("7-day average (was 1.0)" if said else "7-day average")


def test_a_single_day_is_no_period(content: Content) -> None:
    assert chart_words(WORDS, content, course(1, wavy), miles=False).period == "26 Nov"
