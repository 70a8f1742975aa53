"""The sheet a chart is drawn on, piece by piece, and where a day and a rating lie on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.pictures.charts.theme import Theme
from bot.pictures.drawing import Point, Polygon, Text
from bot.pictures.strokes import stroke

WIDTH = 1080
LEFT, RIGHT, MARGIN = 118.0, 1040.0, 40.0
# A little more than 0 to 10, so that no dot lies on an edge.
LOWEST, HIGHEST = -0.4, 10.4


@dataclass(frozen=True, slots=True)
class Plot:
    """The field of the ratings: its upper and lower edge, and how many days it holds side by side."""

    top: float
    bottom: float
    days: int

    @property
    def day_width(self) -> float:
        """Pixels."""
        return (RIGHT - LEFT) / self.days

    def edge(self, day: int) -> float:
        """Where a day begins, counted from 0."""
        return LEFT + self.day_width * day

    def x(self, day: int) -> float:
        """The middle of a day."""
        return self.edge(day) + self.day_width / 2

    def y(self, rating: float) -> float:
        """The height of a rating."""
        return self.bottom - (self.bottom - self.top) * (rating - LOWEST) / (HIGHEST - LOWEST)


@dataclass(slots=True)
class Sheet:
    """What is drawn so far, from the back to the front."""

    theme: Theme
    shapes: list[Polygon] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def fill(self, points: tuple[Point, ...], colour: str, opacity: float = 1.0) -> None:
        """Fills a shape."""
        self.shapes.append(Polygon(points, colour, opacity))

    def line(self, path: Sequence[Point], width: float, colour: str) -> None:
        """Draws a line with round joints."""
        self._fill_all(stroke(path, width), colour)

    def _fill_all(self, shapes: Iterable[tuple[Point, ...]], colour: str) -> None:
        self.shapes += [Polygon(points, colour) for points in shapes]
