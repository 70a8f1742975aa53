"""Running clubs in groups, topics and channels: their runs, what is posted there and when, and the taps."""

from bot.clubs.club import (
    LEADS,
    MOST_RUNS,
    POSTS_A_DAY,
    QUIET_WEEKS,
    Club,
    Counts,
    Due,
    Kind,
    Recount,
    Refused,
    Run,
    Tap,
)
from bot.clubs.due import due, next_due_at
from bot.clubs.places import (
    at,
    begin,
    change,
    forget_left,
    get,
    leave,
    move,
    move_to_topic,
    of_chat,
    remove,
    silence,
    speak_again,
    told_to,
)
from bot.clubs.posts import (
    counts,
    forget_old,
    forget_person,
    hold,
    post,
    posts_on,
    tap,
    to_recount,
)
from bot.clubs.runs import add as add_run
from bot.clubs.runs import advance, meet_at
from bot.clubs.runs import change as change_run
from bot.clubs.runs import of_club as runs_of
from bot.clubs.runs import remove as remove_run
from bot.clubs.turns import is_quiet, quiet_through

__all__ = [
    "LEADS",
    "MOST_RUNS",
    "POSTS_A_DAY",
    "QUIET_WEEKS",
    "Club",
    "Counts",
    "Due",
    "Kind",
    "Recount",
    "Refused",
    "Run",
    "Tap",
    "add_run",
    "advance",
    "at",
    "begin",
    "change",
    "change_run",
    "counts",
    "due",
    "forget_left",
    "forget_old",
    "forget_person",
    "get",
    "hold",
    "is_quiet",
    "leave",
    "meet_at",
    "move",
    "move_to_topic",
    "next_due_at",
    "of_chat",
    "post",
    "posts_on",
    "quiet_through",
    "remove",
    "remove_run",
    "runs_of",
    "silence",
    "speak_again",
    "tap",
    "to_recount",
    "told_to",
]
