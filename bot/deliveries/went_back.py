"""The machine's clock went back: what waits for a while, and not for an hour of the day, waits no longer."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import table_of
from bot.deliveries import pace
from bot.deliveries.claiming import LEASE
from bot.deliveries.ledger import ADVICE, ANNOUNCED
from bot.deliveries.tables import DeliveryRow, PaceRow

# Who was told to wait longer is told so again.
TRIED_AGAIN_AFTER = timedelta(minutes=1)

_ROW, _CHAT = table_of(DeliveryRow).c, table_of(PaceRow).c


async def clock_went_back(session: AsyncSession, now: datetime) -> None:
    """Brings near what a clock that was ahead has put off; twice is no harm."""
    # The bot's row first, as everywhere: two that lock in one order cannot wait for each other.
    await pace.flow(session)
    free_at, until, again_at = now + pace.GROUP_GAP, now + LEASE, now + TRIED_AGAIN_AFTER
    rows, is_due = table_of(DeliveryRow), _ROW.state == "due"
    await session.execute(
        update(table_of(PaceRow)).where(_CHAT.next_free_at > free_at).values(next_free_at=free_at)
    )
    # Not taken over at once: who holds it may be about to say what became of it.
    held = (_ROW.state == "claimed", _ROW.leased_until > until)
    await session.execute(update(rows).where(*held).values(leased_until=until))
    tried = (is_due, _ROW.attempts > 0, _ROW.try_at > again_at)
    await session.execute(update(rows).where(*tried).values(try_at=again_at))
    at_once = (is_due, _ROW.lane.in_([ADVICE, ANNOUNCED]), _ROW.due_at <= _ROW.created_at, _ROW.try_at > now)
    await session.execute(update(rows).where(*at_once, _ROW.attempts == 0).values(try_at=now))
