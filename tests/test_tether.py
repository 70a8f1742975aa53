"""What a process holds on to in PostgreSQL: being woken, and being the one that Telegram talks to."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import deliveries, schema
from bot.database import Database, open_database, wake
from bot.deliveries import Message
from bot.listening import listening
from bot.locks import AlreadyServed, serving
from bot.vault import Vault
from tests.conftest import NOON, settings_for

BOT_ID = 7_000_000_001


@pytest.fixture
async def server(migrated_postgres_url: str) -> AsyncIterator[Database]:
    database = open_database(settings_for(migrated_postgres_url))
    await schema.migrate(database)
    yield database
    await database.close()


async def _cut_everybody_off(database: Database) -> None:
    """What a restart of the server does to the connections."""
    async with database.begin() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


async def test_what_is_owed_now_wakes_who_listens(server: Database, vault: Vault) -> None:
    woken = asyncio.Event()
    async with listening(server, deliveries.CHANNEL, woken.set):
        # Once for what was owed before.
        await asyncio.wait_for(woken.wait(), 10)
        woken.clear()
        async with server.begin() as session:
            await deliveries.add(
                session,
                vault,
                key="advice:1",
                kind="advice",
                chat_id=1,
                message=Message("Seek professional help"),
                due_at=NOON,
                now=NOON,
            )
            assert not woken.is_set()
        await asyncio.wait_for(woken.wait(), 10)


async def test_who_was_cut_off_listens_again(server: Database) -> None:
    woken = asyncio.Event()
    async with listening(server, "here", woken.set):
        await asyncio.wait_for(woken.wait(), 10)
        woken.clear()
        await _cut_everybody_off(server)
        await asyncio.wait_for(woken.wait(), 10)
        woken.clear()
        async with server.begin() as session:
            await wake(session, "here")
        await asyncio.wait_for(woken.wait(), 10)


async def _serve(database: Database, path: Path | None, *, alone: bool) -> None:
    async with serving(database, path, BOT_ID, alone=alone, broken=print, patience_s=1):
        pass


async def test_one_polls_alone_and_any_number_is_called(server: Database) -> None:
    async with serving(server, None, BOT_ID, alone=True, broken=print, patience_s=1):
        for alone in (True, False):
            with pytest.raises(AlreadyServed):
                await _serve(server, None, alone=alone)
    async with serving(server, None, BOT_ID, alone=False, broken=print, patience_s=1):
        await _serve(server, None, alone=False)
        with pytest.raises(AlreadyServed):
            await _serve(server, None, alone=True)
    await _serve(server, None, alone=True)


async def test_one_polls_alone_on_sqlite_too(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    database = open_database(settings_for(f"sqlite:///{path}"))
    async with serving(database, path, BOT_ID, alone=True, broken=print, patience_s=1):
        with pytest.raises(AlreadyServed):
            await _serve(database, path, alone=True)
    await _serve(database, path, alone=True)
    await database.close()


async def test_who_was_cut_off_and_finds_another_in_its_place_is_told(server: Database) -> None:
    told: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
    async with serving(server, None, BOT_ID, alone=True, broken=told.set_result, patience_s=1):
        await _cut_everybody_off(server)
        # Quicker than the one that was cut off, which waits a moment before it opens another.
        async with serving(server, None, BOT_ID, alone=True, broken=print, patience_s=1):
            assert isinstance(await asyncio.wait_for(told, 10), AlreadyServed)
