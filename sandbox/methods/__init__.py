"""Every Bot API method this Telegram answers, by its name in small letters."""

from sandbox.methods import (
    callbacks,
    chats,
    editing,
    media,
    members,
    polls,
    profile,
    sending,
    topics,
    updates,
)
from sandbox.methods.register import METHODS, Call, Method

__all__ = [
    "METHODS",
    "Call",
    "Method",
    "callbacks",
    "chats",
    "editing",
    "media",
    "members",
    "polls",
    "profile",
    "sending",
    "topics",
    "updates",
]
