"""The arrow that shows a movement, and other lines of some width, as polygons."""

import math
from collections.abc import Sequence
from contextlib import suppress

from bot.content import Arrow, Figure, Person
from bot.pictures.camera import Camera
from bot.pictures.drawing import Point, Polygon
from bot.pictures.limbs import OutOfReach
from bot.pictures.motion import towards
from bot.pictures.skeleton import solved
from bot.pictures.strokes import disc
from bot.pictures.vectors import plus

COLOUR, HALO = "#f0452a", "#ffffff"
WIDTH, HALO_WIDTH = 8.0, 3.2
SAMPLES = 24


def arrow_path(arrow: Arrow, figure: Figure, person: Person, camera: Camera) -> list[Point]:
    """The way of the joint on the picture, moved aside."""
    start, end = figure.poses[arrow.start], figure.poses[arrow.end]
    first, last = arrow.span
    path = []
    for number in range(SAMPLES + 1):
        pose = towards(start, end, first + (last - first) * number / SAMPLES)
        # An arrow may go on beyond the movement, where a hand on the floor is out of reach.
        with suppress(OutOfReach):
            path.append(camera(plus(solved(pose, person).joint(arrow.follow), arrow.offset)))
    return path


def arrow_shapes(path: Sequence[Point], double: bool) -> list[Polygon]:
    """White halo, then the arrow: a ribbon that grows towards its head."""
    tail = WIDTH if double else WIDTH * 0.45
    shapes = []
    for colour, wider in ((HALO, HALO_WIDTH), (COLOUR, 0.0)):
        shapes.append(Polygon(ribbon(path, tail + 2 * wider, WIDTH + 2 * wider), colour))
        shapes.append(Polygon(_head(path[-4], path[-1], wider), colour))
        if double:
            shapes.append(Polygon(_head(path[3], path[0], wider), colour))
        else:
            shapes.append(Polygon(disc(path[0], tail / 2 + wider), colour))
    return shapes


def ribbon(path: Sequence[Point], start: float, end: float) -> tuple[Point, ...]:
    """A line as a polygon, `start` pixels wide where it begins and `end` where it ends."""
    left, right = [], []
    for number, (x, y) in enumerate(path):
        (x1, y1), (x2, y2) = path[max(0, number - 1)], path[min(len(path) - 1, number + 1)]
        long = math.hypot(x2 - x1, y2 - y1) or 1.0
        half = (start + (end - start) * number / (len(path) - 1)) / 2
        aside = (-(y2 - y1) / long * half, (x2 - x1) / long * half)
        left.append((x + aside[0], y + aside[1]))
        right.append((x - aside[0], y - aside[1]))
    return (*left, *reversed(right))


def _head(before: Point, tip: Point, wider: float) -> tuple[Point, ...]:
    long = math.dist(before, tip) or 1.0
    dx, dy = (tip[0] - before[0]) / long, (tip[1] - before[1]) / long
    ahead, aside, back = 17.0 + 2 * wider, 12.5 + 1.6 * wider, 2.0 + wider
    return (
        (tip[0] + dx * ahead, tip[1] + dy * ahead),
        (tip[0] - dx * back - dy * aside, tip[1] - dy * back + dx * aside),
        (tip[0] - dx * back + dy * aside, tip[1] - dy * back - dx * aside),
    )
