"""The strictest answer decides, ticks never average out, and nothing said later makes it milder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from bot.content import FOLDER, Case, Content, load
from bot.triage import (
    Answers,
    Before,
    Course,
    Decision,
    Effect,
    Level,
    Side,
    Trend,
    When,
    Where,
    assess,
)

PAINS = (None, *range(11))
CASES = load(FOLDER).cases

EMERGENCY = {
    "cannot_bear_weight",
    "fall_or_blow",
    "hot_or_fever",
    "saddle_or_bladder",
    "swollen_leg_breathless",
}
URGENT = {
    "swollen_leg",
    "groin_running_pain",
    "night_or_rest_pain",
    "limping",
    "numb_or_weak",
    "swelling",
    "unwell_or_cancer",
    "bone_risk",
}
ROUTINE = {"locking"}

BEFORE = (
    Before(),
    Before(stops_in_a_row=1),
    Before(Level.ROUTINE, Effect.ONE_LEVEL_DOWN),
    Before(Level.ROUTINE, Effect.REST, stops_in_a_row=2),
    Before(Level.URGENT, Effect.PAUSED),
    Before(Level.EMERGENCY, Effect.PAUSED, stops_in_a_row=1),
)


def decide(content: Content, answers: Answers, before: Before = Before()) -> Decision:  # noqa: B008 - frozen
    return assess(answers, before, content.red_flags, content.pain_rules, content.rules_version)


def each_once(content: Content) -> Callable[[Answers, Before], Decision]:
    """`decide` for who asks the same again and again: it is pure."""
    return cache(lambda answers, before: decide(content, answers, before))


def level_of_flags(flags: tuple[str, ...]) -> Level:
    """The level in the clinical table, written out a second time and in another way."""
    if EMERGENCY.intersection(flags):
        return Level.EMERGENCY
    if URGENT.intersection(flags):
        return Level.URGENT
    return Level.ROUTINE if ROUTINE.intersection(flags) else Level.CARRY_ON


def level_of_pain(pain: int | None) -> Level:
    if pain is None or pain <= 2:
        return Level.CARRY_ON
    return Level.EASE_OFF if pain <= 5 else Level.STOP


def effect_of_pain(pain: int | None) -> Effect:
    if pain is None or pain <= 2:
        return Effect.AS_PLANNED
    if pain <= 5:
        return Effect.MOBILITY_ONLY if pain == 5 else Effect.ONE_LEVEL_DOWN
    return Effect.REST


def test_every_red_flag_of_the_clinical_table_is_asked_and_no_other(content: Content) -> None:
    assert {flag.id for flag in content.red_flags.flags} == EMERGENCY | URGENT | ROUTINE


def test_the_strictest_wins_for_every_three_flags_every_pain_and_all_that_may_stand(content: Content) -> None:
    ids = [flag.id for flag in content.red_flags.flags]
    ticks = [flags for size in range(4) for flags in combinations(ids, size)]
    assert len(ticks) == 470
    wrong, decided = [], each_once(content)
    for before in BEFORE:
        for pain in PAINS:
            twice = pain is not None and pain >= 6 and before.stops_in_a_row >= 1
            least = max(
                level_of_pain(pain),
                before.standing or Level.CARRY_ON,
                Level.ROUTINE if twice else Level.CARRY_ON,
            )
            for flags in ticks:
                decision = decided(Answers(worst=pain, flags=frozenset(flags)), before)
                level = max(least, level_of_flags(flags))
                if level >= Level.URGENT:
                    effect = Effect.PAUSED
                else:
                    at_least = Effect.ONE_LEVEL_DOWN if flags else Effect.AS_PLANNED
                    effect = max(effect_of_pain(pain), before.standing_effect, at_least)
                if (decision.level, decision.effect) != (level, effect):
                    wrong.append((before, pain, flags, decision))
                groin = Answers(worst=pain, where=Where.FRONT, when=When.RUNNING, flags=frozenset(flags))
                stopped = decided(Answers(worst=6, flags=frozenset(flags)), before)
                like = stopped if pain else decision
                running = decided(groin, before)
                if (running.level, running.effect) != (like.level, like.effect):
                    wrong.append((before, pain, flags, running))
    assert wrong == []


def test_one_more_tick_or_one_more_point_never_lowers_anything(content: Content) -> None:
    ids = [flag.id for flag in content.red_flags.flags]
    lowered, decided = [], each_once(content)
    for before in BEFORE:
        for flags in [flags for size in range(3) for flags in combinations(ids, size)]:
            milder: Decision | None = None
            for pain in PAINS:
                decision = decided(Answers(worst=pain, flags=frozenset(flags)), before)
                more = [decided(Answers(worst=pain, flags=frozenset({*flags, flag})), before) for flag in ids]
                pairs = [(decision, stricter) for stricter in more]
                if milder is not None:
                    pairs.append((milder, decision))
                lowered += [
                    pair for pair in pairs if pair[1].level < pair[0].level or pair[1].effect < pair[0].effect
                ]
                milder = decision
    assert lowered == []


def test_a_trend_is_routine_beside_every_flag_and_pain_and_adds_nothing_to_what_stands(
    content: Content,
) -> None:
    trends = (
        Trend(Course.NOT_SETTLING, date(2026, 11, 1), date(2026, 11, 24), 5),
        Trend(Course.CLIMBED, date(2026, 11, 20), date(2026, 11, 24), pains=(2, 3, 5)),
    )
    wrong = []
    for before in BEFORE:
        for pain in PAINS:
            for flag in (None, *(flag.id for flag in content.red_flags.flags)):
                answers = Answers(worst=pain, flags=frozenset({flag} if flag else ()))
                plain = decide(content, answers, before)
                decision = assess(
                    answers, before, content.red_flags, content.pain_rules, content.rules_version, trends
                )
                new = before.standing is None
                level = max(plain.level, Level.ROUTINE) if new else plain.level
                effect = max(plain.effect, Effect.ONE_LEVEL_DOWN) if new else plain.effect
                named = {"not_settling", "worsening"} <= set(decision.reasons)
                kept = decision.trends == (trends if new else ())
                if (decision.level, decision.effect) != (level, effect) or named != new or not kept:
                    wrong.append((before, pain, flag, decision))
                if new and not decision.escalates:
                    wrong.append((before, pain, flag, decision))
    assert wrong == []


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_worked_example(content: Content, case: Case) -> None:
    said, stood, expected = case.answers, case.previous, case.expect
    answers = Answers(
        side=Side(said.side) if said.side else None,
        now=said.now,
        worst=said.worst,
        where=Where(said.where) if said.where else None,
        when=When(said.when) if said.when else None,
        flags=frozenset(said.flags),
    )
    before = Before(
        standing=Level.of(stood.standing) if stood.standing else None,
        standing_effect=Effect.of(stood.standing_effect) if stood.standing_effect else Effect.AS_PLANNED,
        stops_in_a_row=stood.stops_in_a_row,
    )
    decision = decide(content, answers, before)
    assert (decision.level.word, decision.band, decision.effect.word) == (
        expected.level,
        expected.band,
        expected.effect,
    )
    assert set(expected.reasons) <= set(decision.reasons)


def test_the_worse_of_now_and_the_last_day_counts(content: Content) -> None:
    assert decide(content, Answers(now=1, worst=6)).level is Level.STOP
    assert decide(content, Answers(now=6, worst=1)).level is Level.STOP


PLACES_AND_TIMES = [(where, when) for where in (None, *Where) for when in (None, *When)]


def test_only_groin_pain_while_running_makes_a_place_and_a_time_count(content: Content) -> None:
    wrong = []
    for before in BEFORE:
        for pain in PAINS:
            plain = decide(content, Answers(worst=pain), before)
            stopped = decide(content, Answers(worst=6), before)
            for where, when in PLACES_AND_TIMES:
                decision = decide(content, Answers(worst=pain, where=where, when=when), before)
                groin = where is Where.FRONT and when is When.RUNNING and bool(pain)
                like = stopped if groin else plain
                same = (decision.level, decision.effect, decision.band) == (
                    like.level,
                    like.effect,
                    like.band,
                )
                if not same or ("groin_running_stop" in decision.reasons) != groin:
                    wrong.append((before, pain, where, when, decision))
    assert wrong == []


@pytest.mark.parametrize("answers", [Answers(now=1, worst=1), Answers(now=0, worst=2), Answers(now=2)])
def test_groin_pain_while_running_stops_however_mild(content: Content, answers: Answers) -> None:
    decision = decide(content, replace(answers, where=Where.FRONT, when=When.RUNNING))
    assert (decision.level, decision.effect, decision.band) == (Level.STOP, Effect.REST, "stop")
    assert decision.reasons == ("groin_running_stop",)
    assert not decision.escalates


def test_strong_groin_pain_while_running_names_both_reasons(content: Content) -> None:
    decision = decide(content, Answers(now=7, where=Where.FRONT, when=When.RUNNING))
    assert decision.reasons == ("groin_running_stop", "band:stop")


def test_a_second_day_of_groin_pain_while_running_asks_for_a_professional(content: Content) -> None:
    again = Answers(now=1, where=Where.FRONT, when=When.RUNNING)
    decision = decide(content, again, Before(stops_in_a_row=1))
    assert (decision.level, decision.effect) == (Level.ROUTINE, Effect.REST)
    assert decision.reasons == ("stop_twice", "groin_running_stop")
    assert decision.escalates


def test_night_pain_stops_running(content: Content) -> None:
    decision = decide(content, Answers(now=0, worst=0, flags=frozenset({"night_or_rest_pain"})))
    assert (decision.level, decision.effect) == (Level.URGENT, Effect.PAUSED)


def test_a_second_stop_in_a_row_asks_for_a_professional_and_still_rests(content: Content) -> None:
    first = decide(content, Answers(now=7))
    second = decide(content, Answers(now=7), Before(stops_in_a_row=1))
    assert (first.level, first.effect) == (Level.STOP, Effect.REST)
    assert (second.level, second.effect) == (Level.ROUTINE, Effect.REST)
    assert second.escalates
    assert not first.escalates


def test_a_stop_that_ended_with_this_check_in_does_not_stand(content: Content) -> None:
    decision = decide(content, Answers(now=0), Before(standing=Level.STOP, standing_effect=Effect.REST))
    assert (decision.level, decision.effect, decision.reasons) == (
        Level.CARRY_ON,
        Effect.AS_PLANNED,
        ("band:calm",),
    )


def test_an_urgent_level_pauses_even_where_its_effect_was_lost(content: Content) -> None:
    assert decide(content, Answers(now=0), Before(standing=Level.URGENT)).effect is Effect.PAUSED


def test_what_only_stands_from_before_is_no_new_escalation(content: Content) -> None:
    decision = decide(content, Answers(now=7), Before(Level.URGENT, Effect.PAUSED))
    assert decision.level is Level.URGENT
    assert not decision.escalates


def test_reasons_come_strictest_first(content: Content) -> None:
    ticked = frozenset({"locking", "limping", "hot_or_fever"})
    before = Before(Level.URGENT, Effect.PAUSED, stops_in_a_row=1)
    assert decide(content, Answers(now=8, flags=ticked), before).reasons == (
        "hot_or_fever",
        "limping",
        "standing",
        "locking",
        "stop_twice",
        "band:stop",
    )


@pytest.mark.parametrize("pain", [-1, 11, 10**9, True, 3.5, "7"])
@pytest.mark.parametrize("question", ["now", "worst"])
def test_an_impossible_rating_is_refused_without_repeating_it(
    content: Content, question: str, pain: int
) -> None:
    with pytest.raises(ValueError, match=r"^a pain rating is a whole number from 0 to 10$"):
        decide(content, Answers(**{question: pain}))  # type: ignore[arg-type]


def test_an_unknown_red_flag_is_refused_without_repeating_it(content: Content) -> None:
    with pytest.raises(ValueError, match=r"^a red flag that these rules do not know$"):
        decide(content, Answers(now=1, flags=frozenset({"limping", "headache"})))


def test_the_version_of_the_rules_is_part_of_the_decision(content: Content) -> None:
    assert decide(content, Answers(now=1)).rules_version == content.rules_version
