"""Which moving figure shows an exercise; a bot without pictures has none."""

from typing import Protocol

from bot.deliveries import Picture


class Figures(Protocol):
    """Finds a figure. `part` counts the ways, directions or places of an exercise done one after another."""

    def __call__(
        self, exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
    ) -> Picture | None:
        """The figure, with or without a band, of the "left" or "right" side where there are sides, if any."""


def no_figures(
    exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
) -> Picture | None:
    """Text alone."""
    return None
