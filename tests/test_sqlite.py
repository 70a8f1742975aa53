"""Trips to SQLite's thread: one for each statement, one to end what was begun, and none for nothing."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import column, select, table, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncResult

from bot.database import Database, open_database
from bot.settings import Settings
from bot.sqlite import Connection


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(Settings(database_url=f"sqlite:///{tmp_path}/bot.sqlite3"))
    async with database.begin() as session:
        await session.execute(text("CREATE TABLE runs (id INTEGER PRIMARY KEY, metres INTEGER NOT NULL)"))
        await session.execute(text("INSERT INTO runs (metres) VALUES (5000), (8200), (10000)"))
    yield database
    await database.close()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    execute = Connection._execute

    async def counted(self: Connection, call: Any, *arguments: Any) -> Any:
        made.append(getattr(call, "__name__", str(call)))
        return await execute(self, call, *arguments)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(Connection, "_execute", counted)
    return made


async def runs_of(database: Database) -> list[int]:
    async with database.begin() as session:
        return list((await session.execute(text("SELECT metres FROM runs ORDER BY id"))).scalars())


async def test_a_statement_is_one_trip_and_the_end_of_what_was_begun_another(
    database: Database, trips: list[str]
) -> None:
    async with database.begin() as session:
        await session.execute(text("INSERT INTO runs (metres) VALUES (3000)"))
        rows = await session.execute(text("SELECT metres FROM runs ORDER BY id"))
        assert rows.scalars().all() == [5000, 8200, 10000, 3000]
    assert trips == ["_run", "_run", "commit"]


async def test_a_transaction_without_a_statement_is_none(database: Database, trips: list[str]) -> None:
    async with database.begin():
        pass
    async with database.begin() as session:
        await session.connection()
    async with database.engine.connect() as connection:
        await connection.begin()
    assert trips == []


async def test_what_raises_leaves_nothing_and_the_next_begins_anew(database: Database) -> None:
    async def insert(then: str | Exception) -> None:
        async with database.begin() as session:
            await session.execute(text("INSERT INTO runs (metres) VALUES (1)"))
            if isinstance(then, Exception):
                raise then
            await session.execute(text(then))

    with pytest.raises(IntegrityError):
        await insert("INSERT INTO runs (metres) VALUES (NULL)")
    with pytest.raises(RuntimeError):
        await insert(RuntimeError())
    assert await runs_of(database) == [5000, 8200, 10000]


async def test_who_is_cancelled_amid_a_statement_leaves_nothing_and_gives_the_connection_back(
    database: Database,
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def wait() -> int:
        began.set()
        go_on.wait(10)
        return 1

    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection
        await raw.driver_connection.create_function("waits", 0, wait)

    async def insert() -> None:
        async with database.begin() as session:
            await session.execute(text("INSERT INTO runs (metres) VALUES (waits())"))

    inserting = asyncio.create_task(insert())
    await asyncio.to_thread(began.wait)
    inserting.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await inserting
    assert await runs_of(database) == [5000, 8200, 10000]


async def test_one_writer_at_a_time_and_who_cannot_wait_is_told(database: Database, tmp_path: Path) -> None:
    async with database.begin() as session:
        await session.execute(text("PRAGMA busy_timeout=0"))
    other = sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await runs_of(database)
    other.execute("COMMIT")
    other.close()
    assert await runs_of(database) == [5000, 8200, 10000]


async def test_many_rows_come_page_by_page(database: Database) -> None:
    async with database.begin() as session:
        await session.execute(
            text("INSERT INTO runs (metres) VALUES (:metres)"), [{"metres": n} for n in range(25)]
        )
    async with database.begin() as session:
        streamed: AsyncResult[tuple[int]] = await session.stream(
            select(column("metres")).select_from(table("runs")).order_by(column("id")),
            execution_options={"yield_per": 10},
        )
        pages = [[metres for (metres,) in page] async for page in streamed.partitions()]
    assert pages == [[5000, 8200, 10000, *range(7)], [*range(7, 17)], [*range(17, 25)]]
