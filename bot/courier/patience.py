"""How long a reply waits for Telegram: a person waits for it, and it may be said twice."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

T = TypeVar("T")

# A reply that Telegram asks us to hold back longer than this is not worth the person's wait.
LONGEST_REPLY_WAIT_S = 30

LOST_AGAIN_AFTER_S = 0.5


async def patiently(call: Callable[[], Awaitable[T]], patience_s: float = LONGEST_REPLY_WAIT_S) -> T | None:
    """Waits out 429s, together so long at most, and repeats one lost call; None for who blocked us.

    Raises what the library raises for all else.
    """
    was_lost = False
    while True:
        try:
            return await call()
        except RetryAfter as problem:
            wait_s = problem._retry_after.total_seconds()
            if wait_s > patience_s:
                raise
        except Forbidden:
            return None
        except BadRequest:
            raise
        except NetworkError:
            if was_lost:
                raise
            was_lost, wait_s = True, LOST_AGAIN_AFTER_S
        patience_s -= wait_s
        await asyncio.sleep(wait_s)
