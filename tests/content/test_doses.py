"""The doses, checked against the table they were decided in, and how long routines take."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.content import FOLDER, Content, Dose, load

CONTENT = load(FOLDER)


def sets(count: int, reps: int, hold: int | None = None, **more: Any) -> Dose:
    return Dose(sets=count, reps=reps, hold_s=hold, **more)


def held(count: int, seconds: int) -> Dose:
    return Dose(sets=count, hold_s=seconds, per="side")


TABLE: dict[str, dict[int, Dose]] = {
    "brisk_walk_or_jog": {1: Dose(minutes=3), 2: Dose(minutes=5), 3: Dose(minutes=5)},
    "leg_swings": {level: Dose(reps=reps, per="direction") for level, reps in ((1, 10), (2, 12), (3, 15))},
    "hip_circles": {level: Dose(reps=reps, per="way") for level, reps in ((1, 6), (2, 8), (3, 10))},
    "walking_lunge": {2: Dose(reps=6, per="side"), 3: Dose(reps=10, per="side")},
    "hip_flexor_stretch": {1: held(2, 20), 2: held(2, 30), 3: held(3, 30)},
    "hamstring_stretch": {1: held(2, 15), 2: held(2, 20), 3: held(2, 30)},
    "glute_stretch": {1: held(2, 15), 2: held(2, 20), 3: held(2, 30)},
    # 30, 45 and 60 seconds each for thigh, buttock and outer hip.
    "foam_roll": {
        level: Dose(sets=3, seconds=seconds, per="side") for level, seconds in ((1, 30), (2, 45), (3, 60))
    },
    "glute_bridge": {1: sets(2, 8, 2), 2: sets(2, 12, 5), 3: sets(3, 12, 5)},
    "clamshell": {
        1: sets(2, 10, per="side"),
        2: sets(2, 15, per="side"),
        3: sets(3, 12, per="side", band=True),
    },
    "side_leg_lift": {
        1: sets(2, 8, 2, per="side"),
        2: sets(2, 12, 5, per="side"),
        3: sets(3, 10, per="side", band=True),
    },
    "single_leg_bridge": {3: sets(2, 8, per="side")},
}


@pytest.mark.parametrize("exercise_id", TABLE)
def test_the_doses_are_those_of_the_table(exercise_id: str) -> None:
    assert dict(CONTENT.exercises[exercise_id].doses) == TABLE[exercise_id]


def test_a_level_without_a_dose_takes_the_nearest_below() -> None:
    lunge, bridge = CONTENT.exercises["walking_lunge"], CONTENT.exercises["single_leg_bridge"]
    assert lunge.dose_at(1) is None
    assert lunge.dose_at(2) == Dose(reps=6, per="side")
    assert bridge.dose_at(2) is None
    assert bridge.dose_at(3) == Dose(sets=2, reps=8, per="side")
    one_level = CONTENT.exercises["clamshell"].model_copy(update={"doses": {1: Dose(reps=4)}})
    assert one_level.dose_at(3) == Dose(reps=4)


@pytest.mark.parametrize(
    ("dose", "sides", "seconds"),
    [
        (Dose(minutes=3), False, 10 + 180),
        (Dose(sets=2, reps=8, hold_s=2), False, 10 + 2 * 8 * 5 + 20),
        (Dose(sets=2, reps=10, per="side"), True, 10 + 2 * 10 * 3 * 2),
        (Dose(reps=6, per="way"), True, 10 + 6 * 3 * 2 * 2),
        (Dose(sets=2, hold_s=20, per="side"), True, 10 + 2 * 20 * 2),
        (Dose(sets=3, seconds=30, per="side"), True, 10 + 3 * 30 * 2),
    ],
)
def test_a_dose_says_about_how_long_it_takes(dose: Dose, sides: bool, seconds: int) -> None:
    assert dose.takes_s(sides) == seconds


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("routine_id", CONTENT.routines)
def test_a_routine_has_two_to_four_exercises_and_takes_up_to_twelve_minutes(
    routine_id: str, level: int
) -> None:
    routine = CONTENT.routines[routine_id]
    exercises = [CONTENT.exercises[exercise_id] for exercise_id in routine.exercises]
    doses = [(e, dose) for e in exercises if (dose := e.dose_at(min(level, routine.highest_level)))]
    minutes = sum(dose.takes_s(exercise.sides) for exercise, dose in doses) / 60
    assert 2 <= len(doses) <= 4
    # The gentle one may be shorter: it is for a day with pain of 5.
    assert (3.5 if routine_id == "mobility_gentle" else 5) <= minutes <= 12


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("routine_id", CONTENT.routines)
def test_a_routine_needs_no_band_and_no_roller_before_level_three(routine_id: str, level: int) -> None:
    for exercise_id in CONTENT.routines[routine_id].exercises:
        exercise = CONTENT.exercises[exercise_id]
        dose = exercise.dose_at(level)
        assert not {"band", "roller"} & set(exercise.equipment)
        assert dose is None or not dose.band


def test_the_lunge_is_left_out_of_the_warm_up_at_level_one(written: Content) -> None:
    exercises = [written.exercises[exercise_id] for exercise_id in written.routines["warm_up"].exercises]
    assert [e.id for e in exercises if e.dose_at(1)] == ["brisk_walk_or_jog", "leg_swings", "hip_circles"]
    assert [e.id for e in exercises if e.dose_at(2)][-1] == "walking_lunge"


def test_no_still_stretch_comes_before_a_run(written: Content) -> None:
    warm_up = written.routines["warm_up"].exercises
    assert {written.exercises[exercise_id].kind.value for exercise_id in warm_up} == {"warm_up"}


def test_the_strength_routines_differ(written: Content) -> None:
    chosen = {frozenset(written.routines[f"strength_{letter}"].exercises) for letter in "abc"}
    assert len(chosen) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "the amount is missing"),
        ({"reps": 8, "minutes": 3}, "give one amount, not both reps and minutes"),
        ({"reps": 8, "seconds": 30}, "give one amount, not both reps and seconds"),
        ({"hold_s": 5, "minutes": 3}, "hold_s goes with reps or stands alone"),
        ({"reps": 8, "hold_s": 30}, "at most 10 seconds"),
        ({"minutes": 3, "sets": 2}, "done once"),
        ({"reps": 0}, "greater than or equal to 1"),
        ({"reps": 300}, "less than or equal to 30"),
        ({"sets": 0, "reps": 8}, "greater than or equal to 1"),
        ({"reps": "8"}, "valid integer"),
        ({"reps": 8, "per": "leg"}, "'side', 'way' or 'direction'"),
        ({"reps": 8, "rest": 20}, "Extra inputs"),
    ],
)
def test_a_dose_that_makes_no_sense_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Dose(**wrong)
