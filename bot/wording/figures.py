"""Which moving figure shows an exercise at this moment, or none at all."""

from typing import Protocol

from bot.content import Content
from bot.deliveries import Picture
from bot.pictures import Loops


class Figures(Protocol):
    """Finds a figure. `part` counts the ways, directions or places of an exercise done one after another."""

    def __call__(
        self, exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
    ) -> Picture | None:
        """The figure, with or without a band, of the "left" or "right" side where there are sides, if any."""


def drawn_figures(content: Content, loops: Loops) -> Figures:
    """The figures that were drawn ahead of time, in the order of the exercise's file: a part each."""

    def find(
        exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
    ) -> Picture | None:
        shown = loops.showing(content.exercises[exercise_id], band=band, side=side)
        if not shown:
            return None
        loop = shown[min(part, len(shown)) - 1]
        return Picture(loop.path.name, loop.digest, loop.width, loop.height, loop.duration_s)

    return find


def no_figures(
    exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
) -> Picture | None:
    """Text alone."""
    return None
