"""Where a leg or an arm goes: by clinical angles, or by what it reaches for."""

import math
from dataclasses import dataclass

from bot.content import Arm, Leg
from bot.pictures.vectors import Vector, across, dot, length, minus, offset, times, turned, unit

# Centimetres, for a person of about 170: what the poses were written with.
THIGH, SHIN = 43.0, 42.0
UPPER_ARM, FOREARM, HAND = 29.0, 25.0, 8.0
ANKLE_HEIGHT = 8.2


@dataclass(frozen=True)
class Frame:
    """Three directions of the trunk where a limb hangs: its front, its up, and the body's right."""

    front: Vector
    up: Vector
    right: Vector


@dataclass(frozen=True)
class Bones:
    """Root, middle joint and end of a limb; the upward direction and the front of both bones."""

    root: Vector
    middle: Vector
    end: Vector
    upper_up: Vector
    upper_front: Vector
    lower_up: Vector
    lower_front: Vector


@dataclass(frozen=True)
class LegBones(Bones):
    """A leg with its foot."""

    toes: Vector
    heel: Vector
    ball: Vector
    toe: Vector
    sole: Vector
    foot_up: Vector


@dataclass(frozen=True)
class ArmBones(Bones):
    """An arm with its hand."""

    hand: Vector


class OutOfReach(Exception):
    """What the limb should reach is further away than it is long."""

    def __init__(self, missing_cm: float) -> None:
        self.missing_cm = missing_cm
        super().__init__(missing_cm)

    def __str__(self) -> str:
        return f"{self.missing_cm:.1f} cm too far away"


def reaching(root: Vector, target: Vector, bend: Vector, upper: float, lower: float, arm: bool) -> Bones:
    """The limb from `root` to `target` with its middle joint towards `bend`; raises OutOfReach."""
    away = minus(target, root)
    distance = length(away)
    if distance > upper + lower:
        raise OutOfReach(distance - upper - lower)
    distance = max(distance, abs(upper - lower) + 1)
    line = unit(away)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = max(0.0, upper**2 - along**2) ** 0.5
    out = across(bend, line)
    middle, end = offset(root, (line, along), (out, aside)), offset(root, (line, distance))
    upper_up, lower_up = unit(minus(root, middle)), unit(minus(middle, end))
    front = times(out, -1) if arm else out
    return Bones(root, middle, end, upper_up, across(front, upper_up), lower_up, across(front, lower_up))


def hanging(
    root: Vector, frame: Frame, angles: Vector, bend: float, upper: float, lower: float, side: int
) -> Bones:
    """The limb by its root's flexion, abduction and outward turn, and how far its middle joint is bent.

    Degrees; a positive `bend` bends back (a knee), a negative one forward (an elbow). `side` is 1 for right.
    """
    flexion, abduction, rotation = angles
    up, front = turned(frame.up, times(frame.front, -1), flexion)
    front = times(front, -1)
    up, right = turned(up, times(frame.right, -side), abduction)
    outward = times(right, -side)
    front = turned(front, times(outward, side), rotation)[0]
    lower_up, lower_front = turned(up, front, bend)
    middle = offset(root, (up, -upper))
    return Bones(root, middle, offset(middle, (lower_up, -lower)), up, front, lower_up, lower_front)


def leg(root: Vector, frame: Frame, given: Leg, side: int) -> LegBones:
    """A leg from the hip joint down to the toes."""
    if given.reach is not None and given.bend is not None:
        bones = reaching(root, given.reach, given.bend, THIGH, SHIN, arm=False)
    else:
        bones = hanging(root, frame, given.hip or (0, 0, 0), given.knee, THIGH, SHIN, side)
    toes = (
        turned(bones.lower_front, bones.lower_up, given.ankle)[0] if given.toes is None else unit(given.toes)
    )
    foot_up = across(bones.lower_up, toes)
    return LegBones(
        **vars(bones),
        toes=toes,
        foot_up=foot_up,
        heel=offset(bones.end, (toes, -4.5), (foot_up, -4)),
        ball=offset(bones.end, (toes, 11), (foot_up, -5)),
        toe=offset(bones.end, (toes, 17), (foot_up, -5.4)),
        sole=offset(bones.end, (foot_up, -ANKLE_HEIGHT)),
    )


def arm(root: Vector, frame: Frame, given: Arm, side: int) -> ArmBones:
    """An arm from the shoulder to the fingers."""
    if given.reach is not None and given.bend is not None:
        bones = reaching(root, given.reach, given.bend, UPPER_ARM, FOREARM, arm=True)
    else:
        bones = hanging(root, frame, given.shoulder or (0, 0, 0), -given.elbow, UPPER_ARM, FOREARM, side)
    fingers = times(bones.lower_up, -1) if given.fingers is None else unit(given.fingers)
    return ArmBones(**vars(bones), hand=offset(bones.end, (fingers, HAND)))


def flexion(bones: Bones) -> float:
    """How far the middle joint is bent, in degrees; 0 is straight."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(bones.upper_up, bones.lower_up)))))
