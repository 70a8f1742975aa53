"""One moment of a figure as a drawing: floor, props, body, arrow; never a word."""

import math
from dataclasses import dataclass

from bot.content import Figure, Person
from bot.pictures.arrows import arrow_path, arrow_shapes
from bot.pictures.camera import HEIGHTS, WIDTH, Camera, fitted
from bot.pictures.drawing import Drawing, Point, Polygon
from bot.pictures.flesh import BACKGROUND, body
from bot.pictures.motion import moved, passed, pose_at
from bot.pictures.props import band_shapes, roller_shapes, standing
from bot.pictures.skeleton import Skeleton, solved

FLOOR, HORIZON_Z, DISC = "#e9e1d3", -75.0, "#fbf8f2"
SHADOW, SHADOW_OPACITY, CASTS_BELOW_CM = "#1b1f35", 0.13, 30.0
CASTING = (
    "right.toe",
    "left.toe",
    "right.heel",
    "left.heel",
    "right.knee",
    "left.knee",
    "pelvis",
    "chest",
    "head",
)
FITTING_MOMENTS = 12


@dataclass(frozen=True)
class Scene:
    """A figure with its person and the camera that sees the whole of its movement."""

    figure: Figure
    person: Person
    camera: Camera

    @property
    def height(self) -> int:
        """Pixels; the width is always the same."""
        return HEIGHTS[self.figure.format]

    def drawing(self, at_s: float) -> Drawing:
        """The picture `at_s` seconds into the loop."""
        figure, camera = self.figure, self.camera
        skeleton = _skeleton(figure, self.person, at_s)
        pulse = 0.5 - 0.5 * math.cos(2 * math.pi * at_s / figure.duration_s)
        shapes = [*self._room(), *standing(figure, camera, passed(figure, at_s))]
        shapes += _shadow(skeleton, camera)
        if figure.props.roller:
            gone = pose_at(figure, at_s).pin.at[0] - figure.start.pin.at[0]
            shapes += roller_shapes(figure.props.roller, gone, camera)
        for part in body(skeleton, figure, self.person, camera, pulse):
            shapes += part.shapes(camera)
        shapes += band_shapes(figure, skeleton, camera)
        for arrow in figure.arrows:
            shapes += arrow_shapes(arrow_path(arrow, figure, self.person, camera), arrow.double)
        return Drawing(WIDTH, self.height, BACKGROUND, tuple(shapes))

    def _room(self) -> list[Polygon]:
        horizon = (
            self.camera((0.0, 0.0, HORIZON_Z))[1]
            if self.camera.yaw < 90
            else self.camera((0, 0, -HORIZON_Z))[1]
        )
        low = (0.0, float(WIDTH)), (horizon, float(self.height))
        floor = tuple(
            (x, y)
            for x, y in ((low[0][0], low[1][0]), (WIDTH, horizon), (WIDTH, self.height), (0, self.height))
        )
        middle, size = (WIDTH / 2, self.height * 0.5), self.height * 0.43
        disc = tuple(
            (middle[0] + size * math.cos(n * math.pi / 60), middle[1] + size * math.sin(n * math.pi / 60))
            for n in range(120)
        )
        return [Polygon(disc, DISC), Polygon(floor, FLOOR)]


def scene(figure: Figure, person: Person) -> Scene:
    """The figure with a camera set so that nothing leaves the picture in the whole loop."""
    camera = Camera(figure.view.yaw, figure.view.pitch)
    points: list[Point] = []
    for number in range(FITTING_MOMENTS):
        at_s = figure.duration_s / figure.repeat * number / FITTING_MOMENTS
        for part in body(_skeleton(figure, person, at_s), figure, person, camera, 0.0):
            points += [point for balls, _ in part.flesh for point in camera.hull(balls, 1.0)]
    for arrow in figure.arrows:
        path = arrow_path(arrow, figure, person, camera)
        points += [(x + dx, y + dy) for x, y in (path[0], path[-1]) for dx in (-6, 6) for dy in (-6, 6)]
    for shape in standing(figure.model_copy(update={"travel": 0.0}), camera, 0.0):
        points += shape.points
    return Scene(figure, person, fitted(figure, points))


def _skeleton(figure: Figure, person: Person, at_s: float) -> Skeleton:
    pose = pose_at(figure, at_s)
    return solved(moved(pose, -passed(figure, at_s)) if figure.travel else pose, person)


def _shadow(skeleton: Skeleton, camera: Camera) -> list[Polygon]:
    low = [joint for joint in map(skeleton.joint, CASTING) if joint[1] < CASTS_BELOW_CM]
    if not low:
        return []
    balls = [((x, 0.0, z), 5.0) for x, _, z in low]
    return [Polygon(camera.hull(balls), SHADOW, SHADOW_OPACITY)]
