"""The morning after: worse moves the band up by one, and no answer of a morning ever lowers anything."""

import pytest

from bot.content import Content
from bot.triage import Answers, Before, Decision, Effect, Level, Morning, assess

BANDS = {
    None: (Effect.AS_PLANNED,),
    "calm": (Effect.AS_PLANNED,),
    "ease_off": (Effect.ONE_LEVEL_DOWN, Effect.MOBILITY_ONLY),
    "stop": (Effect.REST,),
}
STANDING = (
    (None, Effect.AS_PLANNED),
    (Level.ROUTINE, Effect.ONE_LEVEL_DOWN),
    (Level.ROUTINE, Effect.REST),
    (Level.URGENT, Effect.PAUSED),
    (Level.EMERGENCY, Effect.PAUSED),
)
# What worse makes of each band, written out a second time.
WORSE = {
    None: ("ease_off", Level.EASE_OFF, Effect.ONE_LEVEL_DOWN),
    "calm": ("ease_off", Level.EASE_OFF, Effect.ONE_LEVEL_DOWN),
    "ease_off": ("stop", Level.STOP, Effect.REST),
    "stop": ("stop", Level.STOP, Effect.REST),
}
STANDS = {"calm": Level.CARRY_ON, "ease_off": Level.EASE_OFF, "stop": Level.STOP, None: Level.CARRY_ON}


def decide(content: Content, answers: Answers, before: Before) -> Decision:
    return assess(answers, before, content.red_flags, content.pain_rules, content.rules_version)


def everything_before() -> list[Before]:
    return [
        Before(standing, effect, stops, band, band_effect)
        for standing, effect in STANDING
        for band, effects in BANDS.items()
        for band_effect in effects
        for stops in ((1, 2) if band == "stop" else (0,))
    ]


def test_worse_moves_the_band_up_by_one_whatever_stands(content: Content) -> None:
    for before in everything_before():
        decision = decide(content, Answers(morning=Morning.WORSE), before)
        band, level, effect = WORSE[before.band]
        twice = before.band == "stop"
        least = max(level, before.standing or level, Level.ROUTINE if twice else level)
        assert (decision.band, decision.level) == (band, least), before
        assert decision.effect == max(effect, before.standing_effect), before
        assert decision.escalates == twice, before
        assert "morning_worse" in decision.reasons
        assert decision.stops == (before.stops_in_a_row + 1 if band == "stop" else 0)


@pytest.mark.parametrize("answer", [Morning.BETTER, Morning.SAME])
def test_better_and_the_same_leave_all_as_it_stood(content: Content, answer: Morning) -> None:
    for before in everything_before():
        decision = decide(content, Answers(morning=answer), before)
        assert decision.band == (before.band or "calm")
        assert decision.band_effect == before.band_effect
        assert decision.level == max(STANDS[before.band], before.standing or Level.CARRY_ON)
        assert decision.effect == max(before.band_effect, before.standing_effect)
        assert decision.stops == before.stops_in_a_row
        assert not decision.escalates


def test_a_red_flag_counts_in_a_morning_too(content: Content) -> None:
    answers = Answers(morning=Morning.BETTER, flags=frozenset({"limping"}))
    assert decide(content, answers, Before()).level is Level.URGENT


def test_an_answer_of_a_morning_has_no_rating_beside_it(content: Content) -> None:
    with pytest.raises(ValueError, match=r"^the answer of a morning has no rating beside it$"):
        decide(content, Answers(now=3, morning=Morning.BETTER), Before())
