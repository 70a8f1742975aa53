"""The draw list of three figures, kept beside this file: a change of the renderer must be seen and meant."""

import json
from pathlib import Path

import pytest

from bot.content import FOLDER, load
from bot.pictures.scene import scene

CONTENT = load(FOLDER)
KEPT = Path(__file__).with_name("drawings.json")


def listed(name: str) -> list[list[object]]:
    """Every shape half a second in: its colour, its opacity, its points rounded to 0.1 px."""
    exercise_id, figure_name = name.split(".")
    figure = CONTENT.exercises[exercise_id].figures[figure_name]
    drawing = scene(figure, CONTENT.people[figure.person]).drawing(0.5)
    return [
        [shape.fill, shape.opacity, [[round(x, 1), round(y, 1)] for x, y in shape.points]]
        for shape in drawing.shapes
    ]


@pytest.mark.parametrize("name", ["clamshell.band", "glute_bridge.main", "walking_lunge.main"])
def test_the_same_data_is_drawn_the_same_way(name: str) -> None:
    kept = json.loads(KEPT.read_text())[name]
    drawn = listed(name)

    assert [shape[:2] for shape in drawn] == [shape[:2] for shape in kept]
    for shape, before in zip(drawn, kept, strict=True):
        assert len(shape[2]) == len(before[2])  # type: ignore[arg-type]
        for point, at in zip(shape[2], before[2], strict=True):  # type: ignore[call-overload]
            assert point == pytest.approx(at, abs=0.11)
