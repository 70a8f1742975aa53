"""A conversation outlives a restart and is nobody else's to read."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.runners.tables import ConversationRow, SealSampleRow
from bot.vault import SealedWithAnotherKey, Vault, new_key
from tests.conftest import NOON, add_runner


async def test_a_conversation_is_found_as_it_was_left(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    state = {"step": "worst", "answers": {"now": 4, "where": ["outer"]}, "note": "né 🏃"}
    await runners.keep_conversation(session, vault, runner_id, "checkin", state, NOON)
    found = await runners.conversation(session, vault, runner_id)
    assert found == runners.Conversation("checkin", state, NOON)


async def test_a_new_conversation_replaces_the_old_one(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runners.keep_conversation(session, vault, runner_id, "checkin", {"now": 4}, NOON)
    later = NOON + timedelta(minutes=1)
    await runners.keep_conversation(session, vault, runner_id, "schedule", {}, later)
    found = await runners.conversation(session, vault, runner_id)
    assert found == runners.Conversation("schedule", {}, later)


async def test_nothing_is_left_of_a_conversation_that_ended(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runners.keep_conversation(session, vault, runner_id, "checkin", {"now": 4}, NOON)
    await runners.end_conversation(session, runner_id)
    await runners.end_conversation(session, runner_id)
    assert await runners.conversation(session, vault, runner_id) is None
    await runners.keep_conversation(session, vault, runner_id, "start", {}, NOON)
    assert await runners.conversation(session, vault, runner_id) is not None


async def test_starting_over_ends_a_conversation(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runners.keep_conversation(session, vault, runner_id, "checkin", {"now": 4}, NOON)
    runner = await runners.start_over(session, runner_id, NOON)
    assert await runners.conversation(session, vault, runner.id) is None
    assert await runners.conversation(session, vault, runner_id) is None


async def test_answers_given_so_far_are_sealed(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runners.keep_conversation(session, vault, runner_id, "checkin", {"note": "stabbing"}, NOON)
    stored = await session.scalar(select(ConversationRow.state))
    assert stored is not None
    assert b"stabbing" not in stored
    assert b"note" not in stored
    with pytest.raises(SealedWithAnotherKey):
        await runners.conversation(session, Vault(new_key()), runner_id)


async def test_another_key_is_noticed(session: AsyncSession, vault: Vault) -> None:
    assert await runners.key_fits(session, vault)
    await add_runner(session)
    assert await runners.key_fits(session, vault)
    assert not await runners.key_fits(session, Vault(new_key()))
    assert await runners.key_fits(session, vault)
    assert len((await session.scalars(select(SealSampleRow))).all()) == 1


async def test_no_key_is_wrong_while_nobody_is_there(session: AsyncSession, vault: Vault) -> None:
    assert await runners.key_fits(session, Vault(new_key()))
    assert await runners.key_fits(session, vault)
    await add_runner(session)
    assert await runners.key_fits(session, vault)


async def test_a_key_that_replaces_another_fits_with_the_old_one_beside_it(session: AsyncSession) -> None:
    old, new = new_key(), new_key()
    assert await runners.key_fits(session, Vault(old))
    await add_runner(session)
    assert await runners.key_fits(session, Vault(new, old))
