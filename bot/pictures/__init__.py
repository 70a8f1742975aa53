"""A product value in, a picture out: the moving figures, drawn ahead of time and found again here."""

from bot.pictures.loops import MANIFEST, FiguresOutdated, Loop, Loops, file_name, made_from, outdated, read
from bot.pictures.painting import painted
from bot.pictures.plausible import implausible
from bot.pictures.scene import scene

__all__ = [
    "MANIFEST",
    "FiguresOutdated",
    "Loop",
    "Loops",
    "file_name",
    "implausible",
    "made_from",
    "outdated",
    "painted",
    "read",
    "scene",
]
