"""The walk through a routine, phase by phase, for every exercise and level that there is."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Content, Dose
from bot.sessions.walk import Item, Kind, Phase, next_showing, phases, where
from tests.conftest import NOON


def brief(phase: Phase) -> str:
    """A phase in a word or two: "hold right 1 20s"."""
    parts = [phase.kind, phase.side, f"{phase.set}.{phase.part}" if phase.parts > 1 else str(phase.set)]
    parts.append(f"{phase.seconds}s" if phase.seconds else f"x{phase.reps}" if phase.reps else "")
    return " ".join(part for part in parts if part)


def walk_of(dose: Dose, sides: bool, alternating: bool = False) -> list[str]:
    """The phases of one exercise, in brief."""
    return [brief(phase) for phase in phases([Item("it", dose, sides, alternating)])]


def test_a_stretch_changes_sides_with_every_set() -> None:
    assert walk_of(Dose(sets=2, hold_s=20, per="side"), sides=True) == [
        "look 1",
        "ready right 1 10s",
        "hold right 1 20s",
        "change left 1 5s",
        "hold left 1 20s",
        "change right 2 5s",
        "hold right 2 20s",
        "change left 2 5s",
        "hold left 2 20s",
    ]


def test_rolling_does_every_place_on_one_side_before_the_other() -> None:
    assert walk_of(Dose(sets=2, seconds=30, per="side"), sides=True) == [
        "look 1",
        "ready right 1 10s",
        "work right 1 30s",
        "ready right 2 10s",
        "work right 2 30s",
        "change left 1 5s",
        "work left 1 30s",
        "ready left 2 10s",
        "work left 2 30s",
    ]


def test_sets_of_both_legs_together_have_a_rest_between_them() -> None:
    assert walk_of(Dose(sets=2, reps=8, hold_s=2), sides=False) == [
        "look 1",
        "count 1 x8",
        "rest 2 20s",
        "count 2 x8",
    ]
    assert walk_of(Dose(sets=2, hold_s=15), sides=False)[2:5] == ["hold 1 15s", "rest 2 20s", "hold 2 15s"]


def test_one_side_rests_while_the_other_works() -> None:
    assert walk_of(Dose(sets=2, reps=10, per="side"), sides=True) == [
        "look 1",
        "count right 1 x10",
        "count left 1 x10",
        "count right 2 x10",
        "count left 2 x10",
    ]


@pytest.mark.parametrize("per", ["way", "direction"])
def test_both_ways_round_come_before_the_other_leg(per: str) -> None:
    dose = Dose.model_validate({"reps": 6, "per": per})
    assert walk_of(dose, sides=True) == [
        "look 1",
        "count right 1.1 x6",
        "count right 1.2 x6",
        "count left 1.1 x6",
        "count left 1.2 x6",
    ]


def test_a_walking_lunge_counts_both_legs_together() -> None:
    assert walk_of(Dose(reps=6, per="side"), sides=True, alternating=True) == ["look 1", "count 1 x12"]


def test_minutes_are_walked_once() -> None:
    assert walk_of(Dose(minutes=3), sides=False) == ["look 1", "ready 1 10s", "work 1 180s"]


def test_every_exercise_is_done_as_often_and_as_long_as_its_dose_says(content: Content) -> None:
    for exercise in content.exercises.values():
        for dose in exercise.doses.values():
            found = phases([Item(exercise.id, dose, exercise.sides, exercise.alternating)])
            assert found[0].kind is Kind.LOOK
            bouts = [it for it in found if it.kind in (Kind.HOLD, Kind.WORK, Kind.COUNT)]
            ways = 2 if dose.per in ("way", "direction") else 1
            each = Counter((it.side, it.set, it.part) for it in bouts)
            assert set(each.values()) == {1}, exercise.id
            sides = 2 if exercise.sides and not exercise.alternating else 1
            assert len(bouts) == dose.sets * ways * sides, exercise.id
            if dose.reps:
                assert {it.reps for it in bouts} == {dose.reps * (2 if exercise.alternating else 1)}
                assert {it.hold_s for it in bouts} == {dose.hold_s}
            else:
                seconds = dose.minutes * 60 if dose.minutes else dose.seconds or dose.hold_s
                assert {it.seconds for it in bouts} == {seconds}


WALK = phases([Item("a", Dose(sets=2, hold_s=15, per="side"), True), Item("b", Dose(sets=2, reps=8), False)])


def test_time_leads_through_what_is_timed_and_stops_where_somebody_is_waited_for() -> None:
    assert WALK[1].kind is Kind.READY
    at, since = where(WALK, 1, NOON, NOON + timedelta(hours=1))
    assert (WALK[at].kind, WALK[at].item) == (Kind.LOOK, 1)
    lasted = sum(phase.seconds or 0 for phase in WALK[1:at])
    assert since == NOON + timedelta(seconds=lasted)


def test_a_phase_ends_at_its_last_instant_and_not_before() -> None:
    almost = NOON + timedelta(seconds=10) - timedelta(microseconds=1)
    assert where(WALK, 1, NOON, almost) == (1, NOON)
    assert where(WALK, 1, NOON, NOON + timedelta(seconds=10)) == (2, NOON + timedelta(seconds=10))


def test_a_walk_that_ends_with_time_is_over() -> None:
    timed = phases([Item("a", Dose(minutes=1), False)])
    assert where(timed, 1, NOON, NOON + timedelta(seconds=70)) == (3, NOON + timedelta(seconds=70))


@given(st.lists(st.integers(0, 40), max_size=30))
def test_looking_often_or_seldom_leads_to_the_same_place(waits: list[int]) -> None:
    at, since, now = 1, NOON, NOON
    for wait in waits:
        now += timedelta(seconds=wait)
        at, since = where(WALK, at, since, now)
    assert (at, since) == where(WALK, 1, NOON, now)


@pytest.mark.parametrize(
    ("left_s", "next_s"), [(180, 5), (15, 5), (10, 5), (9, 9), (5, 5), (1, 1)], ids=lambda s: f"{s}s"
)
def test_a_countdown_is_shown_every_five_seconds_and_at_its_end(left_s: int, next_s: int) -> None:
    ends_at = NOON + timedelta(seconds=left_s)
    assert next_showing(ends_at, NOON) == NOON + timedelta(seconds=next_s)
