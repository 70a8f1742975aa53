"""Who we talk to: language, zone, consent, quiet hours, paused, unreachable, forgotten."""

from bot.runners.conversations import conversation, end_conversation, keep_conversation, key_fits
from bot.runners.places import Place, common_zones, find_zone, place_of
from bot.runners.runner import USUAL_QUIET, Conversation, Runner, stranger
from bot.runners.store import (
    NoSuchRunner,
    arrive,
    by_chat,
    confirm_adult,
    consent,
    finish_onboarding,
    forget,
    forget_silently,
    get,
    pause,
    prune_unfinished,
    resume,
    set_quiet,
    set_zone,
    start_over,
    unreachable,
)
from bot.runners.zones import country_of, is_fixed, is_zone, zone_at

__all__ = [
    "USUAL_QUIET",
    "Conversation",
    "NoSuchRunner",
    "Place",
    "Runner",
    "arrive",
    "by_chat",
    "common_zones",
    "confirm_adult",
    "consent",
    "conversation",
    "country_of",
    "end_conversation",
    "find_zone",
    "finish_onboarding",
    "forget",
    "forget_silently",
    "get",
    "is_fixed",
    "is_zone",
    "keep_conversation",
    "key_fits",
    "pause",
    "place_of",
    "prune_unfinished",
    "resume",
    "set_quiet",
    "set_zone",
    "start_over",
    "stranger",
    "unreachable",
    "zone_at",
]
