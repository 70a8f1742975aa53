"""When a level moves: up after three easy days with a calm hip, down for pain or for too much."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from bot.content import Content
from bot.routines import Effort, Move, Plan, PlannedRoutine, Rise, State, Why, after_pain, after_too_hard
from bot.routines.levels import EASY_DAYS_TO_RISE, easy_days, rise
from bot.triage import Effect
from tests.conftest import NOON
from tests.wording.test_routines import planned_routine

MONDAY = date(2026, 11, 23)
E, R, H, U = Effort.EASY, Effort.RIGHT, Effort.TOO_HARD, None


def done(day: int, effort: Effort | None = E, **changes: object) -> PlannedRoutine:
    """A strength routine of level 2, done on a day of November's last week."""
    at = NOON + timedelta(days=day)
    fields: dict[str, object] = {"on": MONDAY + timedelta(days=day), "state": State.DONE, "state_at": at}
    return planned_routine(**(fields | {"effort": effort} | changes))


@pytest.mark.parametrize("efforts", list(product((E, R, H, U), repeat=4)))
def test_only_the_last_days_in_a_row_that_were_all_called_easy_count(
    content: Content, efforts: tuple[Effort | None, ...]
) -> None:
    expected = 0
    for effort in reversed(efforts):
        if effort is not E:
            break
        expected += 1
    given = [done(day, effort) for day, effort in enumerate(efforts)]
    assert len(easy_days(given, 2, content, None)) == expected


def test_three_easy_routines_of_one_day_are_one_easy_day(content: Content) -> None:
    assert easy_days([done(0), done(0), done(0)], 2, content, None) == (MONDAY,)
    assert easy_days([done(0), done(0, R)], 2, content, None) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"level": 1},
        {"effect": Effect.ONE_LEVEL_DOWN},
        {"template_id": "minimum_strength"},
        {"template_id": "mobility_gentle"},
        {"template_id": "no_longer_there"},
        {"state": State.OWED},
        {"state": State.SKIPPED},
        {"state": State.MISSED},
    ],
    ids=str,
)
def test_what_says_nothing_of_the_level_is_passed_over(content: Content, changes: dict[str, object]) -> None:
    given = [done(0), replace(done(1, R), **changes), done(2), done(3)]  # type: ignore[arg-type]
    assert len(easy_days(given, 2, content, None)) == 3


def test_easy_days_count_anew_after_the_level_moved(content: Content) -> None:
    given = [done(day) for day in range(5)]
    assert len(easy_days(given, 2, content, NOON + timedelta(days=2))) == 2


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("days", range(5))
@pytest.mark.parametrize("calm", [(), (True,), (True, True), (False,), (False, True), (True, False)])
def test_a_level_rises_only_when_all_agree(
    level: int, effect: Effect, days: int, calm: tuple[bool, ...]
) -> None:
    row = [MONDAY + timedelta(days=day) for day in range(days)]
    earned = level < 3 and effect is Effect.AS_PLANNED and days >= EASY_DAYS_TO_RISE
    expected = Rise.NOT_YET
    if earned and calm == ():
        expected = Rise.ASK_PAIN
    elif earned and all(calm):
        expected = Rise.NOW
    assert rise(level, effect, row, calm) is expected


@pytest.mark.parametrize(("level", "after"), [(1, 1), (2, 1), (3, 2)])
def test_too_hard_and_pain_take_one_level_and_never_below_the_first(level: int, after: int) -> None:
    assert after_too_hard(level) == after
    for effect in Effect:
        paused = effect is Effect.PAUSED
        assert after_pain(Plan(level=level), effect) == (level if paused else after)
        assert after_pain(Plan(level=level, stepped_down=True), effect) == level


@pytest.mark.parametrize("why", Why)
def test_a_move_is_read_back_as_it_was_kept(why: Why) -> None:
    move = Move(1, 2, why, NOON, "routine:7", stepped_down=why is Why.PAIN)
    assert Move.from_json(move.to_json()) == move
    assert move.can_be_undone == (why in (Why.EASY, Why.TOO_HARD, Why.PAIN))
