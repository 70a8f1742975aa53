"""The doses, checked against the table they were decided in, and how long routines take."""

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from bot.content import FOLDER, Content, Dose, Exercise, ExerciseKind, Owned, RoutineKind, load

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


@pytest.mark.parametrize(
    ("exercise_id", "without"),
    [
        ("clamshell", sets(2, 15, per="side")),
        ("side_leg_lift", sets(2, 12, 5, per="side")),
    ],
)
def test_who_has_no_band_stays_at_the_dose_of_level_two(exercise_id: str, without: Dose) -> None:
    exercise = CONTENT.exercises[exercise_id]
    assert exercise.dose_at(3) == exercise.dose_at(2) == without
    assert exercise.dose_at(3, {Owned.BAND}) == exercise.doses[3]


def test_nobody_is_given_the_roller_who_has_none() -> None:
    roll = CONTENT.exercises["foam_roll"]
    assert [roll.dose_at(level, {Owned.BAND}) for level in (1, 2, 3)] == [None, None, None]
    assert roll.dose_at(1, {Owned.ROLLER}) == roll.doses[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"doses_without_band": {}}, "say in doses_without_band what is done"),
        (
            {"doses_without_band": {"2": {"reps": 5}, "3": {"reps": 5}}},
            "level 2 of doses_without_band",
        ),
        (
            {"doses_without_band": {"3": {"reps": 5, "band": True}}},
            "doses_without_band uses a band",
        ),
    ],
)
def test_a_dose_without_a_band_that_makes_no_sense_is_refused(changes: dict[str, Any], said: str) -> None:
    clamshell = tomllib.loads((FOLDER / "exercises" / "clamshell.toml").read_text(encoding="utf-8"))
    with pytest.raises(ValidationError, match=said):
        Exercise.model_validate(clamshell | changes)


def test_the_lunge_comes_before_a_hard_run_from_level_two(written: Content) -> None:
    hard, easy = written.routines["warm_up_hard"], written.routines["warm_up"]
    lunge = written.exercises["walking_lunge"]
    assert hard.exercises == (*easy.exercises, "walking_lunge")
    assert lunge.dose_at(1) is None
    assert lunge.dose_at(2) is not None
    assert hard.text_in("en").note is not None


def test_no_still_stretch_comes_before_a_run(written: Content) -> None:
    before = [it for it in written.routines.values() if it.kind is RoutineKind.warm_up]
    assert len(before) == 3
    for routine in before:
        assert {written.exercises[it].kind for it in routine.exercises} == {ExerciseKind.warm_up}


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
