"""Somebody else owes a message now: an idle worker is woken, and does not wait for its next look."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.database import Database
from bot.logs import logger
from bot.tether import tethered

log = logger("listening")


@asynccontextmanager
async def listening(database: Database, channel: str, wake: Callable[[], None]) -> AsyncIterator[None]:
    """Calls `wake` at once when something is owed, to the end of the block; on PostgreSQL only."""

    async def listen(connection: Any) -> None:
        await connection.add_listener(channel, lambda *_what: wake())
        # What was owed while nobody listened.
        wake()

    def broken(problem: Exception) -> None:
        # The ticks look every second all the same.
        log.error("listening.ended", exc_info=problem)

    async with tethered(database, listen, broken):
        yield
