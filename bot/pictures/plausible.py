"""Says what no body could do in a figure: reach too far, sink into the floor, bend the wrong way, slide."""

from collections.abc import Iterator

from bot.content import Figure, Person
from bot.pictures.limbs import ANKLE_HEIGHT, OutOfReach, flexion
from bot.pictures.motion import pose_at
from bot.pictures.skeleton import SIDES, Skeleton, solved
from bot.pictures.vectors import length, minus

# Centimetres and degrees. A knee folds to about 150; the hip angles hold for clinical poses.
BELOW_FLOOR, SLIDE = -1.0, 0.5
LARGEST_KNEE = 150.0
HIP = (-35.0, 140.0)
MOMENTS = 36
ON_FLOOR = ("toe", "heel", "ball", "knee", "ankle")


def implausible(figure: Figure, person: Person) -> list[str]:
    """Each fault of the figure, with the second it was seen at; empty when a body can do it."""
    try:
        return sorted(set(_faults(figure, person)))
    except OutOfReach as error:
        return [f"a limb cannot get there: {error}"]


def _faults(figure: Figure, person: Person) -> Iterator[str]:
    for name, pose in figure.poses.items():
        solved(pose, person)
        for side in SIDES:
            hip = getattr(pose.legs, side).hip
            if hip is not None and not HIP[0] <= hip[0] <= HIP[1]:
                yield f"pose {name}: the {side} hip is bent by {hip[0]:g}"
    a_round = figure.duration_s / figure.repeat
    before: Skeleton | None = None
    for number in range(MOMENTS + 1):
        at_s = min(a_round * number / MOMENTS, a_round - 1e-6)
        skeleton = solved(pose_at(figure, at_s), person)
        for side in SIDES:
            bent = flexion(skeleton.legs[side])
            if bent > LARGEST_KNEE:
                yield f"the {side} knee is bent by {bent:.0f}"
            for joint in ON_FLOOR:
                height = skeleton.joint(f"{side}.{joint}")[1]
                if height < BELOW_FLOOR:
                    yield f"the {side} {joint} is {-height:.0f} cm below the floor"
            if before and (slid := _slid(before, skeleton, side)) > SLIDE:
                yield f"the {side} foot slides by {slid:.1f} cm"
        before = skeleton


def _slid(before: Skeleton, after: Skeleton, side: str) -> float:
    """How far a foot that stands flat at both moments has moved along the floor, in centimetres."""
    feet = before.legs[side], after.legs[side]
    if any(abs(foot.end[1] - ANKLE_HEIGHT) > 0.05 or foot.foot_up[1] < 0.99 for foot in feet):
        return 0.0
    return length(minus(feet[1].end, feet[0].end))
