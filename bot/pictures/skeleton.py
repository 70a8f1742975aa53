"""A pose made into joints in space, hung from the one joint that is pinned."""

from dataclasses import dataclass, replace

from bot.content import Person, Pose
from bot.pictures.limbs import ArmBones, Frame, LegBones, arm, leg
from bot.pictures.vectors import Vector, between, cross, minus, offset, plus, turned

# Centimetres.
TRUNK, NECK, HEAD = 48.0, 6.3, 11.0
HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH, SHOULDER_DROP = 8.5, 16.0, 5.0
ORIGIN: Vector = (0.0, 0.0, 0.0)

# The front and the up of the trunk before it is tilted; the head is at the left when lying on back or side.
BASES: dict[str, tuple[Vector, Vector]] = {
    "stand": ((1, 0, 0), (0, 1, 0)),
    "supine": ((0, 1, 0), (-1, 0, 0)),
    "prone": ((0, -1, 0), (1, 0, 0)),
    "side": ((0, 0, 1), (-1, 0, 0)),
}
LEG_JOINTS = {"hip": "root", "knee": "middle", "ankle": "end"}
ARM_JOINTS = {"shoulder": "root", "elbow": "middle", "wrist": "end", "hand": "hand"}
SIDES = {"right": 1, "left": -1}


@dataclass(frozen=True)
class Skeleton:
    """Every joint of one moment, in centimetres, and which way pelvis, chest and head face."""

    pelvis: Vector
    waist: Vector
    chest: Vector
    neck: Vector
    head: Vector
    hips: Frame
    ribs: Frame
    face: Frame
    legs: dict[str, LegBones]
    arms: dict[str, ArmBones]

    def joint(self, name: str) -> Vector:
        """Where a joint is, by the name it has in a content file: "neck", "right.knee"."""
        side, _, joint = name.rpartition(".")
        if not side:
            return getattr(self, joint)  # type: ignore[no-any-return]
        bones = self.arms[side] if joint in ARM_JOINTS else self.legs[side]
        return getattr(bones, ARM_JOINTS.get(joint) or LEG_JOINTS.get(joint, joint))  # type: ignore[no-any-return]


def solved(pose: Pose, person: Person) -> Skeleton:
    """The skeleton of `pose`; raises OutOfReach where a limb cannot."""
    trunk = _trunk(pose)
    side, _, joint = pose.pin.joint.rpartition(".")
    if not side:
        return _with_limbs(_moved(trunk, minus(pose.pin.at, trunk.joint(joint))), pose, person)
    # A pinned limb hangs by angles, so it does not matter where the trunk is while it is measured.
    free = pose.model_copy(update={"arms": None})
    hung = _with_limbs(trunk, free, person, only=side)
    return _with_limbs(_moved(trunk, minus(pose.pin.at, hung.joint(pose.pin.joint))), pose, person)


def _trunk(pose: Pose) -> Skeleton:
    front, up = BASES[pose.base]
    up, front = turned(up, front, pose.pitch)
    right = cross(front, up)
    up, right = turned(up, right, pose.roll)
    front, right = turned(front, right, pose.turn)
    hips = Frame(front, up, right)
    up, front = turned(up, front, pose.spine)
    up, right = turned(up, right, pose.sidebend)
    front, right = turned(front, right, pose.twist)
    ribs = Frame(front, up, right)
    up, front = turned(up, front, pose.neck)
    front, right = turned(front, right, pose.head_turn)
    face = Frame(front, up, right)
    low = offset(ORIGIN, (hips.up, TRUNK * 0.2))
    neck = offset(low, (ribs.up, TRUNK * 0.8))
    return Skeleton(
        pelvis=ORIGIN,
        waist=offset(ORIGIN, (between(hips.up, ribs.up, 0.5), TRUNK * 0.38)),
        chest=offset(low, (ribs.up, TRUNK * 0.52)),
        neck=neck,
        head=offset(neck, (ribs.up, NECK), (face.up, HEAD), (face.front, 1.5)),
        hips=hips,
        ribs=ribs,
        face=face,
        legs={},
        arms={},
    )


def _moved(trunk: Skeleton, by: Vector) -> Skeleton:
    return replace(
        trunk,
        pelvis=plus(trunk.pelvis, by),
        waist=plus(trunk.waist, by),
        chest=plus(trunk.chest, by),
        neck=plus(trunk.neck, by),
        head=plus(trunk.head, by),
    )


def _with_limbs(trunk: Skeleton, pose: Pose, person: Person, only: str | None = None) -> Skeleton:
    shoulders = SHOULDER_HALF_WIDTH * person.build.shoulders
    legs = {
        side: leg(
            offset(trunk.pelvis, (trunk.hips.right, sign * HIP_HALF_WIDTH)),
            trunk.hips,
            getattr(pose.legs, side),
            sign,
        )
        for side, sign in SIDES.items()
        if only in (None, side)
    }
    arms = {
        side: arm(
            offset(trunk.neck, (trunk.ribs.right, sign * shoulders), (trunk.ribs.up, -SHOULDER_DROP)),
            trunk.ribs,
            getattr(pose.arms, side),
            sign,
        )
        for side, sign in SIDES.items()
        if pose.arms is not None and only is None
    }
    return replace(trunk, legs=legs, arms=arms)
