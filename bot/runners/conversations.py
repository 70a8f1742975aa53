"""Where each runner's conversation stands, sealed, and whether today's key still opens what was sealed."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import dialect_of, insert_in, table_of
from bot.runners.runner import Conversation
from bot.runners.tables import ConversationRow, RunnerRow, SealSampleRow
from bot.vault import SealedWithAnotherKey, Vault

# Built once: they are asked for nearly every update.
_TABLE = table_of(ConversationRow)
_OF_RUNNER = select(_TABLE).where(_TABLE.c.runner_id == bindparam("whose"))
_END = delete(_TABLE).where(_TABLE.c.runner_id == bindparam("whose"))

_SAMPLE = "steady hips"
_SAMPLE_ID = 1


async def conversation(session: AsyncSession, vault: Vault, runner_id: int) -> Conversation | None:
    """Where this runner's conversation stands, or None. Raises SealedWithAnotherKey."""
    row = (await session.execute(_OF_RUNNER, {"whose": runner_id})).first()
    return None if row is None else opened(vault, row)


def opened(vault: Vault, row: Any) -> Conversation:
    """The conversation that a row holds. Raises SealedWithAnotherKey."""
    state = vault.open(row.state)
    if not isinstance(state, dict):
        raise TypeError("a conversation's state is an object")
    return Conversation(row.word, state, row.updated_at)


async def keep_conversation(
    session: AsyncSession, vault: Vault, runner_id: int, word: str, state: dict[str, Any], now: datetime
) -> None:
    """Keeps the state of the one conversation a runner has; a new word replaces the old conversation."""
    kept = {"runner_id": runner_id, "word": word, "state": vault.seal(state), "updated_at": now}
    await session.execute(_keep(dialect_of(session)), kept)


async def is_asked_in(
    session: AsyncSession, vault: Vault, runner_id: int, word: str, message_id: int
) -> None:
    """The open question of this conversation stands in that message; nothing where it is over by now."""
    talk = await conversation(session, vault, runner_id)
    if talk and talk.word == word:
        state = {**talk.state, "message_id": message_id}
        await keep_conversation(session, vault, runner_id, word, state, talk.updated_at)


async def end_conversation(session: AsyncSession, runner_id: int) -> None:
    """The conversation is over, or cancelled; nothing of it is kept."""
    await session.execute(_END, {"whose": runner_id})


@cache
def _keep(dialect: str) -> Any:
    new = insert_in(dialect, _TABLE)
    changes = {name: new.excluded[name] for name in ("word", "state", "updated_at")}
    return new.on_conflict_do_update(index_elements=[_TABLE.c.runner_id], set_=changes)


async def some_are_sealed(session: AsyncSession) -> bool:
    """Whether somebody's answers may be sealed here, so that no key that is made anew can open them."""
    kept = select(exists().select_from(RunnerRow)), select(exists().select_from(SealSampleRow))
    return all([await session.scalar(one) for one in kept])


async def key_fits(session: AsyncSession, vault: Vault) -> bool:
    """Whether this key opens what this database holds; the first start of all seals a sample to tell by.

    While there is nobody in the database no key can be wrong: then the sample is sealed anew.
    """
    row = await session.get(SealSampleRow, _SAMPLE_ID)
    if row is not None:
        try:
            return vault.open(row.sealed) == _SAMPLE
        except SealedWithAnotherKey:
            if await session.scalar(select(exists().select_from(RunnerRow))):
                return False
            row.sealed = vault.seal(_SAMPLE)
            await session.flush()
            return True
    try:
        async with session.begin_nested():
            session.add(SealSampleRow(id=_SAMPLE_ID, sealed=vault.seal(_SAMPLE)))
    except IntegrityError:
        # Another process started first: its sample is the one to tell by.
        return await key_fits(session, vault)
    return True
