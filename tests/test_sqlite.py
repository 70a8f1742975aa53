"""SQLite on the loop's own thread: another process may hold the database, and nobody else is held up."""

import asyncio
import sqlite3
from pathlib import Path

from sqlalchemy import text

from bot.database import open_database
from bot.settings import Settings


async def test_a_transaction_waits_for_another_process_and_holds_up_nobody(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    database = open_database(Settings(database_url=f"sqlite:///{path}"))
    async with database.begin() as session:
        await session.execute(text("CREATE TABLE counts (n INTEGER)"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def count() -> None:
        async with database.begin() as session:
            await session.execute(text("INSERT INTO counts VALUES (1)"))

    waiting = asyncio.create_task(count())
    for _ in range(100):
        # It would end here, and not at all, if the loop itself waited.
        await asyncio.sleep(0)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    async with database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM counts")) == 1
    await database.close()


async def test_a_transaction_that_fails_leaves_the_connection_fit_for_the_next(tmp_path: Path) -> None:
    database = open_database(Settings(database_url=f"sqlite:///{tmp_path}/fit.sqlite3"))
    async with database.begin() as session:
        await session.execute(text("CREATE TABLE counts (n INTEGER UNIQUE)"))
    for _ in range(2):
        try:
            async with database.begin() as session:
                await session.execute(text("INSERT INTO counts VALUES (1)"))
                raise RuntimeError
        except RuntimeError:
            pass
    async with database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM counts")) == 0
    await database.close()
