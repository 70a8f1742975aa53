"""What was run, the longest of the last 30 days, and the way back to running."""

from bot.runs.exported import export
from bot.runs.run import METRES_A_KM, METRES_A_MILE, Felt, Run, Source
from bot.runs.said import LONGEST_M, Said, Unclear, check, read
from bot.runs.spike import Compared, compare
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
    ran,
    undelete,
)

__all__ = [
    "LONGEST_M",
    "METRES_A_KM",
    "METRES_A_MILE",
    "Compared",
    "Felt",
    "Logged",
    "Run",
    "Said",
    "Source",
    "Unclear",
    "change",
    "check",
    "compare",
    "delete",
    "export",
    "forget_deleted",
    "get",
    "latest",
    "log",
    "longest",
    "newest",
    "of_period",
    "ran",
    "read",
    "undelete",
]
