"""Which routine a day brings: warm-ups on run days, rest between strength, and never harder for pain."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from bot.content import Content, RoutineKind
from bot.routines import (
    BY_PLAN,
    Given,
    Plan,
    Rest,
    Routine,
    for_day,
    in_turn,
    kind_for,
    strength_days,
)
from bot.triage import Effect

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=day) for day in range(7)]
ALL_RUN_DAYS = [frozenset(days) for size in range(8) for days in combinations(range(7), size)]
WARM_UP, STRENGTH, MOBILITY = RoutineKind.warm_up, RoutineKind.strength, RoutineKind.mobility


def routine(
    content: Content,
    on: date,
    plan: Plan,
    effect: Effect = Effect.AS_PLANNED,
    recent: tuple[str, ...] = (),
    wants: str = BY_PLAN,
) -> Routine:
    """What the day brings, where it brings a routine."""
    found = for_day(on, plan, effect, content, [Given(one, plan.level) for one in recent], wants)
    assert isinstance(found, Routine)
    return found


@pytest.mark.parametrize("run_days", ALL_RUN_DAYS, ids=lambda days: "".join(map(str, sorted(days))) or "none")
def test_every_week_has_warm_ups_on_run_days_and_rest_between_strength(run_days: frozenset[int]) -> None:
    kinds = [kind_for(on, run_days) for on in WEEK]
    strong = {day for day, kind in enumerate(kinds) if kind is STRENGTH}
    assert {day for day, kind in enumerate(kinds) if kind is WARM_UP} == run_days
    assert strong == strength_days(run_days)
    assert len(strong) <= 3
    assert not any((day + 1) % 7 in strong for day in strong)


@pytest.mark.parametrize("run_days", ALL_RUN_DAYS, ids=lambda days: "".join(map(str, sorted(days))) or "none")
def test_no_strength_day_is_left_out_that_would_fit(run_days: frozenset[int]) -> None:
    chosen = strength_days(run_days)
    more = [
        days
        for days in combinations(set(range(7)) - run_days, len(chosen) + 1)
        if not any((day + 1) % 7 in days for day in days)
    ]
    assert len(chosen) == 3 or more == []


@pytest.mark.parametrize(
    ("run_days", "strength"),
    [
        (set(), {0, 2, 4}),
        ({1, 3, 6}, {0, 2, 4}),
        ({0, 2, 4, 5}, {1, 3, 6}),
        ({1, 4, 5, 6}, {0, 3}),
        ({0, 1, 2, 3, 4}, {5}),
        ({0, 1, 2, 3, 4, 5, 6}, set()),
    ],
)
def test_strength_days_are_spread_over_the_days_without_a_run(run_days: set[int], strength: set[int]) -> None:
    assert strength_days(frozenset(run_days)) == strength


def test_a_kind_that_was_asked_for_by_name_is_given() -> None:
    for kind in RoutineKind:
        assert kind_for(MONDAY, frozenset({0}), kind.value) is kind
    assert kind_for(MONDAY, frozenset({0}), BY_PLAN) is WARM_UP


@pytest.mark.parametrize("run_days", [frozenset[int](), frozenset({1, 3, 6}), frozenset({0, 1, 2, 3, 4})])
def test_no_two_strength_days_in_a_row_are_the_same(content: Content, run_days: frozenset[int]) -> None:
    given: list[str] = []
    for day in range(28):
        given.append(
            routine(content, MONDAY + timedelta(days=day), Plan(run_days, 2), recent=tuple(given)).template_id
        )
    strong = [template_id for template_id in given if content.routines[template_id].kind is STRENGTH]
    assert len(strong) >= 4
    assert all(one != next_one for one, next_one in pairwise(strong))
    assert {"strength_a", "strength_b", "strength_c"} == set(strong)


def test_a_template_that_is_no_more_does_not_end_the_turn(content: Content) -> None:
    lately = [Given(template_id) for template_id in ("strength_a", "strength_z", "warm_up")]
    assert in_turn(STRENGTH, 1, content, lately)[0] == "strength_b"


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("effect", [Effect.AS_PLANNED, Effect.ONE_LEVEL_DOWN, Effect.MOBILITY_ONLY])
def test_every_routine_is_at_most_four_exercises_and_twelve_minutes(
    content: Content, level: int, effect: Effect
) -> None:
    for on in WEEK:
        for recent in ((), ("strength_a",), ("strength_a", "strength_b")):
            given = routine(content, on, Plan(frozenset({1, 3}), level), effect, recent)
            assert 1 <= len(given.items) <= 4
            assert 1 <= given.minutes <= 12
            assert given.level <= level


def test_an_exercise_without_a_dose_at_the_level_is_left_out(content: Content) -> None:
    plan, recent = Plan(frozenset(), 2), ("strength_a", "strength_b")
    easier = routine(content, MONDAY, plan, recent=recent)
    harder = routine(content, MONDAY, Plan(frozenset(), 3), recent=recent)
    assert easier.template_id == harder.template_id == "strength_c"
    assert "single_leg_bridge" not in dict(easier.items)
    assert "single_leg_bridge" in dict(harder.items)


def test_the_doses_are_those_of_the_level(content: Content) -> None:
    for level in (1, 2, 3):
        given = routine(content, MONDAY, Plan(frozenset(), level))
        assert all(dose == content.exercises[name].dose_at(level) for name, dose in given.items)


def test_ease_off_is_one_level_down(content: Content) -> None:
    strong = routine(content, MONDAY, Plan(frozenset(), 3), Effect.ONE_LEVEL_DOWN)
    assert (strong.kind, strong.level, strong.gentler) == (STRENGTH, 2, True)


def test_at_the_lowest_level_easing_off_gives_mobility_for_strength(content: Content) -> None:
    eased = routine(content, MONDAY, Plan(frozenset(), 1), Effect.ONE_LEVEL_DOWN, wants="strength")
    assert (eased.template_id, eased.kind, eased.level) == ("mobility", MOBILITY, 1)
    assert (eased.gentler, eased.walk_instead, eased.effect) == (True, False, Effect.ONE_LEVEL_DOWN)


@pytest.mark.parametrize("wants", ["warm_up", "mobility"])
def test_nothing_is_called_gentler_at_the_lowest_level_where_nothing_is(content: Content, wants: str) -> None:
    same = routine(content, MONDAY, Plan(frozenset(), 1), Effect.ONE_LEVEL_DOWN, wants=wants)
    assert (same.kind.value, same.level, same.gentler) == (wants, 1, False)
    assert same.effect is Effect.ONE_LEVEL_DOWN


def test_pain_of_five_gives_gentle_mobility_for_strength(content: Content) -> None:
    given = routine(content, MONDAY, Plan(frozenset(), 3), Effect.MOBILITY_ONLY)
    assert (given.template_id, given.kind, given.level) == ("mobility_gentle", MOBILITY, 1)
    assert given.gentler
    assert not given.walk_instead


@pytest.mark.parametrize("wants", [BY_PLAN, "warm_up", "strength", "mobility"])
def test_pain_of_five_on_a_run_day_means_a_walk(content: Content, wants: str) -> None:
    given = routine(content, MONDAY, Plan(frozenset({0}), 3), Effect.MOBILITY_ONLY, wants=wants)
    assert (given.template_id, given.walk_instead) == ("mobility_gentle", True)


@pytest.mark.parametrize("wants", [BY_PLAN, "warm_up", "strength", "mobility"])
@pytest.mark.parametrize("run_days", [frozenset[int](), frozenset(range(7))])
def test_the_stop_band_gives_rest_and_a_paused_plan_nothing(
    content: Content, run_days: frozenset[int], wants: str
) -> None:
    plan = Plan(run_days, 3)
    assert for_day(MONDAY, plan, Effect.REST, content, (), wants) == Rest(kind_for(MONDAY, run_days, wants))
    assert for_day(MONDAY, plan, Effect.PAUSED, content, (), wants) is None


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_stricter_effect_never_gives_more_to_do(content: Content, level: int) -> None:
    for on in WEEK:
        plan = Plan(frozenset({1, 5}), level)
        levels = [routine(content, on, plan, effect).level for effect in Effect if effect < Effect.REST]
        assert levels == sorted(levels, reverse=True)
