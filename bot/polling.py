"""Telegram is asked what people did, again and again; it hears that something came when that is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.database import DatabaseProblem, what_to_do
from bot.logs import logger
from bot.transport import AnotherPoller, NoUpdates, Polls

log = logger("polling")

Receive = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
KEPT_AGAIN_AFTER_S = 2.0

# Telegram ends the poll of whoever asked first. Who has just begun is the second and leaves; who has been
# at it asks again at once, and so ends the newcomer's.
NEWCOMER_FOR_S = 60.0
# One end may be of a poll that a killed process left open.
ENDED_OFTEN = 3


class Refused(Exception):
    """Another process polls for this BOT_TOKEN. One may: stop it, or run `worker` and `web` on PostgreSQL."""


async def poll(
    polls: Polls, url: str, kinds: Sequence[str], receive: Receive, newcomer_for_s: float = NEWCOMER_FOR_S
) -> None:
    """Polls for as long as it is let. Raises Refused when another process was first.

    `url` is the bot's own, with its token; `kinds` are the updates to ask for.
    """
    loop = asyncio.get_running_loop()
    offset, wait_s, began_at, ends = 0, FIRST_WAIT_S, loop.time(), 0
    while True:
        try:
            updates = await polls.updates(url, offset, kinds)
            await receive(updates)
        except AnotherPoller:
            ends += 1
            if ends >= ENDED_OFTEN and loop.time() - began_at < newcomer_for_s:
                raise Refused(Refused.__doc__) from None
            log.error("polling.contested", hint=Refused.__doc__)
            pause_s = FIRST_WAIT_S
        except NoUpdates as problem:
            pause_s = problem.wait_for.total_seconds() if problem.wait_for else wait_s
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)
            log.warning("polling.failed", error=str(problem), retry_in_s=pause_s)
        except DatabaseProblem as problem:
            # Asked for again from the same offset: Telegram still has them.
            pause_s = KEPT_AGAIN_AFTER_S
            log.error("updates.not_kept", exc_info=problem, hint=what_to_do(problem))
        else:
            if updates:
                offset = updates[-1]["update_id"] + 1
            wait_s = FIRST_WAIT_S
            continue
        await asyncio.sleep(pause_s)
