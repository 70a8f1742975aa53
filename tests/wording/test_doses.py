"""Doses in words."""

import pytest

from bot.content import Content, Dose
from bot.wording.doses import dose
from tests.wording.reading import WORDS

X = "\N{MULTIPLICATION SIGN}"


@pytest.mark.parametrize(
    ("amount", "sides", "said"),
    [
        (Dose(minutes=3), False, "3 min"),
        (Dose(sets=2, reps=12, hold_s=5, per="side"), True, f"2 {X} 12 each side, hold 5 s"),
        (Dose(sets=2, reps=8, hold_s=2), False, f"2 {X} 8, hold 2 s"),
        (Dose(reps=6, per="side"), True, "6 each side"),
        (Dose(reps=6, per="way"), False, "6 each way"),
        (Dose(reps=6, per="way"), True, "6 each way, each side"),
        (Dose(reps=10, per="direction"), True, "10 each direction, each side"),
        (Dose(reps=10, per="direction"), False, "10 each direction"),
        (Dose(sets=2, hold_s=30, per="side"), True, f"2 {X} 30 s each side"),
        (Dose(sets=3, seconds=45), True, f"3 {X} 45 s each side"),
        (Dose(sets=3, reps=12, per="side", band=True), True, f"3 {X} 12 each side, with a band"),
    ],
)
def test_a_dose_is_one_short_line(amount: Dose, sides: bool, said: str) -> None:
    assert dose(WORDS, amount, sides) == said


def test_every_dose_that_ships_can_be_said(content: Content) -> None:
    for exercise in content.exercises.values():
        for amount in exercise.doses.values():
            said = dose(WORDS, amount, exercise.sides)
            assert len(said) <= 60
            assert "{" not in said
            assert ("each side" in said) == exercise.sides, exercise.id
