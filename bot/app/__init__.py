"""The only place that knows everyone: builds what the rooms need, wires the entrances, winds up the ticks."""

from bot.app.parts import Running
from bot.app.ready import NOT_MIGRATED, WORDS, CannotStart, Ready, opened, prepare, what_is_missing
from bot.app.roles import running, serve
from bot.app.winding import Role

__all__ = [
    "NOT_MIGRATED",
    "WORDS",
    "CannotStart",
    "Ready",
    "Role",
    "Running",
    "opened",
    "prepare",
    "running",
    "serve",
    "what_is_missing",
]
