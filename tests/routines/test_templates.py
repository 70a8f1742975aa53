"""Every routine that ships, at every level, with every equipment: how much, how long, and with what."""

from itertools import product

import pytest

from bot.content import FOLDER, Occasion, Owned, RoutineKind, load
from bot.routines import Routine
from bot.routines.choice import composed, for_occasion, in_turn
from bot.triage import Effect

CONTENT = load(FOLDER)
EQUIPMENT = [frozenset(), frozenset({Owned.BAND}), frozenset({Owned.ROLLER}), frozenset(Owned)]
LEVELS = (1, 2, 3)


def whole(template_id: str, level: int, have: frozenset[Owned]) -> Routine:
    """The routine as planned."""
    return composed(template_id, level, CONTENT, Effect.AS_PLANNED, have, gentler=False)


def given(level: int, have: frozenset[Owned]) -> set[str]:
    """Every template that somebody at this level with this equipment can come to be given."""
    turns = {it for kind in RoutineKind for it in in_turn(kind, level, CONTENT, (), have)}
    special = {
        for_occasion(kind, occasion, level, CONTENT, have)
        for kind, occasion in product(RoutineKind, Occasion)
    }
    return turns | {it for it in special if it is not None}


@pytest.mark.parametrize("have", EQUIPMENT, ids=lambda have: "+".join(sorted(have)) or "none")
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("template_id", CONTENT.routines)
def test_a_routine_is_two_to_four_exercises_of_five_to_twelve_minutes_with_what_is_owned(
    template_id: str, level: int, have: frozenset[Owned]
) -> None:
    needs = {thing for it in CONTENT.routines[template_id].exercises for thing in CONTENT.exercises[it].needs}
    assert (template_id in given(level, have)) == (needs <= have)
    if not needs <= have:
        return
    routine = whole(template_id, level, have)
    assert 2 <= len(routine.items) <= 4
    # The gentle one may be shorter: it is for a day with pain of 5.
    assert (4 if template_id == "mobility_gentle" else 5) <= routine.minutes <= 12
    if CONTENT.routines[template_id].occasion is Occasion.no_time:
        assert routine.minutes == 5
    for exercise_id, dose in routine.items:
        assert not dose.band or Owned.BAND in have
        assert CONTENT.exercises[exercise_id].needs <= have


@pytest.mark.parametrize("occasion", [Occasion.sore_day, Occasion.no_time])
def test_gentle_and_short_routines_stay_at_level_one(occasion: Occasion) -> None:
    found = [it.id for it in CONTENT.routines.values() if it.occasion is occasion]
    assert found != []
    for template_id in found:
        assert whole(template_id, 3, frozenset(Owned)) == whole(template_id, 1, frozenset())


@pytest.mark.parametrize("kind", RoutineKind)
def test_there_is_a_short_routine_for_every_kind_of_day(kind: RoutineKind) -> None:
    assert for_occasion(kind, Occasion.no_time, 1, CONTENT) is not None


@pytest.mark.parametrize("have", EQUIPMENT, ids=lambda have: "+".join(sorted(have)) or "none")
@pytest.mark.parametrize("level", LEVELS)
def test_strength_a_b_and_c_are_different_sets_of_exercises(level: int, have: frozenset[Owned]) -> None:
    sets = [frozenset(dict(whole(f"strength_{it}", level, have).items)) for it in "abc"]
    assert len(set(sets)) == 3


def test_without_a_band_the_longest_strength_day_spares_its_stretch() -> None:
    assert [it for it, _ in whole("strength_b", 3, frozenset()).items] == ["side_leg_lift", "glute_bridge"]
    assert [it for it, _ in whole("strength_b", 3, frozenset({Owned.BAND})).items][-1] == "hamstring_stretch"


def test_the_roller_takes_turns_with_the_stretches_for_who_has_one() -> None:
    assert in_turn(RoutineKind.mobility, 1, CONTENT) == ["mobility"]
    assert in_turn(RoutineKind.mobility, 1, CONTENT, (), {Owned.ROLLER}) == ["mobility", "mobility_roll"]
