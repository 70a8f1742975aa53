"""A head that shows which way it faces: hair, face, nose, ear and an eye, from any side."""

from bot.content import Person
from bot.pictures.camera import Ball, Camera
from bot.pictures.drawing import blended_colour
from bot.pictures.skeleton import Skeleton
from bot.pictures.vectors import Vector, dot, offset, plus, times

EYE = "#262b45"
Flesh = tuple[tuple[Ball, ...], str]


def head_flesh(
    skeleton: Skeleton, person: Person, camera: Camera
) -> tuple[tuple[Flesh, ...], tuple[Flesh, ...]]:
    """What is outlined, and the small things on top that are not."""
    up, front, right = skeleton.face.up, skeleton.face.front, skeleton.face.right

    def at(upward: float, forward: float, aside: float = 0.0) -> Vector:
        return offset(skeleton.head, (up, upward), (front, forward), (right, aside))

    back = ((at(1.4, -1.6), 10.4),)
    face = ((at(-0.6, 2.4), 8.5), (at(-5.8, 3.2), 5.5))
    nose = ((at(-1.4, 10.4), 1.6), (at(-3.2, 11.2), 1.4))
    fringe = ((at(7.2, -1), 5.4), (at(7.0, 6.2), 2.7), (at(0, -6.2), 5.4))
    flesh: list[Flesh] = [
        *_hair_tail(skeleton, person),
        (back, person.hair),
        (face, person.skin),
        (nose, person.skin),
    ]
    # Seen from behind, the hair covers the face; from the front, only what falls over the forehead.
    facing = camera.depth(front)
    if facing < -0.35:
        flesh = [flesh[-2], flesh[-1], *flesh[:-2]]
        flesh.append((((at(0.4, -1.8), 9.8), (at(-4, -3), 6)), person.hair))
    else:
        flesh.append((fringe, person.hair))
    return tuple(flesh), _eyes_and_ears(skeleton, person, camera)


def _hair_tail(skeleton: Skeleton, person: Person) -> list[Flesh]:
    up, front = skeleton.face.up, skeleton.face.front

    def at(upward: float, forward: float) -> Vector:
        return offset(skeleton.head, (up, upward), (front, forward))

    if person.hair_style == "bun":
        return [(((at(9, -10), 5.0),), person.hair)]
    if person.hair_style == "ponytail":
        # It hangs down whichever way the head is turned, but for the first bit.
        root = at(5, -11.5)
        tip = plus(at(1, -15.5), times((0, -1, 0), 9 * max(0.15, 1 - abs(dot(front, (0, 1, 0))))))
        return [
            (((root, 3.4), (at(4.0, -14.0), 3.8)), person.hair),
            (((at(4.0, -14.0), 3.8), (tip, 2.0)), person.hair),
        ]
    return []


def _eyes_and_ears(skeleton: Skeleton, person: Person, camera: Camera) -> tuple[Flesh, ...]:
    up, front, right = skeleton.face.up, skeleton.face.front, skeleton.face.right
    details: list[Flesh] = []
    for side in (1, -1):
        eye = offset(skeleton.head, (up, 0.6), (front, 9.6), (right, side * 3.4))
        if camera.depth(offset(times(front, 0.8), (right, side))) > 0.12 and camera.depth(front) > -0.35:
            details.append((((offset(eye, (up, 0.6)), 0.9), (offset(eye, (up, -0.5)), 0.9)), EYE))
            brow = offset(eye, (up, 3.2))
            details.append(
                (
                    (
                        (offset(brow, (front, 0.5)), 0.45),
                        (offset(brow, (right, side * 2.0), (front, -0.6)), 0.45),
                    ),
                    person.hair,
                )
            )
        ear = offset(skeleton.head, (up, -1.5), (front, -1), (right, side * 9.0))
        if camera.depth(right) * side > 0.3:
            shade = blended_colour(person.skin, "#7a3b2a", 0.22)
            details.append((((offset(ear, (up, 1)), 2.1), (offset(ear, (up, -1)), 1.7)), shade))
    return tuple(details)
