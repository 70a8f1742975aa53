"""Which weekly messages the ceiling of a day never leaves room for."""

from collections.abc import Iterable
from datetime import time

import pytest

from bot.schedules import EVERY_DAY, Schedule, Wants, without_room

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def one(number: int, wants: Wants, at: time, days: Iterable[int] = EVERY_DAY) -> Schedule:
    return Schedule(number, 1, wants, frozenset(days), at, around=False, next_at=None, next_on=None)


ROUTINE = one(1, Wants.PLAN, time(7, 15))
TIP = one(2, Wants.TIP, time(7, 15), [SATURDAY])
QUESTIONS = one(3, Wants.QUESTIONNAIRE, time(18), [SUNDAY])
DIGEST = one(4, Wants.DIGEST, time(18), [MONDAY])
WEEK = (ROUTINE, TIP, QUESTIONS, DIGEST)


@pytest.mark.parametrize(("most", "never"), [(2, ()), (1, (Wants.TIP, Wants.QUESTIONNAIRE, Wants.DIGEST))])
def test_a_daily_routine_leaves_room_where_two_may_come_and_none_where_one_may(
    most: int, never: tuple[Wants, ...]
) -> None:
    assert without_room(WEEK, most) == never


def test_what_is_put_off_has_room_where_the_next_day_has_no_routine() -> None:
    assert without_room((one(1, Wants.PLAN, time(7), EVERY_DAY - {SUNDAY}), TIP, DIGEST), 1) == (
        Wants.DIGEST,
    )


def test_what_is_put_off_from_sunday_competes_on_monday() -> None:
    routine = one(1, Wants.PLAN, time(7), EVERY_DAY - {MONDAY})
    assert without_room((routine, QUESTIONS, DIGEST), 1) == ()
    # They come at the same minute, and the older one goes first.
    assert without_room((routine, QUESTIONS, one(2, Wants.DIGEST, time(18), [MONDAY])), 1) == (
        Wants.QUESTIONNAIRE,
    )


def test_a_weekly_message_that_is_earlier_than_the_routine_has_its_room() -> None:
    assert without_room((one(1, Wants.PLAN, time(19)), QUESTIONS), 1) == ()
