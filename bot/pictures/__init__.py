"""A product value in, a picture out: the moving figures, drawn ahead of time and found again here.

The door is the finished loops alone, so that a bot that only shows them loads nothing that draws.
"""

from bot.pictures.loops import MANIFEST, FiguresOutdated, Loop, Loops, file_name, made_from, outdated, read

__all__ = [
    "MANIFEST",
    "FiguresOutdated",
    "Loop",
    "Loops",
    "file_name",
    "made_from",
    "outdated",
    "read",
]
