"""A picture as a list of shapes, drawn in order: what is tested, and what any painter may paint."""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Polygon:
    """A filled shape; pixels, y down."""

    points: tuple[Point, ...]
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line of words; `at`, on its baseline, it begins, ends or has its middle. `halo`: a rim's colour."""

    at: Point
    words: str
    size: int
    fill: str
    side: Literal["begin", "middle", "end"] = "begin"
    bold: bool = False
    halo: str | None = None


@dataclass(frozen=True)
class Drawing:
    """A picture: its size in pixels, its background, shapes from the back to the front, words over them."""

    width: int
    height: int
    background: str
    shapes: tuple[Polygon, ...]
    texts: tuple[Text, ...] = ()


def blended_colour(one: str, other: str, part: float) -> str:
    """The colour `part` of the way from one to the other; both "#rrggbb"."""
    return "#" + "".join(
        f"{round(a + (b - a) * part):02x}"
        for a, b in zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    )
