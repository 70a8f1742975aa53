"""What has become of an announcement, and how much of it waits for its slot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deliveries.tables import DeliveryRow


@dataclass(frozen=True, slots=True)
class OfAnnouncement:
    """Counts of its deliveries: due now, owed for later, and by what became of them."""

    due: int = 0
    later: int = 0
    claimed: int = 0
    sent: int = 0
    unsure: int = 0
    dropped: int = 0


async def of_announcement(session: AsyncSession, announcement_id: int, now: datetime) -> OfAnnouncement:
    """How far the ledger is with an announcement; those who were erased meanwhile are in no count."""
    found = await session.execute(
        select(DeliveryRow.state, func.count())
        .where(DeliveryRow.announcement_id == announcement_id)
        .group_by(DeliveryRow.state)
    )
    counts = {state: many for state, many in found}
    open_now = counts.pop("due", 0)
    later = (
        int(
            await session.scalar(
                select(func.count()).where(
                    DeliveryRow.state == "due",
                    DeliveryRow.announcement_id == announcement_id,
                    DeliveryRow.try_at > now,
                )
            )
            or 0
        )
        if open_now
        else 0
    )
    return OfAnnouncement(due=open_now - later, later=later, **counts)


async def due_now(session: AsyncSession, lane: int, now: datetime) -> int:
    """How many in this lane wait for nothing but their slot."""
    counted = select(func.count()).where(
        DeliveryRow.state == "due", DeliveryRow.lane == lane, DeliveryRow.try_at <= now
    )
    return int(await session.scalar(counted) or 0)
