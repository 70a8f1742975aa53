"""The bot as `python -m bot run` starts it, with a figure for every exercise from a folder of files."""

import asyncio
import sys
from pathlib import Path

from bot import app
from bot.deliveries import Picture
from bot.settings import Settings


def figures(
    exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1
) -> Picture | None:
    """One figure an exercise."""
    name = f"{exercise_id}.mp4"
    return Picture(name, name, 640, 480, 3.0)


async def main(folder: Path) -> None:
    """Serves until it is terminated."""
    async with app.running(Settings(), figures=figures, folder=folder):
        await asyncio.Event().wait()


asyncio.run(main(Path(sys.argv[1])))
