"""How much of what was due was done: one miss is forgiven by the score, and ends the streak."""

from datetime import date, timedelta

import pytest

from bot.progress import adherence, due_days, streak
from bot.routines import Outcome, State

TODAY = date(2026, 11, 24)
DONE, SKIPPED, MISSED, OWED = State.DONE, State.SKIPPED, State.MISSED, State.OWED


def days(*states: State | None, asked: bool = True) -> list[Outcome]:
    """One routine a day, the last one today; None is a day of rest."""
    first_on = TODAY - timedelta(days=len(states) - 1)
    return [
        Outcome(first_on + timedelta(days=number), state, asked)
        for number, state in enumerate(states)
        if state is not None
    ]


def score(*states: State | None) -> float | None:
    return adherence(due_days(days(*states), TODAY), TODAY)


def in_a_row(*states: State | None) -> int:
    return streak(due_days(days(*states), TODAY))


def test_all_done_is_all_and_nothing_done_nothing() -> None:
    assert score(*[DONE] * 30) == 1
    assert score(*[MISSED] * 30) == 0


def test_one_miss_today_costs_a_daily_runner_five_of_a_hundred_and_half_that_in_two_weeks() -> None:
    assert score(*[DONE] * 83, SKIPPED) == pytest.approx(0.951, abs=0.001)
    assert score(*[DONE] * 69, SKIPPED, *[DONE] * 14) == pytest.approx(0.975, abs=0.001)


def test_one_miss_costs_who_does_three_a_week_eleven_of_a_hundred() -> None:
    week = [DONE, None, DONE, None, DONE, None, None]
    assert score(*week * 12, SKIPPED) == pytest.approx(0.886, abs=0.005)


@pytest.mark.parametrize(("states", "known"), [([DONE] * 3, False), ([DONE] * 4, True), ([], False)])
def test_a_score_needs_four_routines(states: list[State], known: bool) -> None:
    assert (score(*states) is not None) is known


def test_what_is_older_than_twelve_weeks_does_not_count() -> None:
    assert score(*[MISSED] * 60, *[DONE] * 84) == 1


def test_a_routine_that_is_open_today_counts_neither_way_and_one_left_open_is_a_miss() -> None:
    assert in_a_row(DONE, DONE, OWED) == 2
    assert in_a_row(DONE, OWED, DONE) == 1


def test_rest_does_not_count_and_does_not_break_a_streak() -> None:
    assert in_a_row(DONE, None, DONE, None, None, DONE, None) == 3


def test_one_day_with_something_left_undone_ends_a_streak_without_grace() -> None:
    assert in_a_row(*[DONE] * 40, SKIPPED, DONE, DONE) == 2
    both = [*days(DONE, DONE), *days(DONE, MISSED)]
    assert streak(due_days(sorted(both, key=lambda one: one.on), TODAY)) == 0


def test_what_nobody_asked_for_counts_when_it_was_done_and_never_against() -> None:
    own = days(MISSED, DONE, SKIPPED, MISSED, asked=False)
    assert [(one.due, one.done) for one in due_days(own, TODAY)] == [(1, 1)]


def test_a_day_the_runner_has_flown_back_from_counts_as_today() -> None:
    tomorrow = Outcome(TODAY + timedelta(days=1), DONE, True)
    assert [one.on for one in due_days([tomorrow], TODAY)] == [TODAY]
