"""What was run, the longest of the last 30 days, and the way back to running."""

from bot.runs.exported import export
from bot.runs.files import FILE_AT_MOST, FileRefused, FileRun, Files, may_be_run
from bot.runs.run import METRES_A_KM, METRES_A_MILE, Felt, Run, Source
from bot.runs.said import FIRST_YEAR, LONGEST_M, Said, Unclear, check, is_same_again, read
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
from bot.runs.way_back import Came, Cause, Course, Go, Hip, State, Whereabouts, metres_of, whereabouts
from bot.runs.way_back_store import keep_way_back, way_back_of, ways_back_of_all
from bot.runs.way_story import Story, story, worse_mornings

__all__ = [
    "FILE_AT_MOST",
    "FIRST_YEAR",
    "LONGEST_M",
    "METRES_A_KM",
    "METRES_A_MILE",
    "Came",
    "Cause",
    "Compared",
    "Course",
    "Felt",
    "FileRefused",
    "FileRun",
    "Files",
    "Go",
    "Hip",
    "Logged",
    "Run",
    "Said",
    "Source",
    "State",
    "Story",
    "Unclear",
    "Whereabouts",
    "change",
    "check",
    "compare",
    "delete",
    "export",
    "forget_deleted",
    "get",
    "is_same_again",
    "keep_way_back",
    "latest",
    "log",
    "longest",
    "may_be_run",
    "metres_of",
    "newest",
    "of_period",
    "ran",
    "read",
    "story",
    "undelete",
    "way_back_of",
    "ways_back_of_all",
    "whereabouts",
    "worse_mornings",
]
