"""What binds the plan: the strictest decision nobody has cleared, and pain until the next check-in."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checkins import Asked, CheckIn, Standing
from bot.checkins.binding import before, binds, standing
from bot.content import FOLDER, load
from bot.triage import Answers, Before, Effect, Level, assess
from tests.conftest import NOON

CONTENT = load(FOLDER)
ANSWERS = st.builds(
    Answers,
    worst=st.integers(0, 10),
    flags=st.frozensets(st.sampled_from([flag.id for flag in CONTENT.red_flags.flags]), max_size=2)
    | st.just(frozenset[str]()),
)


def check_in(number: int, answers: Answers, stood: Before) -> CheckIn:
    at = NOON + timedelta(hours=number)
    decision = assess(answers, stood, CONTENT.red_flags, CONTENT.pain_rules, CONTENT.rules_version)
    return CheckIn(number, 1, Asked.CHECKIN, at, at.date(), answers, decision)


def test_before_the_first_check_in_nothing_stands() -> None:
    assert standing([], None) == Standing()
    assert not standing([], None).needs_clearing


@pytest.mark.parametrize(
    ("pain", "level", "effect"),
    [
        (2, Level.CARRY_ON, Effect.AS_PLANNED),
        (3, Level.EASE_OFF, Effect.ONE_LEVEL_DOWN),
        (5, Level.EASE_OFF, Effect.MOBILITY_ONLY),
        (6, Level.STOP, Effect.REST),
    ],
)
def test_a_pain_band_holds_until_the_next_check_in(pain: int, level: Level, effect: Effect) -> None:
    painful = check_in(1, Answers(now=pain), Before())
    assert standing([], painful) == Standing(level, effect, painful.at, 1)
    assert standing([], check_in(2, Answers(now=0), Before())).effect is Effect.AS_PLANNED


def test_the_first_check_in_at_the_strictest_level_is_the_one_that_stands() -> None:
    locking = check_in(1, Answers(now=1, flags=frozenset({"locking"})), Before())
    limping = check_in(
        2, Answers(now=1, flags=frozenset({"limping"})), before([locking], locking, NOON.date())
    )
    stands = standing([locking, limping], limping)
    assert (stands.level, stands.since, stands.checkin_id) == (Level.URGENT, limping.at, 2)
    assert stands.needs_clearing


def test_a_stop_beside_what_stands_keeps_its_rest_until_a_professional_ends_both() -> None:
    # They read then: "Do not run until they say that you may." A calm day must not say less.
    locking = check_in(1, Answers(now=1, flags=frozenset({"locking"})), Before())
    stood = before([locking], locking, NOON.date())
    painful = check_in(2, Answers(now=7), stood)
    assert binds(painful.decision, stood)
    calm = check_in(3, Answers(now=0), before([locking, painful], painful, NOON.date()))
    assert calm.decision.effect is Effect.REST
    assert standing([locking, painful], calm).effect is Effect.REST
    assert not binds(check_in(2, Answers(now=4), stood).decision, stood)


@given(st.lists(ANSWERS, min_size=1, max_size=30))
def test_what_stands_is_what_the_newest_decision_said_and_the_uncleared_stay_few(
    history: list[Answers],
) -> None:
    uncleared: list[CheckIn] = []
    newest: CheckIn | None = None
    for number, answers in enumerate(history):
        stood = before(uncleared, newest, NOON.date())
        made = check_in(number, answers, stood)
        newest = made
        if binds(made.decision, stood):
            uncleared.append(made)
        stands = standing(uncleared, made)
        assert (stands.level, stands.effect) == (made.decision.level, made.decision.effect)
    assert len(uncleared) <= 5
