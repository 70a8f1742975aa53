"""What was run, the longest of the last 30 days, and the way back to running."""

from bot.runs.exported import export
from bot.runs.run import Felt, Run, Source
from bot.runs.store import (
    Logged,
    change,
    delete,
    forget_deleted,
    get,
    latest,
    log,
    longest,
    newest,
    of_period,
    undelete,
)

__all__ = [
    "Felt",
    "Logged",
    "Run",
    "Source",
    "change",
    "delete",
    "export",
    "forget_deleted",
    "get",
    "latest",
    "log",
    "longest",
    "newest",
    "of_period",
    "undelete",
]
