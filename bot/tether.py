"""A connection to PostgreSQL that a process holds beside its pool: to be woken by, and to be known by."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.database import Database, DatabaseProblem
from bot.logs import logger

log = logger("tether")

# What is done with asyncpg's connection as soon as it is open.
Fasten = Callable[[Any], Awaitable[None]]
Broken = Callable[[Exception], None]

# A server that vanished without a word is found out by asking.
ASK_EVERY_S, ASKED_WITHIN_S = 15.0, 10.0
OPEN_AGAIN_AFTER_S, LONGEST_WAIT_S = 1.0, 15.0


@asynccontextmanager
async def tethered(database: Database, fasten: Fasten, broken: Broken) -> AsyncIterator[None]:
    """Holds a connection from here to the end of the block, and opens it anew when the server went away.

    Raises what the first `fasten` raises. What a later one raises, other than DatabaseProblem, is handed to
    `broken`, and nothing is held from then on.
    """
    first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    holding = asyncio.create_task(_hold(database, fasten, broken, first))
    try:
        await first
        yield
    finally:
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)


async def _hold(database: Database, fasten: Fasten, broken: Broken, first: asyncio.Future[None]) -> None:
    wait_s = OPEN_AGAIN_AFTER_S
    while True:
        try:
            async with database.apart() as connection:
                await fasten(connection)
                if first.done():
                    log.warning("tether.back")
                else:
                    first.set_result(None)
                wait_s = OPEN_AGAIN_AFTER_S
                await _until_gone(connection)
        except Exception as problem:
            if not first.done():
                first.set_exception(problem)
                return
            if not isinstance(problem, DatabaseProblem):
                broken(problem)
                return
        log.warning("tether.lost", retry_in_s=wait_s)
        await asyncio.sleep(wait_s)
        wait_s = min(2 * wait_s, LONGEST_WAIT_S)


async def _until_gone(connection: Any) -> None:
    gone = asyncio.Event()
    connection.add_termination_listener(lambda _connection: gone.set())
    while not gone.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(gone.wait(), ASK_EVERY_S)
            return
        await asyncio.wait_for(connection.execute("SELECT 1"), ASKED_WITHIN_S)
