"""A routine walked through together: which phase now, for how long, and what each press makes of it."""

from bot.sessions.exported import export
from bot.sessions.guided import Ending, GuidedSession
from bot.sessions.store import (
    begin,
    clock_went_back,
    drop,
    drop_all,
    due,
    end,
    end_left,
    finish,
    get,
    hold,
    is_shown_in,
    keep,
    of_runner,
)
from bot.sessions.walk import Item, Kind, Phase

__all__ = [
    "Ending",
    "GuidedSession",
    "Item",
    "Kind",
    "Phase",
    "begin",
    "clock_went_back",
    "drop",
    "drop_all",
    "due",
    "end",
    "end_left",
    "export",
    "finish",
    "get",
    "hold",
    "is_shown_in",
    "keep",
    "of_runner",
]
