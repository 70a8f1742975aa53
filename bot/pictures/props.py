"""What stands or lies about: mat, step, chair, wall, roller, band, and the track a walker walks on."""

import math

from bot.content import Block, Figure, Roller
from bot.pictures.arrows import ribbon
from bot.pictures.camera import Camera
from bot.pictures.drawing import Polygon, blended_colour
from bot.pictures.skeleton import Skeleton
from bot.pictures.vectors import Vector, between

MAT, MAT_EDGE, MAT_STRIPE = "#7fc4b4", "#5aa595", "#93d0c2"
WOOD, WALL, CHAIR = "#d2ae80", "#d9cfe0", "#c98f5e"
ROLLER, ROLLER_END, ROLLER_HUB = "#5c6bc0", "#8794db", "#39458a"
BAND, BAND_EDGE = "#d63fb4", "#7d1f68"
TRACK, TRACK_LINE = "#d98e73", "#f7e4da"
EDGE = "#262b45"
SEAT_CM, LEG_CM, CHAIR_BACK_CM = 5.0, 4.0, 42.0
DASHES = 2


def standing(figure: Figure, camera: Camera, passed: float) -> list[Polygon]:
    """Everything behind the body, from the back to the front; `passed` cm of track have gone by."""
    props, shapes = figure.props, []
    if props.wall:
        shapes += _block(props.wall, camera, WALL)
    if figure.travel:
        shapes += _track(figure.travel, camera, passed)
    if props.mat:
        (x0, x1), (z0, z1) = props.mat.x, props.mat.z
        shapes.append(_quad(camera, [(x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1)], MAT))
        edge: list[Vector] = [
            (x0 + 3, 0, z1 - 4),
            (x1 - 3, 0, z1 - 4),
            (x1 - 3, 0, z1 - 5.5),
            (x0 + 3, 0, z1 - 5.5),
        ]
        shapes.append(_quad(camera, edge, MAT_STRIPE))
        shapes.append(_quad(camera, [(x0, 0, z1), (x1, 0, z1), (x1, -2, z1), (x0, -2, z1)], MAT_EDGE))
    if props.step:
        shapes += _block(props.step, camera, WOOD)
    if props.chair:
        shapes += _chair(props.chair, camera)
    return shapes


def roller_shapes(roller: Roller, moved: float, camera: Camera) -> list[Polygon]:
    """The roller under a body that has moved so many centimetres: half as far, and turned by rolling."""
    x, (z0, z1), radius = roller.x + moved / 2, roller.z, roller.radius
    end: Vector = (x, radius, z1)
    turn = moved / 2 / radius

    def disc(size: float) -> tuple[tuple[float, float], ...]:
        ring = (turn + number * math.pi / 18 for number in range(36))
        return tuple(camera((x + size * math.cos(a), radius + size * math.sin(a), z1)) for a in ring)

    shapes = [
        Polygon(camera.hull([((x, radius, z0), radius), (end, radius)], 0.5), EDGE),
        Polygon(camera.hull([((x, radius, z0), radius), (end, radius)]), ROLLER),
        Polygon(disc(radius), ROLLER_END),
    ]
    for number in range(3):
        angle = -turn + number * 2 * math.pi / 3
        spot: Vector = (x + 0.68 * radius * math.cos(angle), radius + 0.68 * radius * math.sin(angle), z1)
        shapes.append(Polygon(camera.hull([(spot, radius * 0.14)]), ROLLER_HUB))
    return [*shapes, Polygon(disc(radius * 0.42), ROLLER_HUB)]


def band_shapes(figure: Figure, skeleton: Skeleton, camera: Camera) -> list[Polygon]:
    """The band from the outside of one leg to the outside of the other."""
    if figure.band is None:
        return []
    legs = [skeleton.legs[side] for side in ("left", "right")]
    thigh = figure.band.bone == "thigh"
    ends = [
        camera(
            between(leg.root, leg.middle, figure.band.at)
            if thigh
            else between(leg.middle, leg.end, figure.band.at)
        )
        for leg in legs
    ]
    (x1, y1), (x2, y2) = ends
    long = math.dist(*ends) or 1.0
    radius = (7.2 if thigh else 4.6) * camera.scale
    dx, dy = (x2 - x1) / long * radius, (y2 - y1) / long * radius
    path = ((x1 - dx, y1 - dy), (x2 + dx, y2 + dy))
    wide = 3.6 * camera.scale
    return [Polygon(ribbon(path, wide + 3, wide + 3), BAND_EDGE), Polygon(ribbon(path, wide, wide), BAND)]


def _quad(camera: Camera, corners: list[Vector], colour: str) -> Polygon:
    return Polygon(tuple(camera(corner) for corner in corners), colour)


def _block(block: Block, camera: Camera, colour: str, bottom: float = 0.0) -> list[Polygon]:
    (x0, x1), (z0, z1), y0, y1 = block.x, block.z, bottom, block.height
    dark, light = blended_colour(colour, EDGE, 0.12), blended_colour(colour, "#ffffff", 0.28)
    side = x1 if math.sin(math.radians(camera.yaw)) > 0 else x0
    faces = [
        _quad(camera, [(side, y0, z0), (side, y1, z0), (side, y1, z1), (side, y0, z1)], dark),
        _quad(camera, [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)], light),
    ]
    front = z1 if math.cos(math.radians(camera.yaw)) > 0 else z0
    return [
        *faces,
        _quad(camera, [(x0, y0, front), (x1, y0, front), (x1, y1, front), (x0, y1, front)], colour),
    ]


def _chair(chair: Block, camera: Camera) -> list[Polygon]:
    (x0, x1), (z0, z1), height = chair.x, chair.z, chair.height
    posts = [(x, z) for z in (z0, z1 - LEG_CM) for x in (x0, x1 - LEG_CM)]
    pieces = [(Block(x=(x, x + LEG_CM), z=(z, z + LEG_CM), height=height - SEAT_CM), 0.0) for x, z in posts]
    back = Block(x=(x0, x0 + LEG_CM), z=(z0, z1), height=height + CHAIR_BACK_CM)
    seat = Block(x=(x0, x1), z=(z0, z1), height=height)
    pieces.sort(key=lambda piece: camera.depth((piece[0].x[0], 0, piece[0].z[0])))
    pieces = [*pieces, (back, height + 12.0), (seat, height - SEAT_CM)]
    return [shape for block, bottom in pieces for shape in _block(block, camera, CHAIR, bottom)]


def _track(travel: float, camera: Camera, passed: float) -> list[Polygon]:
    wide = 400.0
    lane = [(-wide, 0, -26), (wide, 0, -26), (wide, 0, 34), (-wide, 0, 34)]
    shapes = [_quad(camera, [(x, y, z) for x, y, z in lane], TRACK)]
    for z in (-26.0, 34.0):
        shapes.append(
            _quad(
                camera,
                [(-wide, 0, z - 1.5), (wide, 0, z - 1.5), (wide, 0, z + 1.5), (-wide, 0, z + 1.5)],
                TRACK_LINE,
            )
        )
    gap = travel / DASHES
    for number in range(-8, 9):
        x = number * gap - passed % gap
        dash: list[Vector] = [(x, 0, 20), (x + gap * 0.4, 0, 20), (x + gap * 0.4, 0, 23), (x, 0, 23)]
        shapes.append(_quad(camera, dash, TRACK_LINE))
    return shapes
