"""/today in words."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.content import Content
from bot.routines import Rest, State
from bot.triage import Effect
from bot.wording import today as wording
from bot.wording.today import Day, Today
from tests.conftest import NOON
from tests.wording.reading import WORDS, faults
from tests.wording.test_routines import TUESDAY, planned_routine, routine_of


def full(content: Content, **changes: object) -> Today:
    """The longest /today: six routines a day, sore, paused until a day, a whole week behind it."""
    settled = tuple(planned_routine(id=n, state=State.DONE) for n in range(5))
    week = tuple(
        Day(
            TUESDAY - timedelta(days=before),
            tuple(planned_routine(id=10**17 + n, state=State.MISSED) for n in range(6)),
        )
        for before in reversed(range(7))
    )
    fields: dict[str, object] = {
        "zone": "America/Argentina/ComodRivadavia",
        "ahead": routine_of(content, "strength", 3, Effect.ONE_LEVEL_DOWN, ("strength_b",)),
        "planned": planned_routine(),
        "settled": tuple((routine, time(7, 15)) for routine in settled),
        "effect": Effect.ONE_LEVEL_DOWN,
        "checkin_id": 10**17,
        "own_pause": True,
        "own_pause_until": NOON,
        "next_push_at": NOON,
        "week": week,
    }
    return Today(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"own_pause": False},
        {"own_pause": False, "next_push_at": None},
        {"effect": Effect.PAUSED, "ahead": None, "planned": None},
        {"effect": Effect.REST, "ahead": Rest(planned_routine().kind), "planned": None},
        {"effect": Effect.AS_PLANNED, "ahead": None, "planned": None, "settled": ()},
        {"planned": replace(planned_routine(), state=State.SKIPPED)},
        {"planned": None},
    ],
)
def test_the_fullest_page_keeps_to_the_shape_of_a_message(
    content: Content, changes: dict[str, object]
) -> None:
    assert faults(wording.today(WORDS, content, full(content, **changes))) == []


def test_a_missed_yesterday_is_met_without_a_reproach(content: Content) -> None:
    assert "today is a new day" in wording.today(WORDS, content, full(content)).text
    rest = full(content, effect=Effect.REST, ahead=Rest(planned_routine().kind))
    assert "today is a new day" not in wording.today(WORDS, content, rest).text, "no day to begin with"


def test_a_correction_fits_in_one_message(content: Content) -> None:
    day = full(content).week[0]
    assert faults(wording.which_routine(WORDS, content, day)) == []
    for state in State:
        for schedule_id in (1, None):
            routine = planned_routine(state=state, schedule_id=schedule_id)
            assert faults(wording.correct(WORDS, content, routine, may_be_missed=True)) == []
