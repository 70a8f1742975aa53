"""The glow on a muscle that works or stretches, stuck to its bone."""

from bot.pictures.camera import Ball, Camera
from bot.pictures.drawing import Polygon
from bot.pictures.limbs import LegBones
from bot.pictures.skeleton import Skeleton
from bot.pictures.vectors import between, offset, times

# From the outside in: how much of the radius, the colour, how strong at rest, how much more at the pulse.
LAYERS = ((1.0, "#ff3b1f", 0.30, 0.14), (0.74, "#ff5a26", 0.34, 0.22), (0.46, "#ffb03a", 0.45, 0.45))


def glow(
    muscle: str, skeleton: Skeleton, leg: LegBones, side: int, camera: Camera, pulse: float
) -> list[Polygon]:
    """The shapes of one muscle; `side` is 1 for right, `pulse` from 0 to 1."""
    balls = _balls(muscle, skeleton, leg, side)
    return [
        Polygon(
            camera.hull([(point, radius * part) for point, radius in balls]),
            colour,
            round(rest + more * pulse, 3),
        )
        for part, colour, rest, more in LAYERS
    ]


def _balls(muscle: str, skeleton: Skeleton, leg: LegBones, side: int) -> tuple[Ball, ...]:
    hips, hip, front = skeleton.hips, leg.root, leg.upper_front
    out = times(hips.right, side)

    def along(part: float) -> tuple[float, float, float]:
        return between(leg.root, leg.middle, part)

    if muscle == "glute":
        return (offset(hip, (hips.front, -4.6), (hips.up, 4)), 5.6), (
            offset(hip, (hips.front, -5.2), (hips.up, -3)),
            5.8,
        )
    if muscle == "glute_med":
        return (offset(hip, (hips.up, 9), (out, 2)), 4.6), (offset(hip, (hips.up, -1), (out, 4)), 5.6)
    if muscle == "hip_flexor":
        return (offset(hip, (hips.up, 8), (hips.front, 5)), 3.6), (offset(along(0.2), (front, 4.2)), 4.2)
    if muscle == "hamstring":
        return (offset(along(0.15), (front, -4.2)), 4.4), (offset(along(0.85), (front, -2.4)), 3.2)
    if muscle == "quad":
        return (offset(along(0.15), (front, 4.0)), 4.4), (offset(along(0.82), (front, 2.2)), 3.4)
    if muscle == "adductor":
        return (offset(along(0.08), (out, -4)), 4.4), (offset(along(0.7), (out, -2)), 3.0)
    if muscle == "calf":
        middle = between(leg.middle, leg.end, 0.1), between(leg.middle, leg.end, 0.55)
        return (offset(middle[0], (leg.lower_front, -2)), 3.6), (
            offset(middle[1], (leg.lower_front, -1.5)),
            3.0,
        )
    if muscle == "outer_thigh":
        return (offset(along(0.1), (out, 4)), 4.4), (offset(along(0.9), (out, 3)), 3.2)
    return (along(0.1), 6.5), (along(0.9), 4.5)
