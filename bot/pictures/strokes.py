"""Discs, boxes with round corners, and lines with round joints, as polygons."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.pictures.drawing import Point


def disc(centre: Point, radius: float, corners: int = 24) -> tuple[Point, ...]:
    """A round shape."""
    x, y = centre
    return tuple((x + radius * cos, y + radius * sin) for cos, sin in _round(corners))


@lru_cache
def _round(corners: int) -> tuple[Point, ...]:
    turn = 2 * math.pi / corners
    return tuple((math.cos(n * turn), math.sin(n * turn)) for n in range(corners))


def box(left: float, top: float, right: float, bottom: float, radius: float = 0.0) -> tuple[Point, ...]:
    """A box whose corners are round, as far as its sides are long enough."""
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    if radius <= 0:
        return ((left, top), (right, top), (right, bottom), (left, bottom))
    middles = (
        (right - radius, bottom - radius),
        (left + radius, bottom - radius),
        (left + radius, top + radius),
        (right - radius, top + radius),
    )
    turn = math.pi / 8
    return tuple(
        (x + radius * math.cos((4 * corner + n) * turn), y + radius * math.sin((4 * corner + n) * turn))
        for corner, (x, y) in enumerate(middles)
        for n in range(5)
    )


def stroke(path: Sequence[Point], width: float) -> Iterator[tuple[Point, ...]]:
    """A line through the points, its ends and its joints round; a single point is a dot."""
    half = width / 2
    for start, end in pairwise(path):
        long = math.dist(start, end)
        if long:
            aside = (-(end[1] - start[1]) / long * half, (end[0] - start[0]) / long * half)
            yield (
                (start[0] + aside[0], start[1] + aside[1]),
                (end[0] + aside[0], end[1] + aside[1]),
                (end[0] - aside[0], end[1] - aside[1]),
                (start[0] - aside[0], start[1] - aside[1]),
            )
    for point in path:
        yield disc(point, half, 12)
