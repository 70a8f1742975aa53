"""How fast we may send: even slots for the whole bot, a gap for every chat; one rule for all processes."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_into
from bot.deliveries.tables import PaceRow

WHOLE_BOT = 0
# No chat of Telegram's has this id: groups and channels begin far below.
EDITS = -1

# Telegram's limits (Bot API FAQ): about one message a second to a person, 20 a minute to a group or channel.
PRIVATE_GAP = timedelta(seconds=1)
GROUP_GAP = timedelta(seconds=3)

# A slot is taken this far ahead at most: long enough to hand out many at a high rate in one transaction,
# short enough that next to nothing is in flight when a process is killed.
HORIZON = timedelta(milliseconds=20)

# Countdowns may be left out, so they take what leaves pushes and advice as much again.
EDITS_SHARE = 0.5
EDITS_HORIZON = timedelta(seconds=1)

CLOCK_WENT_BACK = timedelta(seconds=10)

# Slots are one hundredth wider than the rate, so that a late packet does not make 31 in some second.
SLACK = 1.01


def gap_for(chat_id: int) -> timedelta:
    """The pause after a message to this chat. Telegram numbers groups and channels below zero."""
    return PRIVATE_GAP if chat_id > 0 else GROUP_GAP


def slots(next_free_at: datetime | None, now: datetime, rate: int, most: int) -> list[datetime]:
    """Up to `most` instants at which the bot may send, from now to the horizon, `rate` a second."""
    step = timedelta(seconds=SLACK / rate)
    # A slot further ahead than we ever take them was written before the machine's clock went back.
    stale = next_free_at is None or next_free_at > now + CLOCK_WENT_BACK
    first = now if stale or next_free_at is None else max(now, next_free_at)
    return [first + step * i for i in range(most) if first + step * i <= now + HORIZON]


async def bot_free_at(session: AsyncSession) -> datetime | None:
    """When the whole bot may send next; locks that row, so that two workers never take the same slot."""
    query = select(PaceRow.next_free_at).where(PaceRow.chat_id == WHOLE_BOT).with_for_update()
    return (await session.execute(query)).scalar()


async def hold(session: AsyncSession, until: dict[int, datetime]) -> None:
    """Keeps each chat (0: the whole bot) from being sent to before its instant."""
    if not until:
        return
    # Sorted: two workers that lock the same chats in one order cannot wait for each other.
    rows = [{"chat_id": chat_id, "next_free_at": at} for chat_id, at in sorted(until.items())]
    statement = insert_into(session, PaceRow).values(rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[PaceRow.chat_id], set_={"next_free_at": statement.excluded.next_free_at}
        )
    )


async def take_for_edits(session: AsyncSession, now: datetime, rate: int, most: int) -> list[datetime]:
    """Up to `most` instants of the coming second for edits that can wait: half the rate at most.

    They are taken from the whole bot's slots, so that edits and messages together keep to the rate.
    """
    taken = (
        await session.scalars(select(PaceRow.next_free_at).where(PaceRow.chat_id == EDITS).with_for_update())
    ).one_or_none()
    step = timedelta(seconds=SLACK / (rate * EDITS_SHARE))
    stale = taken is None or taken > now + CLOCK_WENT_BACK
    first = now if stale or taken is None else max(now, taken)
    instants = [first + step * i for i in range(most) if first + step * i < now + EDITS_HORIZON]
    if instants:
        free_at = await bot_free_at(session)
        stale = free_at is None or free_at > now + CLOCK_WENT_BACK
        bot_free = now if stale or free_at is None else max(now, free_at)
        spent = timedelta(seconds=SLACK / rate) * len(instants)
        await hold(session, {EDITS: instants[-1] + step, WHOLE_BOT: bot_free + spent})
    return instants


async def take_chats_for_edits(
    session: AsyncSession, now: datetime, chat_ids: Collection[int], gap: timedelta
) -> set[int]:
    """Which of these groups and channels may have an edit now; each is then left alone for the gap.

    Edits count as messages there, so that both keep to one pace.
    """
    query = select(PaceRow.chat_id).where(PaceRow.chat_id.in_(chat_ids), PaceRow.next_free_at > now)
    free = set(chat_ids) - set(await session.scalars(query))
    await hold(session, dict.fromkeys(free, now + gap))
    return free


async def took(session: AsyncSession, taken: Iterable[tuple[int, datetime]], rate: int) -> None:
    """Writes down the slots taken: (chat, instant) pairs in order of time."""
    until = {chat_id: at + gap_for(chat_id) for chat_id, at in taken}
    last = max(at for _, at in taken)
    await hold(session, until | {WHOLE_BOT: last + timedelta(seconds=SLACK / rate)})


async def forget_past(session: AsyncSession, now: datetime) -> None:
    """Drops the rows of chats that are free again: nobody's id is kept longer than it is needed."""
    await session.execute(delete(PaceRow).where(PaceRow.next_free_at <= now, PaceRow.chat_id != WHOLE_BOT))
