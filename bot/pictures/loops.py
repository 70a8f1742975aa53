"""The finished loops: which one shows an exercise, with or without a band, and whether it is up to date."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.content import Content, Exercise, Figure, Person, Side

# Raise it whenever the same data is drawn another way: every loop is then older than its renderer.
RENDERER = 1
MANIFEST = "figures.json"
SIDES: tuple[Side, Side] = ("left", "right")


class FiguresOutdated(Exception):
    """Some moving figures are missing or older than their data: run `make figures`."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(f"{', '.join(names)}: missing, or older than the data. Run: make figures")


@dataclass(frozen=True)
class Loop:
    """One finished loop. `digest` is the SHA-256 of the file: what to remember an upload by."""

    path: Path
    still: Path
    width: int
    height: int
    duration_s: float
    digest: str


@dataclass(frozen=True)
class Loops:
    """Every loop, by exercise, figure and side; read once."""

    by_name: Mapping[str, Loop]

    def showing(self, exercise: Exercise, *, band: bool, side: str | None) -> tuple[Loop, ...]:
        """The loops of an exercise, with a band or without, in the order of its file; none where it has none.

        All of them where none has a band, or each does. Without a `side`, an exercise that has sides is shown
        as it was drawn.
        """
        figures = exercise.figures.items()
        fitting = [(name, figure) for name, figure in figures if (figure.band is not None) == band]
        return tuple(
            self.by_name[file_name(exercise.id, name, (side or figure.side) if exercise.sides else None)]
            for name, figure in fitting or figures
        )


def file_name(exercise_id: str, figure: str, side: str | None) -> str:
    """The name of a loop's files without their ending."""
    return ".".join(filter(None, (exercise_id, figure, side)))


def made_from(figure: Figure, person: Person) -> str:
    """A digest of all that a loop is drawn from, the renderer's version among it."""
    poses = [(name, pose.model_dump()) for name, pose in figure.poses.items()]
    data = [RENDERER, figure.model_dump(exclude={"poses"}), poses, person.model_dump()]
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def outdated(content: Content, folder: Path) -> tuple[str, ...]:
    """The loops whose files are missing or older than their data; `folder` holds the files."""
    return _outdated(_wanted(content), _manifest(folder), folder)


def _outdated(wanted: Mapping[str, str], written: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    return tuple(
        name
        for name, digest in wanted.items()
        if written.get(name, {}).get("made_from") != digest
        or not all((folder / f"{name}.{ending}").is_file() for ending in ("mp4", "png"))
    )


def read(content: Content, folder: Path) -> Loops:
    """Every loop of the content; raises FiguresOutdated where one cannot be shown."""
    wanted, written = _wanted(content), _manifest(folder)
    if names := _outdated(wanted, written, folder):
        raise FiguresOutdated(names)
    return Loops(
        MappingProxyType(
            {
                name: Loop(
                    path=folder / f"{name}.mp4",
                    still=folder / f"{name}.png",
                    width=written[name]["width"],
                    height=written[name]["height"],
                    duration_s=written[name]["duration_s"],
                    digest=written[name]["digest"],
                )
                for name in wanted
            }
        )
    )


def _wanted(content: Content) -> dict[str, str]:
    return {
        file_name(exercise.id, name, side): digest
        for exercise in content.exercises.values()
        for name, figure in exercise.figures.items()
        for digest in [made_from(figure, content.people[figure.person])]
        for side in (SIDES if exercise.sides else (None,))
    }


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
