"""Bones keep their length, whatever the pose; what is pinned and reached stays where it is."""

import pytest

from bot.content import FOLDER, load
from bot.pictures.limbs import FOREARM, SHIN, THIGH, UPPER_ARM, OutOfReach, reaching
from bot.pictures.motion import pose_at
from bot.pictures.skeleton import solved
from bot.pictures.vectors import length, minus

CONTENT = load(FOLDER)
BRIDGE = CONTENT.exercises["glute_bridge"].figures["main"]
SAM = CONTENT.people["sam"]


@pytest.mark.parametrize("at_s", [0.0, 0.3, 0.6, 1.2, 2.0])
def test_bones_keep_their_length(at_s: float) -> None:
    skeleton = solved(pose_at(BRIDGE, at_s), SAM)

    for leg in skeleton.legs.values():
        assert length(minus(leg.middle, leg.root)) == pytest.approx(THIGH)
        assert length(minus(leg.end, leg.middle)) == pytest.approx(SHIN)
    for arm in skeleton.arms.values():
        assert length(minus(arm.middle, arm.root)) == pytest.approx(UPPER_ARM)
        assert length(minus(arm.end, arm.middle)) == pytest.approx(FOREARM)


@pytest.mark.parametrize("at_s", [0.0, 0.45, 1.0, 2.0])
def test_shoulders_and_feet_stay_in_a_bridge(at_s: float) -> None:
    skeleton = solved(pose_at(BRIDGE, at_s), SAM)

    assert skeleton.joint("neck") == pytest.approx((-50, 11, 0))
    assert skeleton.joint("right.ankle") == pytest.approx((31, 8.2, 9))


def test_what_is_further_than_the_limb_is_long_is_out_of_reach() -> None:
    with pytest.raises(OutOfReach, match=r"5\.0 cm too far away"):
        reaching((0, 0, 0), (90, 0, 0), (0, 1, 0), 43, 42, arm=False)


def test_a_loop_ends_where_it_began() -> None:
    for exercise in CONTENT.exercises.values():
        for figure in exercise.figures.values():
            first, last = pose_at(figure, 0.0), pose_at(figure, figure.duration_s - 1e-7)
            gone = figure.travel
            assert last.pin.at[0] - gone == pytest.approx(first.pin.at[0], abs=0.01)
            assert last.pitch == pytest.approx(first.pitch, abs=0.01)
