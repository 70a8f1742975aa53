"""Every figure is one that a body can do, and a wrong one is told apart."""

import pytest

from bot.content import FOLDER, Exercise, Figure, load
from bot.pictures.plausible import implausible
from bot.pictures.props import TRACK, TRACK_LINE
from bot.pictures.scene import scene

CONTENT = load(FOLDER)
FIGURES = {
    f"{exercise.id}.{name}": figure
    for exercise in CONTENT.exercises.values()
    for name, figure in exercise.figures.items()
}


def remade(figure: Figure, **changes: object) -> Figure:
    return figure.model_copy(update=changes)


@pytest.mark.parametrize("name", FIGURES)
def test_a_body_can_do_it(name: str) -> None:
    figure = FIGURES[name]

    assert implausible(figure, CONTENT.people[figure.person]) == []


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_cut_off_at_the_edge(name: str) -> None:
    figure = FIGURES[name]
    seen = scene(figure, CONTENT.people[figure.person])
    floor_and_room = 2

    for number in range(8):
        drawing = seen.drawing(figure.duration_s / figure.repeat * number / 8)
        # The track of a walker has no end.
        shapes = [shape for shape in drawing.shapes[floor_and_room:] if shape.fill not in (TRACK, TRACK_LINE)]
        assert shapes
        for shape in shapes:
            assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in shape.points)


@pytest.mark.parametrize("exercise", CONTENT.exercises.values(), ids=lambda exercise: exercise.id)
def test_each_dose_is_shown_with_a_band_where_it_takes_one(exercise: Exercise) -> None:
    shown = {figure.band is not None for figure in exercise.figures.values()}

    assert {dose.band for dose in exercise.doses.values()} <= shown


def test_a_limb_that_cannot_get_there_is_a_fault() -> None:
    figure = FIGURES["clamshell.main"]
    start = figure.start
    far = start.legs.left.model_copy(update={"reach": (120.0, 15.0, -4.0)})
    pose = start.model_copy(update={"legs": start.legs.model_copy(update={"left": far})})

    faults = implausible(remade(figure, poses={**figure.poses, "closed": pose}), CONTENT.people["sam"])

    assert faults[0].startswith("a limb cannot get there")


def test_a_foot_in_the_floor_is_a_fault() -> None:
    figure = FIGURES["glute_bridge.main"]
    poses = {
        name: pose.model_copy(
            update={
                "legs": pose.legs.model_copy(
                    update={"left": pose.legs.left.model_copy(update={"reach": (31.0, 4.0, -9.0)})}
                )
            }
        )
        for name, pose in figure.poses.items()
    }

    assert any(
        "below the floor" in fault
        for fault in implausible(remade(figure, poses=poses), CONTENT.people["sam"])
    )
