"""What a runner reported, kept together with the decision it led to."""

from bot.checkins.checkin import NOTE_LIMIT, Asked, CheckIn, MorningAfter, Rating, Standing
from bot.checkins.exported import export
from bot.checkins.history import mornings, ratings, recent, recent_kept
from bot.checkins.store import (
    acknowledge,
    add_note,
    get,
    last_cleared_at,
    last_told,
    latest,
    morning_of,
    record,
    seen_professional,
    standing,
    standing_of_all,
    uncleared,
    undo,
)

__all__ = [
    "NOTE_LIMIT",
    "Asked",
    "CheckIn",
    "MorningAfter",
    "Rating",
    "Standing",
    "acknowledge",
    "add_note",
    "export",
    "get",
    "last_cleared_at",
    "last_told",
    "latest",
    "morning_of",
    "mornings",
    "ratings",
    "recent",
    "recent_kept",
    "record",
    "seen_professional",
    "standing",
    "standing_of_all",
    "uncleared",
    "undo",
]
