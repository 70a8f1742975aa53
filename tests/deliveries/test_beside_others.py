"""Several workers on one PostgreSQL: no chat gets two at once, and nobody waits for each other."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import deliveries, schema
from bot.database import Database, open_database
from bot.deliveries import Message, Owed, TryLater
from bot.vault import Vault
from tests.conftest import NOON, add_runner, settings_for

RATE = 1000
CLUB = -100_5


@pytest.fixture
async def shared(migrated_postgres_url: str) -> AsyncIterator[Database]:
    database = open_database(settings_for(migrated_postgres_url))
    await schema.migrate(database)
    yield database
    await database.close()


def owed(key: str, chat_id: int) -> Owed:
    return Owed(key, "routine", chat_id, Message("said"), NOON)


async def claim(database: Database, vault: Vault, most: int = 1) -> list[str]:
    async with database.begin() as session:
        found = await deliveries.claim(session, vault, now=NOON, rate=RATE, most=most)
    return [one.key for one in found.rows]


async def test_a_worker_that_waited_for_another_leaves_its_chat_the_gap(
    shared: Database, vault: Vault
) -> None:
    async with shared.begin() as session:
        await deliveries.add_all(session, vault, [owed("1", 5), owed("2", 5), owed("3", 6)], NOON)
    async with shared.begin() as session:
        first = await deliveries.claim(session, vault, now=NOON, rate=RATE, most=1)
        other = asyncio.create_task(claim(shared, vault, most=3))
        for _ in range(20):
            # Long enough to look for what is due, were it not for the lock.
            await asyncio.sleep(0.01)
        assert not other.done()
    assert [one.key for one in first.rows] == ["1"]
    assert await other == ["3"]


async def test_claims_edits_floods_and_tidying_do_not_wait_for_each_other(
    shared: Database, vault: Vault
) -> None:
    chats = [CLUB - n for n in range(40)]
    async with shared.begin() as session:
        await deliveries.add_all(session, vault, [owed(f"{n}", it) for n, it in enumerate(chats)], NOON)

    async def edits(turn: int) -> None:
        async with shared.begin() as session:
            now = NOON + timedelta(seconds=10 * turn)
            await deliveries.take_chats_for_edits(session, now, chats[::-1], timedelta(seconds=6))
            await deliveries.take_for_edits(session, now, RATE, 5)

    async def tidy(turn: int) -> None:
        async with shared.begin() as session:
            await deliveries.expire(session, NOON + timedelta(seconds=10 * turn))

    async with asyncio.timeout(30):
        for turn in range(20):
            await asyncio.gather(edits(turn), tidy(turn), claim(shared, vault, most=9), edits(turn))


async def test_what_is_given_back_while_it_is_withdrawn_is_withdrawn(shared: Database, vault: Vault) -> None:
    async with shared.begin() as session:
        runner_id = await add_runner(session)
        mine = replace(owed("1", 5), runner_id=runner_id)
        await deliveries.add_all(session, vault, [mine], NOON)
    async with shared.begin() as session:
        found = await deliveries.claim(session, vault, now=NOON, rate=RATE)

    async def withdraw() -> int:
        async with shared.begin() as session:
            return await deliveries.withdraw(session, runner_id, NOON, kinds=(mine.kind,))

    async with shared.begin() as session:
        await deliveries.record(session, found.rows[0], TryLater("NotConnected"), NOON)
        taking_back = asyncio.create_task(withdraw())
        for _ in range(20):
            # Long enough to come to the row that is being written.
            await asyncio.sleep(0.01)
        assert not taking_back.done()
    assert await taking_back == 1
    later = NOON + timedelta(minutes=10)
    async with shared.begin() as session:
        assert (await deliveries.claim(session, vault, now=later, rate=RATE)).rows == ()
