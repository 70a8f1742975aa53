"""Says what no body could do in a figure: reach too far, sink into the floor, bend the wrong way, slide."""

import math
from collections.abc import Iterator

from bot.content import Content, Figure, Person, Pose
from bot.pictures.limbs import ANKLE_HEIGHT, LegBones, OutOfReach, flexion
from bot.pictures.motion import pose_at
from bot.pictures.skeleton import SIDES, Skeleton, solved
from bot.pictures.vectors import Vector, across, cross, dot, length, minus

# Centimetres and degrees. A knee folds to about 150, an elbow to about 155; a hip moves between these two.
BELOW_FLOOR, SLIDE = -1.0, 0.5
LARGEST_KNEE, LARGEST_ELBOW, OVERSTRETCHED = 150.0, 155.0, -5.0
HIP = (-35.0, 140.0)
# A thigh turned about its length by more has its knee behind the body; a straight knee points nowhere.
LARGEST_TURN, BENT_ENOUGH_TO_POINT = 110.0, 20.0
# A thigh straight out to the side has no flexion to take away.
SIDEWAYS = 0.98
# A wrist this low carries weight; a foot this near to level stands flat.
HAND_DOWN, ANKLE_DOWN, FLAT = 8.5, 0.05, 9.0
MOMENTS = 36
LEG_JOINTS = ("toe", "heel", "ball", "knee", "ankle")
ARM_JOINTS = ("elbow", "wrist", "hand")
TRUNK_JOINTS = ("pelvis", "waist", "chest", "neck", "head")
JOINTS = (*TRUNK_JOINTS, *(f"{side}.{joint}" for side in SIDES for joint in (*LEG_JOINTS, *ARM_JOINTS)))


def faults_of(content: Content) -> list[str]:
    """What is wrong with the figures of all exercises, a line for each fault, the file's name before it."""
    return [
        f"{exercise.id}.toml, figure {name}: {fault}"
        for exercise in content.exercises.values()
        for name, figure in exercise.figures.items()
        for fault in implausible(figure, content.people[figure.person])
    ]


def implausible(figure: Figure, person: Person) -> list[str]:
    """Each fault of the figure, once; empty when a body can do it."""
    try:
        moments = _moments(figure, person)
    except OutOfReach as error:
        return [f"a limb cannot get there: {error}"]
    faults = [fault for name, pose in figure.poses.items() for fault in _overstretched(name, pose)]
    for skeleton in moments:
        faults += _below_floor(skeleton)
        for side in SIDES:
            faults += _bent_wrongly(skeleton, side)
    for side in SIDES:
        faults += _feet(figure, moments, side)
        faults += _slides(f"{side} hand", [_hand_down(skeleton, side) for skeleton in moments])
    return sorted(set(faults))


def _moments(figure: Figure, person: Person) -> list[Skeleton]:
    """The body along one round; poses that only an arrow shows are solved too."""
    for pose in figure.poses.values():
        solved(pose, person)
    a_round = figure.duration_s / figure.repeat
    times_s = (min(a_round * number / MOMENTS, a_round - 1e-6) for number in range(MOMENTS + 1))
    return [solved(pose_at(figure, at_s), person) for at_s in times_s]


def _overstretched(name: str, pose: Pose) -> Iterator[str]:
    for side in SIDES:
        leg, arm = getattr(pose.legs, side), getattr(pose.arms, side)
        if leg.hip is not None:
            if not HIP[0] <= leg.hip[0] <= HIP[1]:
                yield f"pose {name}: the {side} hip is bent by {leg.hip[0]:g}"
            if leg.knee < OVERSTRETCHED:
                yield f"pose {name}: the {side} knee bends the wrong way"
        if arm.shoulder is not None and not OVERSTRETCHED <= arm.elbow <= LARGEST_ELBOW:
            yield f"pose {name}: the {side} elbow is bent by {arm.elbow:g}"


def _below_floor(skeleton: Skeleton) -> Iterator[str]:
    for joint in JOINTS:
        if skeleton.joint(joint)[1] < BELOW_FLOOR:
            yield f"the {joint.replace('.', ' ')} is below the floor"


def _bent_wrongly(skeleton: Skeleton, side: str) -> Iterator[str]:
    leg = skeleton.legs[side]
    bent = flexion(leg)
    if bent > LARGEST_KNEE:
        yield f"the {side} knee is bent by more than {LARGEST_KNEE:g}"
    if bent > BENT_ENOUGH_TO_POINT and _turn(skeleton, leg) > LARGEST_TURN:
        yield f"the {side} knee points backwards"


def _turn(skeleton: Skeleton, leg: LegBones) -> float:
    """How far the thigh is turned about its own length, once flexion and abduction are taken away."""
    hips = skeleton.hips
    if abs(dot(leg.upper_up, hips.right)) > SIDEWAYS:
        return 0.0
    front = cross(across(leg.upper_up, hips.right), hips.right)
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(front, leg.upper_front)))))


def _feet(figure: Figure, moments: list[Skeleton], side: str) -> Iterator[str]:
    """A foot stands where its ankle is a shoe's height above the floor, for two moments or more."""
    pinned = figure.start.pin.joint == f"{side}.sole"
    standing = [pinned or abs(skeleton.legs[side].end[1] - ANKLE_HEIGHT) < ANKLE_DOWN for skeleton in moments]
    level = [_tilt(skeleton.legs[side]) < FLAT for skeleton in moments]
    for number in range(len(moments) - 1):
        # A foot that swings through this height does so at one moment only.
        if all(standing[number : number + 2]) and not all(level[number : number + 2]):
            yield f"the {side} foot stands, but not flat"
    soles = [
        skeleton.legs[side].sole if down and flat else None
        for skeleton, down, flat in zip(moments, standing, level, strict=True)
    ]
    yield from _slides(f"{side} foot", soles)


def _tilt(leg: LegBones) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, leg.foot_up[1]))))


def _hand_down(skeleton: Skeleton, side: str) -> Vector | None:
    wrist = skeleton.arms[side].end
    return wrist if wrist[1] < HAND_DOWN else None


def _slides(name: str, places: list[Vector | None]) -> Iterator[str]:
    """From where it came down, not from a moment ago: a slow slide is one as well."""
    down_at: Vector | None = None
    for place in places:
        if place is None or down_at is None:
            down_at = place
        elif length(minus(place, down_at)) > SLIDE:
            yield f"the {name} slides on the floor"
