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


def changed(figure: Figure, limbs: str, side: str, **values: object) -> Figure:
    """The figure with one limb given otherwise in every pose; a value may be a list, one for each pose."""
    poses = {}
    for number, (name, pose) in enumerate(figure.poses.items()):
        now = {key: value[number] if isinstance(value, list) else value for key, value in values.items()}
        both = getattr(pose, limbs)
        limb = getattr(both, side).model_copy(update=now)
        poses[name] = pose.model_copy(update={limbs: both.model_copy(update={side: limb})})
    return remade(figure, poses=poses)


def faults(figure: Figure) -> list[str]:
    return implausible(figure, CONTENT.people["sam"])


def test_a_limb_that_cannot_get_there_is_a_fault() -> None:
    figure = changed(FIGURES["clamshell.main"], "legs", "left", reach=(120.0, 15.0, -4.0))

    assert faults(figure)[0].startswith("a limb cannot get there")


def test_a_foot_in_the_floor_is_a_fault() -> None:
    figure = changed(FIGURES["glute_bridge.main"], "legs", "left", reach=(31.0, 4.0, -9.0))

    assert "the left toe is below the floor" in faults(figure)


def test_an_elbow_in_the_floor_is_a_fault() -> None:
    figure = changed(FIGURES["clamshell.main"], "arms", "right", bend=(0.0, -1.0, 0.0))

    assert faults(figure) == ["the right elbow is below the floor"]


def test_a_foot_that_slides_slowly_is_a_fault() -> None:
    figure = changed(
        FIGURES["glute_bridge.main"], "legs", "left", reach=[(31.0, 8.2, -9.0), (36.0, 8.2, -9.0)]
    )

    assert faults(figure) == ["the left foot slides on the floor"]


def test_a_hand_that_slides_under_its_weight_is_a_fault() -> None:
    figure = changed(
        FIGURES["foam_roll.buttock"], "arms", "left", reach=[(-41.0, 6.0, -24.0), (-37.0, 6.0, -24.0)]
    )

    assert faults(figure) == ["the left hand slides on the floor"]


def test_a_hand_in_the_air_may_move() -> None:
    figure = changed(
        FIGURES["foam_roll.buttock"], "arms", "left", reach=[(-41.0, 16.0, -24.0), (-37.0, 16.0, -24.0)]
    )

    assert faults(figure) == []


def test_a_standing_foot_that_is_not_flat_is_a_fault() -> None:
    figure = changed(FIGURES["glute_bridge.main"], "legs", "right", toes=(0.95, 0.3, 0.0))

    assert faults(figure) == ["the right foot stands, but not flat"]


def test_a_pinned_foot_that_tilts_is_a_fault() -> None:
    figure = changed(FIGURES["leg_swings.front_back"], "legs", "left", toes=None, ankle=-20.0)

    assert "the left foot stands, but not flat" in faults(figure)


def test_a_knee_that_bends_backwards_is_a_fault() -> None:
    figure = changed(FIGURES["leg_swings.front_back"], "legs", "right", knee=-30.0)

    assert any("the right knee bends the wrong way" in fault for fault in faults(figure))


def test_a_knee_that_points_behind_the_body_is_a_fault() -> None:
    figure = changed(FIGURES["hamstring_stretch.main"], "legs", "right", reach=(30.0, 40.0, 8.5))
    assert faults(figure) == []

    figure = changed(figure, "legs", "right", bend=(-0.3, -1.0, 0.0))

    assert "the right knee points backwards" in faults(figure)


def test_a_knee_folded_into_itself_is_a_fault() -> None:
    figure = changed(FIGURES["leg_swings.front_back"], "legs", "right", knee=165.0)

    assert "the right knee is bent by more than 150" in faults(figure)


@pytest.mark.parametrize("bend", [-60.0, 160.0])
def test_a_hip_bent_too_far_is_a_fault(bend: float) -> None:
    figure = changed(FIGURES["leg_swings.front_back"], "legs", "right", hip=(bend, 0.0, 0.0))

    assert any("the right hip is bent by" in fault for fault in faults(figure))


@pytest.mark.parametrize("bend", [-30.0, 170.0])
def test_an_elbow_bent_the_wrong_way_or_too_far_is_a_fault(bend: float) -> None:
    figure = changed(FIGURES["leg_swings.front_back"], "arms", "right", elbow=bend)

    assert any("the right elbow is bent by" in fault for fault in faults(figure))
