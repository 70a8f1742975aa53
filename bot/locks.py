"""Who may hear from Telegram: one process that polls, or any number that are called by webhook."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.database import Database
from bot.logs import logger
from bot.tether import Broken, tethered

log = logger("locks")

# A deploy starts the new process before the old one has ended.
PATIENCE_S, ASKS_EVERY_S = 10.0, 0.5

# Ours among the advisory locks of a server that other programs may use as well: "SH", then the bot's id.
_NAMESPACE = 0x5348 << 48


class AlreadyServed(Exception):
    """Another process serves this bot from this database. One `run` may, or several `web`: stop the other."""


@asynccontextmanager
async def serving(
    database: Database,
    path: Path | None,
    bot_id: int,
    *,
    alone: bool,
    broken: Broken,
    patience_s: float = PATIENCE_S,
) -> AsyncIterator[None]:
    """Holds the right to hear from Telegram to the end of the block; `alone`: nobody else may.

    `path` is the SQLite file, None on PostgreSQL. The lock is the process's own: when that dies, it is free
    at once. `broken` hears AlreadyServed where somebody took it while PostgreSQL was away. Raises
    AlreadyServed when another has it for as long as our patience lasts.
    """
    tries = range(int(patience_s / ASKS_EVERY_S))
    if path is not None:
        async with _of_file(path, tries):
            yield
        return

    async def lock(connection: Any) -> None:
        how = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
        for _ in tries:
            if await connection.fetchval(f"SELECT {how}($1)", _NAMESPACE | bot_id):
                return
            await asyncio.sleep(ASKS_EVERY_S)
        raise AlreadyServed(AlreadyServed.__doc__)

    async with tethered(database, lock, broken):
        yield


@asynccontextmanager
async def _of_file(path: Path, tries: range) -> AsyncIterator[None]:
    # A file of its own: SQLite's locks on the database itself are lost when any handle on it is closed.
    held = os.open(path.with_name(f"{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        for _ in tries:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(ASKS_EVERY_S)
        else:
            raise AlreadyServed(AlreadyServed.__doc__)
        yield
    finally:
        os.close(held)
