"""Arithmetic of points and directions in space: x to the right, y up, z towards the viewer."""

import math

Vector = tuple[float, float, float]


def plus(a: Vector, b: Vector) -> Vector:
    """a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vector, factor: float) -> Vector:
    """`a`, so many times as long."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """How long `a` is."""
    return math.sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """The direction of `a`; raises ZeroDivisionError where it has none."""
    return times(a, 1 / length(a))


def offset(point: Vector, *moves: tuple[Vector, float]) -> Vector:
    """`point`, moved along each direction by so many centimetres."""
    x, y, z = point
    for direction, by in moves:
        x, y, z = x + direction[0] * by, y + direction[1] * by, z + direction[2] * by
    return (x, y, z)


def between(a: Vector, b: Vector, part: float) -> Vector:
    """The point `part` of the way from a to b."""
    return offset(times(a, 1 - part), (b, part))


def across(a: Vector, axis: Vector) -> Vector:
    """The direction of what is left of `a` at right angles to the unit vector `axis`."""
    return unit(offset(a, (axis, -dot(a, axis))))


def turned(a: Vector, b: Vector, degrees: float) -> tuple[Vector, Vector]:
    """Two directions at right angles, both turned so that `a` goes towards `b`."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return offset(times(a, cos), (b, sin)), offset(times(b, cos), (a, -sin))
