"""What people did, as Telegram told it: kept until it was answered, and answered once."""

from bot.inbox.store import (
    GIVEN_UP_AFTER,
    LEASE,
    Taken,
    TakenOver,
    clock_went_back,
    done,
    forget,
    give_up,
    keep,
    not_done,
    put_away,
    release,
    renew,
    take,
    waiting,
)

__all__ = [
    "GIVEN_UP_AFTER",
    "LEASE",
    "Taken",
    "TakenOver",
    "clock_went_back",
    "done",
    "forget",
    "give_up",
    "keep",
    "not_done",
    "put_away",
    "release",
    "renew",
    "take",
    "waiting",
]
