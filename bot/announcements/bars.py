"""The messages in which operators follow an announcement: which there are, and what each said last."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.announcement import Bar
from bot.announcements.tables import AnnouncementBarRow
from bot.database import insert_into


async def show_in(session: AsyncSession, bar: Bar) -> None:
    """This message follows the announcement from now on; an older one of its chat is left as it is."""
    new = {"message_id": bar.message_id, "language": bar.language, "shown": bar.shown}
    statement = insert_into(session, AnnouncementBarRow).values(
        announcement_id=bar.announcement_id, chat_id=bar.chat_id, **new
    )
    await session.execute(
        statement.on_conflict_do_update(index_elements=["announcement_id", "chat_id"], set_=new)
    )


async def bars_of(session: AsyncSession, announcement_id: int) -> Sequence[Bar]:
    """Every message that follows the announcement."""
    rows = await session.scalars(
        select(AnnouncementBarRow)
        .where(AnnouncementBarRow.announcement_id == announcement_id)
        .order_by(AnnouncementBarRow.chat_id)
        .execution_options(populate_existing=True)
    )
    return [Bar(row.announcement_id, row.chat_id, row.message_id, row.language, row.shown) for row in rows]


async def is_shown(session: AsyncSession, bar: Bar, shown: str) -> None:
    """The message says this now."""
    await session.execute(update(AnnouncementBarRow).where(*_same(bar)).values(shown=shown))


async def forget_bar(session: AsyncSession, bar: Bar) -> None:
    """The message has said how it ended, or is gone; one that took its place stays."""
    await session.execute(delete(AnnouncementBarRow).where(*_same(bar)))


def _same(bar: Bar) -> tuple[ColumnElement[bool], ...]:
    row = AnnouncementBarRow
    return (
        row.announcement_id == bar.announcement_id,
        row.chat_id == bar.chat_id,
        row.message_id == bar.message_id,
    )
