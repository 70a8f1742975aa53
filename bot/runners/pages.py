"""Where the newest copy of a page stands in each runner's chat, so that older ones can say what counts."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import dialect_of, insert_in, table_of
from bot.runners.store import get
from bot.runners.tables import PageRow

_TABLE = table_of(PageRow)
_WHICH = (_TABLE.c.runner_id == bindparam("whose"), _TABLE.c.word == bindparam("which"))
_STANDS = select(_TABLE.c.message_id).where(*_WHICH)
_GONE = delete(_TABLE).where(*_WHICH).returning(_TABLE.c.message_id)


async def page_stands_in(session: AsyncSession, runner_id: int, word: str) -> int | None:
    """The id of the message in which the page stands that a runner may still answer; None where none does."""
    return (await session.execute(_STANDS, {"whose": runner_id, "which": word})).scalar()


async def page_moves_to(session: AsyncSession, runner_id: int, word: str, message_id: int) -> int | None:
    """The page stands in that message from now on; gives another one in which it stood before, or None."""
    before = await page_stands_in(session, runner_id, word)
    if before == message_id:
        return None
    # Whoever was forgotten meanwhile keeps no page.
    if await get(session, runner_id, lock=True):
        kept = {"runner_id": runner_id, "word": word, "message_id": message_id}
        await session.execute(_keep(dialect_of(session)), kept)
    return before


async def page_is_over(session: AsyncSession, runner_id: int, word: str) -> int | None:
    """Nothing is to be answered there any more; gives the message in which it stood, or None."""
    return (await session.execute(_GONE, {"whose": runner_id, "which": word})).scalar()


@cache
def _keep(dialect: str) -> Any:
    new = insert_in(dialect, _TABLE)
    return new.on_conflict_do_update(
        index_elements=[_TABLE.c.runner_id, _TABLE.c.word], set_={"message_id": new.excluded.message_id}
    )
