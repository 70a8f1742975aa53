"""Distances, times and paces in words."""

import pytest

from bot.wording import distances
from tests.wording.reading import WORDS


@pytest.mark.parametrize(
    ("metres", "miles", "said"),
    [
        (8200, False, "8.2 km"),
        (8000, False, "8 km"),
        (8249, False, "8.2 km"),
        (42_195, False, "42.2 km"),
        (8200, True, "5.1 mi"),
        (8047, True, "5 mi"),
        (80, False, "0.08 km"),
        (249_960, False, "250 km"),
    ],
)
def test_a_distance_is_in_the_runners_unit(metres: int, miles: bool, said: str) -> None:
    assert distances.distance(WORDS, metres, miles) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(2880, "48 min"), (3900, "1 hr 5 min"), (7200, "2 hr"), (2892, "48:12"), (3750, "1:02:30"), (9, "0:09")],
)
def test_a_time_is_said_as_exactly_as_it_was_told(seconds: int, said: str) -> None:
    assert distances.duration(WORDS, seconds) == said


@pytest.mark.parametrize(
    ("metres", "seconds", "miles", "said"),
    [
        (8200, 2880, False, "5:51 per km"),
        (8047, 2880, True, "9:36 per mile"),
        (1000, 3599, False, "59:59 per km"),
    ],
)
def test_a_pace_is_of_the_runners_unit(metres: int, seconds: int, miles: bool, said: str) -> None:
    assert distances.pace(WORDS, metres, seconds, miles) == said
