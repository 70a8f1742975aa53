"""A chart of any history tells its facts where the scale says, and no two words meet."""

import pytest

from bot.pictures import chart
from tests.pictures.courses import course, wavy, words


@pytest.mark.parametrize("days", [0, 1, 3, 84, 400])
@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_is_a_picture_small_enough_to_send(days: int, dark: bool) -> None:
    made = chart(course(days, wavy), words(), dark=dark)

    assert made.startswith(b"\x89PNG")
    assert len(made) < 200_000
