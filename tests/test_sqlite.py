"""SQLite's statements: at once for who waits, in the thread for all that may take long, and none is lost."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import column, select, table, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncResult

from bot import sqlite
from bot.database import Database, open_database
from bot.settings import Settings
from bot.sqlite import COMMITS_HERE, Connection


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(Settings(database_url=f"sqlite:///{tmp_path}/bot.sqlite3"))
    async with database.begin() as session:
        await session.execute(text("CREATE TABLE runs (id INTEGER PRIMARY KEY, metres INTEGER NOT NULL)"))
        await session.execute(text("INSERT INTO runs (metres) VALUES (5000), (8200), (10000)"))
    yield database
    await database.close()


@pytest.fixture
def trips(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made in the thread from here on."""
    made: list[str] = []
    in_thread = Connection._in_thread

    def counted(self: Connection, make: Callable[..., Any], *arguments: Any) -> Any:
        made.append(make.__name__)
        return in_thread(self, make, *arguments)

    monkeypatch.setattr(Connection, "_in_thread", counted)
    return made


async def runs_of(database: Database, somebody_waits: bool = False) -> list[int]:
    async with database.begin(somebody_waits) as session:
        return list((await session.execute(text("SELECT metres FROM runs ORDER BY id"))).scalars())


async def insert(database: Database, metres: str = "3000", somebody_waits: bool = True) -> None:
    async with database.begin(somebody_waits) as session:
        await session.execute(text(f"INSERT INTO runs (metres) VALUES ({metres})"))


async def function(database: Database, name: str, make: Callable[[], int]) -> None:
    """A function of Python's that statements can call."""
    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection
        raw.driver_connection.create_function(name, 0, make)


async def test_for_who_waits_no_trip_is_made(database: Database, trips: list[str]) -> None:
    async with database.begin(somebody_waits=True) as session:
        await session.execute(text("INSERT INTO runs (metres) VALUES (:metres)"), [{"metres": 3000}])
        rows = await session.execute(text("SELECT metres FROM runs ORDER BY id"))
        assert rows.scalars().all() == [5000, 8200, 10000, 3000]
    assert trips == []
    assert await runs_of(database) == [5000, 8200, 10000, 3000]


async def test_all_else_is_made_in_the_thread(database: Database, trips: list[str]) -> None:
    await insert(database, somebody_waits=False)
    assert trips == ["_begin_patiently", "<lambda>", "_commit_and_tidy"]


async def test_what_was_slow_goes_to_the_thread_for_a_while(
    database: Database, trips: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TIMES_AWAY", 2)

    def slow() -> int:
        time.sleep(sqlite.LONG_S * 1.5)
        return 1

    await function(database, "slow", slow)
    trips.clear()
    for _ in range(4):
        await insert(database, "slow()")
    # The first and, tried again, the last were made at once.
    assert trips == ["<lambda>", "<lambda>"]
    await insert(database)
    assert await runs_of(database, somebody_waits=True) == [5000, 8200, 10000, 1, 1, 1, 1, 3000]
    assert trips == ["<lambda>", "<lambda>"]


async def test_the_log_is_written_into_the_file_by_the_thread_alone(
    database: Database, trips: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PAGES", 1)
    file = tmp_path / "bot.sqlite3"

    def kept() -> bool:
        """Whether the first of them stands in the file itself, without its log."""
        return b"marathon" in file.read_bytes()

    await insert(database, somebody_waits=False)
    trips.clear()
    await insert(database, "'marathon'")
    for _ in range(COMMITS_HERE - 2):
        assert not kept()
        await insert(database)
    assert trips == []
    await insert(database)
    assert trips == ["_commit_and_tidy"]
    assert kept()


async def test_a_transaction_without_a_statement_is_none(database: Database, trips: list[str]) -> None:
    for somebody_waits in (False, True):
        async with database.begin(somebody_waits):
            pass
        async with database.begin(somebody_waits) as session:
            await session.connection()
    async with database.engine.connect() as connection:
        await connection.begin()
    assert trips == []


@pytest.mark.parametrize("somebody_waits", [False, True])
async def test_what_raises_leaves_nothing_and_the_next_begins_anew(
    database: Database, somebody_waits: bool
) -> None:
    async def begin(then: str | Exception) -> None:
        async with database.begin(somebody_waits) as session:
            await session.execute(text("INSERT INTO runs (metres) VALUES (1)"))
            if isinstance(then, Exception):
                raise then
            await session.execute(text(then))

    with pytest.raises(IntegrityError):
        await begin("INSERT INTO runs (metres) VALUES (NULL)")
    with pytest.raises(RuntimeError):
        await begin(RuntimeError())
    assert await runs_of(database, somebody_waits) == [5000, 8200, 10000]


@pytest.mark.parametrize("somebody_waits", [False, True])
async def test_who_is_cancelled_amid_a_statement_leaves_nothing_and_gives_the_connection_back(
    database: Database, somebody_waits: bool
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def waits() -> int:
        began.set()
        go_on.wait(10)
        return 1

    await function(database, "waits", waits)
    inserting = asyncio.create_task(insert(database, "waits()", somebody_waits=False))
    await asyncio.to_thread(began.wait)
    inserting.cancel()
    await asyncio.sleep(0)
    reading = asyncio.create_task(runs_of(database, somebody_waits))
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await inserting
    assert await reading == [5000, 8200, 10000]


@pytest.mark.parametrize("somebody_waits", [False, True])
async def test_who_is_kept_out_by_another_process_waits_and_holds_up_nobody(
    database: Database, tmp_path: Path, somebody_waits: bool
) -> None:
    other = sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    inserting = asyncio.create_task(insert(database, somebody_waits=somebody_waits))
    done, _ = await asyncio.wait([inserting], timeout=0.2)
    assert not done
    other.execute("COMMIT")
    other.close()
    await inserting
    assert await runs_of(database) == [5000, 8200, 10000, 3000]


@pytest.mark.parametrize("somebody_waits", [False, True])
async def test_one_writer_at_a_time_and_who_cannot_wait_longer_is_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, somebody_waits: bool
) -> None:
    monkeypatch.setattr(sqlite, "WAITS_MS", 20)
    other = sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await runs_of(database, somebody_waits)
    other.execute("COMMIT")
    other.close()
    assert await runs_of(database, somebody_waits) == [5000, 8200, 10000]


async def test_many_rows_come_page_by_page_and_from_the_thread(database: Database, trips: list[str]) -> None:
    async with database.begin() as session:
        await session.execute(
            text("INSERT INTO runs (metres) VALUES (:metres)"), [{"metres": n} for n in range(25)]
        )
    trips.clear()
    async with database.begin(somebody_waits=True) as session:
        streamed: AsyncResult[tuple[int]] = await session.stream(
            select(column("metres")).select_from(table("runs")).order_by(column("id")),
            execution_options={"yield_per": 10},
        )
        pages = [[metres for (metres,) in page] async for page in streamed.partitions()]
    assert pages == [[5000, 8200, 10000, *range(7)], [*range(7, 17)], [*range(17, 25)]]
    assert trips == ["<lambda>"]
