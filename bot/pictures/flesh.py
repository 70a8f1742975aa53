"""The body round the bones: hulls of balls for limbs and trunk, in the colours of one person."""

from dataclasses import dataclass

from bot.content import Figure, Person
from bot.pictures.camera import Ball, Camera
from bot.pictures.drawing import Polygon, blended_colour
from bot.pictures.heads import head_flesh
from bot.pictures.limbs import ArmBones, LegBones
from bot.pictures.muscles import glow
from bot.pictures.skeleton import SIDES, Skeleton
from bot.pictures.vectors import between, offset

OUTLINE_COLOUR, OUTLINE_CM = "#262b45", 0.5
FAR_TONE, BACKGROUND = "#5b6478", "#f6f2ea"
SOLE = "#fbf7f0"
# Above and below every rank that depth can give.
SEEN_THROUGH, IN_FRONT, BEHIND = 900.0, 1000.0, -1000.0

Flesh = tuple[tuple[Ball, ...], str]


@dataclass(frozen=True)
class BodyPart:
    """A limb, the trunk or the head: outlined as one, drawn from the lowest rank to the highest."""

    rank: float
    flesh: tuple[Flesh, ...]
    details: tuple[Flesh, ...] = ()
    highlights: tuple[Polygon, ...] = ()

    def shapes(self, camera: Camera) -> list[Polygon]:
        """Everything dark first, then everything filled: no seam at a joint."""
        return [
            *(Polygon(camera.hull(balls, OUTLINE_CM), OUTLINE_COLOUR) for balls, _ in self.flesh),
            *(Polygon(camera.hull(balls), colour) for balls, colour in (*self.flesh, *self.details)),
            *self.highlights,
        ]


def body(skeleton: Skeleton, figure: Figure, person: Person, camera: Camera, pulse: float) -> list[BodyPart]:
    """All parts of the body from the back to the front; `pulse` from 0 to 1 is how much a muscle glows."""
    parts = [BodyPart(0.0, _trunk(skeleton, person)), _head(skeleton, person, camera)]
    far_leg = min(
        SIDES, key=lambda side: camera.depth(skeleton.legs[side].root) + 0.15 * _knee(skeleton, side, camera)
    )
    far_arm = min(SIDES, key=lambda side: camera.depth(skeleton.arms[side].root))
    for side, sign in SIDES.items():
        bones, arm = skeleton.legs[side], skeleton.arms[side]
        glows: dict[bool, list[Polygon]] = {False: [], True: []}
        for one in figure.highlight:
            if one.side == side:
                glows[one.through] += glow(one.muscle, skeleton, bones, sign, camera, pulse)
        rank = _leg_rank(skeleton, bones, camera)
        parts.append(
            BodyPart(
                _ordered(figure, f"{side}.leg", rank),
                _toned(_leg(bones, person), side == far_leg),
                (),
                tuple(glows[False]),
            )
        )
        parts.append(BodyPart(SEEN_THROUGH, (), (), tuple(glows[True])))
        rank = _arm_rank(skeleton, arm, camera)
        parts.append(
            BodyPart(_ordered(figure, f"{side}.arm", rank), _toned(_arm(arm, person), side == far_arm))
        )
    return sorted(parts, key=lambda part: part.rank)


def _knee(skeleton: Skeleton, side: str, camera: Camera) -> float:
    return camera.depth(skeleton.legs[side].middle)


def _ordered(figure: Figure, limb: str, rank: float) -> float:
    if limb in figure.in_front:
        return IN_FRONT + rank
    return BEHIND + rank if limb in figure.behind else rank


def _leg_rank(skeleton: Skeleton, leg: LegBones, camera: Camera) -> float:
    # By the mean depth of the whole limb, the trunk would hide the upper leg of someone lying on their side.
    hip = camera.depth(leg.root)
    return max(hip, 0.55 * hip + 0.45 * camera.depth(leg.middle)) - camera.depth(skeleton.pelvis)


def _arm_rank(skeleton: Skeleton, arm: ArmBones, camera: Camera) -> float:
    shoulder = camera.depth(arm.root)
    elbow = 0.55 * shoulder + 0.45 * camera.depth(arm.middle)
    wrist = 0.4 * shoulder + 0.6 * camera.depth(arm.end)
    return max(shoulder, elbow, wrist) - camera.depth(skeleton.neck)


def _toned(flesh: tuple[Flesh, ...], far: bool) -> tuple[Flesh, ...]:
    if not far:
        return flesh
    return tuple(
        (balls, blended_colour(blended_colour(colour, FAR_TONE, 0.28), BACKGROUND, 0.18))
        for balls, colour in flesh
    )


def _leg(leg: LegBones, person: Person) -> tuple[Flesh, ...]:
    wide, hips = person.build.limbs, person.build.hips
    thigh, calf = between(leg.root, leg.middle, 0.45), between(leg.middle, leg.end, 0.3)
    calf = offset(calf, (leg.lower_front, -1.2))
    hem = between(leg.root, leg.middle, person.shorts_to)
    hem_radius = (9.2 - 2.2 * person.shorts_to) * wide + 0.5
    down = leg.foot_up
    return (
        (((leg.root, 9.4 * wide), (thigh, 8.4 * wide)), person.skin),
        (((thigh, 8.4 * wide), (leg.middle, 6.1 * wide)), person.skin),
        (((leg.middle, 6.0 * wide), (calf, 5.9 * wide)), person.skin),
        (((calf, 5.9 * wide), (leg.end, 3.5 * wide)), person.skin),
        (((between(leg.end, leg.middle, 0.12), 3.6), (leg.end, 3.9)), SOLE),
        (
            (
                (offset(leg.end, (leg.toes, -3), (down, -6.6)), 1.6),
                (offset(leg.end, (leg.toes, 16.5), (down, -6.6)), 1.6),
            ),
            SOLE,
        ),
        (
            ((leg.end, 4.0), (offset(leg.heel, (down, 0.4)), 3.6), (offset(leg.ball, (down, 0.6)), 3.2)),
            person.shoes,
        ),
        (((offset(leg.ball, (down, 0.6)), 3.2), (offset(leg.toe, (down, 0.5)), 2.5)), person.shoes),
        (
            ((leg.root, 10.2 * hips), (between(leg.root, hem, 0.6), 9.3 * wide), (hem, hem_radius)),
            person.shorts,
        ),
    )


def _arm(arm: ArmBones, person: Person) -> tuple[Flesh, ...]:
    wide = person.build.limbs
    palm = between(arm.end, arm.hand, 0.45)
    flesh: tuple[Flesh, ...] = (
        (((arm.root, 5.3 * wide), (arm.middle, 4.1 * wide)), person.skin),
        (((arm.middle, 4.1 * wide), (arm.end, 2.9 * wide)), person.skin),
        (((arm.end, 2.9 * wide), (palm, 3.3 * wide)), person.skin),
        (((palm, 3.2 * wide), (arm.hand, 2.2 * wide)), person.skin),
    )
    if person.sleeve_to:
        cuff = between(arm.root, arm.middle, person.sleeve_to)
        return (*flesh, (((arm.root, 6.3 * wide), (cuff, 5.6 * wide)), person.shirt))
    return (*flesh, (((arm.root, 5.6 * wide),), person.shirt))


def _trunk(skeleton: Skeleton, person: Person) -> tuple[Flesh, ...]:
    build, hips, ribs = person.build, skeleton.hips, skeleton.ribs

    def pair(centre: str, out: float, radius: float, forward: float = 0.0) -> tuple[Ball, ...]:
        point = getattr(skeleton, centre)
        frame = hips if centre == "pelvis" else ribs
        up = 5.5 if centre == "pelvis" else 0.0
        return tuple(
            (offset(point, (frame.right, sign * out), (frame.front, forward), (frame.up, up)), radius)
            for sign in (1, -1)
        )

    chest = pair("chest", 7 * build.chest, 10.6 * build.chest, 1.5)
    waist = pair("waist", 5 * build.waist, 9.4 * build.waist)
    belly = pair("pelvis", 5 * build.hips, 9.8 * build.hips)
    shoulders = tuple(
        (offset(arm.root, (ribs.right, -3.0 * SIDES[side])), 6.3) for side, arm in skeleton.arms.items()
    )
    seat = tuple((leg.root, 10.0 * build.hips) for leg in skeleton.legs.values())
    throat = offset(skeleton.head, (skeleton.face.up, -5))
    return (
        (((skeleton.neck, 4.4), (throat, 4.2)), person.skin),
        ((*seat, (offset(skeleton.pelvis, (hips.up, 4.5)), 10.6 * build.hips)), person.shorts),
        ((*belly, *waist), person.shirt),
        ((*waist, *chest), person.shirt),
        ((*chest, *shoulders), person.shirt),
    )


def _head(skeleton: Skeleton, person: Person, camera: Camera) -> BodyPart:
    rank = camera.depth(skeleton.head) - camera.depth(skeleton.neck) + 0.5
    flesh, details = head_flesh(skeleton, person, camera)
    return BodyPart(rank, flesh, details)
