"""An orthographic camera: points in space to points on the picture."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.content import Figure
from bot.pictures.drawing import Point
from bot.pictures.vectors import Vector

WIDTH = 640
HEIGHTS = {"wide": 480, "square": 640}
# Pixels kept free at the edges, and the size above which a small pose is not blown up.
MARGIN, TOP, BOTTOM = 22, 26, 30
LARGEST_SCALE = 3.3

Ball = tuple[Vector, float]
CIRCLE = tuple((math.cos(n * math.pi / 18), math.sin(n * math.pi / 18)) for n in range(36))


@dataclass(frozen=True)
class Camera:
    """Looks along z, walked round by `yaw` and raised by `pitch`, both in degrees."""

    yaw: float
    pitch: float
    scale: float = 1.0  # pixels a centimetre
    left: float = 0.0
    top: float = 0.0

    def __post_init__(self) -> None:
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        turns = (math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch))
        object.__setattr__(self, "_turns", turns)

    def seen(self, point: Vector) -> Vector:
        """Across, up and towards the viewer, in centimetres."""
        cos_yaw, sin_yaw, cos_pitch, sin_pitch = self._turns  # type: ignore[attr-defined]
        x, y, z = point
        near = z * cos_yaw + x * sin_yaw
        return (x * cos_yaw - z * sin_yaw, y * cos_pitch - near * sin_pitch, near * cos_pitch + y * sin_pitch)

    def depth(self, point: Vector) -> float:
        """How near to the viewer, in centimetres; works for directions too."""
        return self.seen(point)[2]

    def __call__(self, point: Vector) -> Point:
        """Where a point is on the picture, in pixels."""
        x, y, _ = self.seen(point)
        return (self.left + x * self.scale, self.top - y * self.scale)

    def hull(self, balls: Iterable[Ball], wider: float = 0.0) -> tuple[Point, ...]:
        """The outline of what spans these balls, each `wider` cm more in radius."""
        points = []
        for centre, radius in balls:
            x, y = self(centre)
            size = (radius + wider) * self.scale
            points += [(x + size * cos, y + size * sin) for cos, sin in CIRCLE]
        return convex_hull(points)


def convex_hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """The smallest convex polygon round the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(run: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for x, y in run:
            while len(chain) > 1:
                (x1, y1), (x2, y2) = chain[-2:]
                if (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return tuple(half(ordered) + half(ordered[::-1])) if len(ordered) > 2 else tuple(ordered)


def fitted(figure: Figure, points: Iterable[Point]) -> Camera:
    """The figure's camera, set so that `points` (seen at scale 1) stand low in the picture and inside it."""
    view, height = figure.view, HEIGHTS[figure.format]
    across = [x for x, _ in points]
    down = [y for _, y in points]
    wide, high = max(across) - min(across), max(down) - min(down)
    scale = min((WIDTH - 2 * MARGIN) / wide, (height - TOP - BOTTOM) / high, LARGEST_SCALE)
    slack = height - TOP - BOTTOM - high * scale
    return replace(
        Camera(view.yaw, view.pitch),
        scale=scale,
        left=WIDTH / 2 - scale * (max(across) + min(across)) / 2,
        top=height - BOTTOM - slack * 0.3 - scale * max(down),
    )
