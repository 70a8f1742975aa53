"""Which moving figure shows an exercise, asked of whoever draws them; a bot without pictures has none."""

from typing import Protocol

from bot.deliveries import Picture


class Figures(Protocol):
    """Finds a figure. `part` counts the ways, directions or places of an exercise done one after another."""

    def __call__(
        self, exercise_id: str, level: int, side: str | None = None, part: int = 1
    ) -> Picture | None:
        """The figure at a level, for "left" or "right" where there are sides; None where none is drawn."""


def no_figures(exercise_id: str, level: int, side: str | None = None, part: int = 1) -> Picture | None:
    """Text alone."""
    return None
