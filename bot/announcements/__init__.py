"""What operators say to everybody: written, seen first, confirmed, owed page by page, stopped, followed."""

from bot.announcements.announcement import (
    DRAFT_IS_KEPT_FOR,
    KIND,
    OF_USE_FOR,
    Announcement,
    Bar,
    Draft,
    key_for,
)
from bot.announcements.bars import bars_of, forget_bar, is_shown, show_in
from bot.announcements.progress import Progress, progress_of
from bot.announcements.store import (
    begin,
    clock_went_back,
    confirm,
    discard,
    draft_of,
    ended,
    forget_old,
    keep_owed,
    look_later,
    rewrite,
    stop,
    to_look_at,
    under_way,
    write,
)
from bot.announcements.text import LONGEST, Fault, fault_of, in_language, length_of
from bot.announcements.turn import TurnToHear, turn_to_hear

__all__ = [
    "DRAFT_IS_KEPT_FOR",
    "KIND",
    "LONGEST",
    "OF_USE_FOR",
    "Announcement",
    "Bar",
    "Draft",
    "Fault",
    "Progress",
    "TurnToHear",
    "bars_of",
    "begin",
    "clock_went_back",
    "confirm",
    "discard",
    "draft_of",
    "ended",
    "fault_of",
    "forget_bar",
    "forget_old",
    "in_language",
    "is_shown",
    "keep_owed",
    "key_for",
    "length_of",
    "look_later",
    "progress_of",
    "rewrite",
    "show_in",
    "stop",
    "to_look_at",
    "turn_to_hear",
    "under_way",
    "write",
]
