"""How fast we may send, for all processes: one flow for the whole bot, a gap for every chat."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_into
from bot.deliveries.flow import Flow
from bot.deliveries.tables import BotPaceRow, PaceRow

# Telegram's limits (Bot API FAQ): about one message a second to a person, 20 a minute to a group or channel.
PRIVATE_GAP = timedelta(seconds=1)
GROUP_GAP = timedelta(seconds=3)

_THE_BOT = 1
_TABLE = cast(Table, BotPaceRow.__table__)
_FLOW_COLUMNS = [_TABLE.c[each.name] for each in fields(Flow)]
_FLOW = select(*_FLOW_COLUMNS).where(_TABLE.c.id == _THE_BOT).with_for_update()
_CHANGED = (
    update(_TABLE)
    .where(_TABLE.c.id == _THE_BOT)
    .values({column.name: bindparam(column.name) for column in _FLOW_COLUMNS})
)


def gap_for(chat_id: int) -> timedelta:
    """The pause after a message to this chat. Telegram numbers groups and channels below zero."""
    return PRIVATE_GAP if chat_id > 0 else GROUP_GAP


async def flow(session: AsyncSession) -> Flow:
    """How the whole bot sends; locks that row, so that two workers never take the same slot."""
    row = (await session.execute(_FLOW)).one_or_none()
    if row is None:
        first = insert_into(session, BotPaceRow).values(id=_THE_BOT, percent=100, floods=0)
        await session.execute(first.on_conflict_do_nothing())
        row = (await session.execute(_FLOW)).one()
    return Flow(*row)


async def keep(session: AsyncSession, changed: Flow) -> None:
    """Writes down how the whole bot sends from now on; to be locked before by `flow`."""
    await session.execute(_CHANGED, asdict(changed))


async def take_for_replies(session: AsyncSession, count: int, now: datetime, rate: int) -> list[datetime]:
    """When each of so many answers may leave; what is owed waits for as many slots, in whichever process."""
    taken, changed = (await flow(session)).for_replies(count, now, rate)
    await keep(session, changed)
    return taken


async def hold(session: AsyncSession, until: dict[int, datetime]) -> None:
    """Keeps each chat from being sent to before its instant."""
    if not until:
        return
    # Sorted: two workers that lock the same chats in one order cannot wait for each other.
    rows = [{"chat_id": chat_id, "next_free_at": at} for chat_id, at in sorted(until.items())]
    statement = insert_into(session, PaceRow)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[PaceRow.chat_id], set_={"next_free_at": statement.excluded.next_free_at}
        ),
        rows,
    )


async def flooded(session: AsyncSession, chat_id: int, wait: timedelta, now: datetime) -> None:
    """Telegram told us to wait with this chat; of several at once the whole bot takes notice."""
    # The bot's row first, as a claim does: two that lock in one order cannot wait for each other.
    await keep(session, (await flow(session)).after_flood(wait, now))
    await hold(session, {chat_id: now + wait})


async def take_for_edits(session: AsyncSession, now: datetime, rate: int, most: int) -> list[datetime]:
    """Up to `most` instants of the coming second for edits that can wait: half the rate at most.

    They are taken from the whole bot's slots, so that edits and messages together keep to the rate.
    """
    whole = await flow(session)
    instants = whole.slots_for_edits(now, rate, most)
    if instants:
        await keep(session, whole.after_edits(instants, now, rate))
    return instants


async def take_chats_for_edits(
    session: AsyncSession, now: datetime, chat_ids: Collection[int], gap: timedelta
) -> set[int]:
    """Which of these groups and channels may have an edit now; each is then left alone for the gap.

    Edits count as messages there, so that both keep to one pace.
    """
    # The bot's row first, as everywhere: two that lock in one order cannot wait for each other.
    await flow(session)
    query = select(PaceRow.chat_id).where(PaceRow.chat_id.in_(chat_ids), PaceRow.next_free_at > now)
    free = set(chat_ids) - set(await session.scalars(query))
    await hold(session, dict.fromkeys(free, now + gap))
    return free


async def took(session: AsyncSession, taken: Iterable[tuple[int, datetime]]) -> None:
    """Leaves each of these chats alone for its gap; (chat, instant of its message) pairs."""
    await hold(session, {chat_id: at + gap_for(chat_id) for chat_id, at in taken})


async def forget_past(session: AsyncSession, now: datetime) -> None:
    """Drops the rows of chats that are free again: nobody's id is kept longer than it is needed."""
    # The bot's row first, as everywhere: who locks chats in another order waits here and not for them.
    await flow(session)
    await session.execute(delete(PaceRow).where(PaceRow.next_free_at <= now))
