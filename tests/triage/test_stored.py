"""Answers and decisions survive being stored, whatever they are, and a history of them never climbs down."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.content import FOLDER, load
from bot.triage import Answers, Before, Decision, Effect, Level, Morning, Side, When, Where, assess

CONTENT = load(FOLDER)
PAIN = st.none() | st.integers(0, 10)
FLAGS = st.frozensets(st.sampled_from([flag.id for flag in CONTENT.red_flags.flags]), max_size=4)
ANSWERS = st.builds(
    Answers,
    side=st.none() | st.sampled_from(Side),
    now=PAIN,
    worst=PAIN,
    where=st.none() | st.sampled_from(Where),
    when=st.none() | st.sampled_from(When),
    flags=st.just(frozenset[str]()) | FLAGS,
)


MORNINGS = st.builds(Answers, flags=FLAGS, morning=st.sampled_from(Morning))


@given(ANSWERS | MORNINGS)
def test_answers_come_back_as_they_were_given(answers: Answers) -> None:
    assert Answers.from_json(json.loads(json.dumps(answers.to_json()))) == answers


@given(ANSWERS | MORNINGS, st.sampled_from([None, Level.ROUTINE, Level.EMERGENCY]), st.integers(0, 3))
def test_a_decision_comes_back_as_it_was_made(answers: Answers, standing: Level | None, stops: int) -> None:
    before = Before(standing, stops_in_a_row=stops)
    decision = assess(answers, before, CONTENT.red_flags, CONTENT.pain_rules, CONTENT.rules_version)
    assert Decision.from_json(json.loads(json.dumps(decision.to_json()))) == decision


@given(st.lists(ANSWERS | MORNINGS, min_size=2, max_size=12))
def test_no_later_answer_lowers_what_nobody_has_cleared(history: list[Answers]) -> None:
    before = Before()
    for answers in history:
        decision = assess(answers, before, CONTENT.red_flags, CONTENT.pain_rules, CONTENT.rules_version)
        if before.standing is not None:
            assert decision.level >= before.standing
            assert decision.effect >= before.standing_effect
            assert "standing" in decision.reasons
        stands = decision.escalates or before.standing is not None
        assert stands == (decision.level >= Level.ROUTINE)
        before = Before(
            standing=decision.level if stands else None,
            standing_effect=decision.effect if stands else Effect.AS_PLANNED,
            stops_in_a_row=decision.stops,
            band=decision.band,
            band_effect=decision.band_effect,
        )
