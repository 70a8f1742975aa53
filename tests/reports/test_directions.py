"""Pieces of a line on paper: what is read from the right stands as its reader reads it, numbers in it too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.directions import Line, pieces, starts_from_the_right


@pytest.mark.parametrize(
    ("said", "on_paper"),
    [
        ("only English, 5 km", ["only English, 5 km"]),
        # From the left: the Hebrew words stand right to left, and the number between them keeps its place.
        ("at night כואב 5 ימים then fine", ["at night ", " ימים", "5", "כואב ", " then fine"]),
        # From the right: the first word stands at the right end.
        ("הירך 4 מתוך 10 then rest", ["then rest", " ", "10", " מתוך ", "4", "הירך "]),
        ("ألم ٣ من ٤٣", ["٤٣", " من ", "٣", "ألم "]),
        ("", []),
    ],
)
def test_pieces_stand_from_left_to_right_as_they_are_read(said: str, on_paper: list[str]) -> None:
    assert [piece for piece, _ in pieces(Line(said, starts_from_the_right(said)))] == on_paper


def test_only_letters_from_the_right_are_turned() -> None:
    turned = [("at ", False), ("5", False), ("כואב ", True), (" fine", False)]
    assert pieces(Line("at כואב 5 fine")) == turned


@pytest.mark.parametrize(
    ("said", "from_the_right"),
    [("“הירך hurts”", True), ("hurts הירך", False), ("4 / 10", False), ("٣ ألم", True)],
)
def test_the_first_letter_says_from_which_side_it_is_read(said: str, from_the_right: bool) -> None:
    assert starts_from_the_right(said) is from_the_right


@given(st.text("ab אב ألم 12٣(),.😣", max_size=40), st.booleans())
def test_no_letter_is_lost(said: str, from_the_right: bool) -> None:
    assert sorted("".join(piece for piece, _ in pieces(Line(said, from_the_right)))) == sorted(said)
