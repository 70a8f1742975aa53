"""What is said to a whole group because one person asked: once a minute, whichever process was asked."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs.tables import GroupSaidRow
from bot.database import insert_into

AGAIN_AFTER = timedelta(minutes=1)


async def may_say(session: AsyncSession, chat_id: int, what: str, now: datetime) -> bool:
    """Whether this may be said to the group now; it is then taken to be said."""
    statement = insert_into(session, GroupSaidRow).values(chat_id=chat_id, what=what, said_at=now)
    said = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["chat_id", "what"],
            set_={"said_at": statement.excluded.said_at},
            where=GroupSaidRow.said_at <= now - AGAIN_AFTER,
        ).returning(GroupSaidRow.chat_id)
    )
    return said.first() is not None


async def forget_said(session: AsyncSession, now: datetime) -> None:
    """Forgets what may be said again."""
    await session.execute(delete(GroupSaidRow).where(GroupSaidRow.said_at <= now - AGAIN_AFTER))
