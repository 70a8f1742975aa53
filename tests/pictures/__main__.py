"""`python -m tests.pictures FOLDER`: a chart of every made-up course, light and dark, to be looked at."""

import sys
from pathlib import Path

from bot.pictures import chart
from tests.pictures.courses import COURSES, words


def main() -> None:
    """Draws them all."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, course in COURSES.items():
        for theme in ("light", "dark"):
            path = folder / f"{name} {theme}.png".replace(" ", "_")
            path.write_bytes(chart(course, words(), dark=theme == "dark"))
            print(path)


main()
