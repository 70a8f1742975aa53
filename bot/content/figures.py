"""A moving figure: who is drawn, from where, through which poses, with what beside them. Never a word."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, StrictBool, StrictInt, ValidationError, model_validator

from bot.content.figure_poses import completed
from bot.content.sources import Id, Part

Side = Literal["right", "left"]
Muscle = Literal[
    "adductor", "calf", "glute", "glute_med", "hamstring", "hip_flexor", "outer_thigh", "quad", "whole_leg"
]
Joint = Literal[
    "pelvis", "waist", "chest", "neck", "head",
    "right.hip", "right.knee", "right.ankle", "right.heel", "right.ball", "right.toe", "right.sole",
    "right.shoulder", "right.elbow", "right.wrist", "right.hand",
    "left.hip", "left.knee", "left.ankle", "left.heel", "left.ball", "left.toe", "left.sole",
    "left.shoulder", "left.elbow", "left.wrist", "left.hand",
]  # fmt: skip

# TOML knows `inf` and `nan`; no picture can be drawn from them.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1000, le=1000)]
Vector = tuple[Number, Number, Number]
Span = tuple[Number, Number]
Value = TypeVar("Value")
Named = Annotated[
    Mapping[Id, Value], Field(min_length=1), AfterValidator(lambda named: MappingProxyType(dict(named)))
]


class Pin(Part):
    """The one joint that is nailed to the world: everything else hangs from it."""

    joint: Joint
    at: Vector


class Leg(Part):
    """A leg by clinical angles in degrees, or by where its ankle is and which way its knee points.

    `hip` is flexion, abduction, outward turn. Centimetres; x to the right, y up, z towards the viewer.
    """

    hip: Vector | None = None
    knee: Number = 0.0
    ankle: Number = 0.0
    reach: Vector | None = None
    bend: Vector | None = None
    toes: Vector | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        _angles_or_reach("hip", self.hip, self.reach, self.bend)
        return self


class Arm(Part):
    """An arm by clinical angles in degrees, or by where its wrist is and which way its elbow points."""

    shoulder: Vector | None = None
    elbow: Number = 0.0
    reach: Vector | None = None
    bend: Vector | None = None
    fingers: Vector | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        _angles_or_reach("shoulder", self.shoulder, self.reach, self.bend)
        return self


def _angles_or_reach(joint: str, angles: Vector | None, reach: Vector | None, bend: Vector | None) -> None:
    if (angles is None) == (reach is None):
        raise ValueError(f"give either {joint} or reach")
    if (reach is None) != (bend is None):
        raise ValueError("reach and bend belong together")


class Legs(Part):
    """Both legs."""

    right: Leg
    left: Leg


class Arms(Part):
    """Both arms."""

    right: Arm
    left: Arm


class Pose(Part):
    """How the body lies or stands: trunk angles in degrees, one pinned joint, four limbs.

    `pitch` tilts the whole trunk forward, `roll` to the right, `turn` about its length; `spine`, `sidebend`
    and `twist` do the same above the waist; `neck` nods the head.
    """

    base: Literal["stand", "supine", "prone", "side"]
    pin: Pin
    legs: Legs
    arms: Arms
    pitch: Number = 0.0
    roll: Number = 0.0
    turn: Number = 0.0
    spine: Number = 0.0
    sidebend: Number = 0.0
    twist: Number = 0.0
    neck: Number = 0.0
    head_turn: Number = 0.0


class Step(Part):
    """A stretch of time: on the way to a pose, or holding the last one."""

    seconds: Annotated[float, Field(strict=True, gt=0, le=5)]
    to: Id | None = None
    # Smooth starts and stops; flowing passes through the pose without stopping, as a walk does.
    ease: Literal["smooth", "flowing"] = "smooth"


class View(Part):
    """Where the camera stands, in degrees: `yaw` walks round to the front, `pitch` looks down."""

    yaw: Number = 0.0
    pitch: Annotated[float, Field(strict=True, ge=0, le=60)] = 12.0


class Arrow(Part):
    """Shows the movement: the path of a joint from one pose to another, moved aside by `offset` cm."""

    follow: Joint
    start: Id
    end: Id
    offset: Vector = (0.0, 0.0, 0.0)
    span: Span = (0.0, 1.0)
    double: StrictBool = False


class Highlight(Part):
    """A muscle that works or stretches, and on which side."""

    muscle: Muscle
    side: Side
    # Seen through whatever part of the body is before it: a hip that is lain on.
    through: StrictBool = False


class Band(Part):
    """An elastic band round both legs, as a fraction along the bone."""

    bone: Literal["thigh", "shin"]
    at: Annotated[float, Field(strict=True, ge=0, le=1)]


class Mat(Part):
    """A mat on the floor."""

    x: Span
    z: Span = (-32.0, 32.0)


class Block(Part):
    """Something solid that stands on the floor: a step, a chair, a piece of wall."""

    x: Span
    z: Span
    height: Annotated[float, Field(strict=True, gt=0, le=250)]


class Roller(Part):
    """A foam roller. It travels half as far as the pinned joint, as a roller under a body does."""

    x: Number
    z: Span
    radius: Annotated[float, Field(strict=True, gt=0, le=20)] = 7.5


class Props(Part):
    """What stands or lies about; one of each at most."""

    mat: Mat | None = None
    step: Block | None = None
    chair: Block | None = None
    wall: Block | None = None
    roller: Roller | None = None


class Figure(Part):
    """One loop of an exercise. The first pose is complete; later ones list only what changes."""

    person: Id
    format: Literal["wide", "square"] = "square"
    # The side that is seen working; the other side's picture is the same one in a mirror.
    side: Side | None = None
    view: View = View()
    props: Props = Props()
    highlight: tuple[Highlight, ...] = ()
    band: Band | None = None
    arrows: tuple[Arrow, ...] = ()
    # Limbs drawn last, or first, where depth alone says otherwise: an arm round a thigh.
    in_front: tuple[Literal["right.arm", "left.arm", "right.leg", "left.leg"], ...] = ()
    behind: tuple[Literal["right.arm", "left.arm", "right.leg", "left.leg"], ...] = ()
    poses: Named[Pose]
    timeline: Annotated[tuple[Step, ...], Field(min_length=1)]
    repeat: Annotated[StrictInt, Field(ge=1, le=6)] = 1
    # Centimetres walked in one round of the timeline; the picture goes along.
    travel: Annotated[float, Field(strict=True, ge=0, le=300)] = 0.0

    @property
    def start(self) -> Pose:
        """The pose the timeline begins and ends in."""
        return next(iter(self.poses.values()))

    @property
    def duration_s(self) -> float:
        """Seconds until the loop begins again."""
        return self.repeat * sum(step.seconds for step in self.timeline)

    @model_validator(mode="before")
    @classmethod
    def _later_poses_are_completed(cls, data: object) -> object:
        if not (isinstance(data, dict) and isinstance(data.get("poses"), dict) and data["poses"]):
            return data
        poses: dict[str, Any] = data["poses"]
        first = next(iter(poses))
        try:
            Pose.model_validate(poses[first])
        except ValidationError:
            # One mistake in the first pose would be told again for every pose that inherits it.
            return data | {"poses": {first: poses[first]}}
        return data | {"poses": completed(poses)}

    @model_validator(mode="after")
    def _poses_go_together(self) -> Self:
        first, *others = self.poses
        for name in others:
            pose = self.poses[name]
            if pose.pin.joint != self.start.pin.joint:
                raise ValueError(
                    f"pose {name} pins {pose.pin.joint}, but {first} pins {self.start.pin.joint}"
                )
            if shape(pose) != shape(self.start):
                raise ValueError(
                    f"pose {name} gives a limb in another way than {first}: use the same names in both"
                )
        return self

    @model_validator(mode="after")
    def _timeline_closes(self) -> Self:
        named = [step.to for step in self.timeline if step.to is not None]
        for name in [*named, *(name for arrow in self.arrows for name in (arrow.start, arrow.end))]:
            if name not in self.poses:
                raise ValueError(f"there is no pose {name}")
        first = next(iter(self.poses))
        if not named or named[-1] != first:
            raise ValueError(f"the timeline must come back to the first pose, {first}")
        if not 2 <= self.duration_s <= 6:
            raise ValueError(f"the loop takes {self.duration_s:g} seconds; it must take 2 to 6")
        return self


def shape(part: Part) -> Any:
    """Which optional names a part gives, all the way down: two poses of one shape can be blended."""
    return {
        name: shape(value) if isinstance(value, Part) else value is None
        for name, value in ((name, getattr(part, name)) for name in type(part).model_fields)
    }
