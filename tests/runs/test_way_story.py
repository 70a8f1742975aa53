"""What became of a way back, as it is told later: what counted, what held it, what led a step back."""

from datetime import date

import pytest

from bot.runs import Course, Felt, Hip, Story, story
from bot.triage import Level, Morning
from tests.runs.test_way_back import RULES, WELL, at, course, on, well


def told(it: Course, day: int, **hip: object) -> Story:
    return story(it, Hip(**hip), RULES, at(it, day, **hip))  # type: ignore[arg-type]


def counted(it: Story) -> list[date]:
    return [one.on for one in it.told if one.counted]


def held(it: Story) -> list[date]:
    return [one.on for one in it.told if one.was_held]


def back(it: Story) -> list[date]:
    return [one.on for one in it.told if one.is_back]


def test_each_go_is_told_as_it_counted() -> None:
    sore = course((0, *WELL), (2, *WELL), (4, Felt.SORE, Morning.SAME), (6, Felt.GOOD, None), (8, *WELL))
    it = told(sore, 9)
    assert counted(it) == [on(0), on(2), on(8)]
    assert held(it) == [on(4)]
    assert back(it) == []
    assert (it.phase, it.begun_on, it.finished_on, it.is_over) == (2, on(0), None, False)


def test_steps_back_are_told_whoever_made_them() -> None:
    twice = course((0, *WELL), (2, *WELL), (4, Felt.SORE, Morning.SAME), (6, Felt.GOOD, Morning.WORSE))
    it = told(twice, 7)
    assert (held(it), back(it), it.phase) == ([on(4), on(6)], [on(6)], 1)
    chosen = told(well(0, 2).stepped_back(on(20)), 21)
    assert (back(chosen), counted(chosen), chosen.phase) == ([on(20)], [on(0), on(2)], 1)
    break_ = told(course((0, *WELL), (2, *WELL), (20, *WELL)), 21)
    assert (back(break_), counted(break_)) == ([on(20)], [on(0), on(2), on(20)])


def test_a_red_flag_of_now_does_not_change_what_was() -> None:
    assert counted(told(well(0, 2), 4, level=Level.URGENT)) == [on(0), on(2)]


@pytest.mark.parametrize("first", [22, 23])
def test_one_that_is_over_is_of_the_days_up_to_its_last(first: int) -> None:
    done = told(well(*range(0, 24, 2)), 40)
    assert (done.finished_on, done.is_over) == (on(22), True)
    assert done.is_of(on(first)) == (first <= 22)
    assert told(well(0), 5).is_of(on(first)), "one that goes on is of every day"
