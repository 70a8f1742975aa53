"""The runs whose warm-up is to be posted now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs import places, runs
from bot.clubs.club import Due
from bot.clubs.tables import ClubRow, ClubRunRow
from bot.schedules import instant_on


async def due(session: AsyncSession, now: datetime, most: int) -> Sequence[Due]:
    """At most `most` runs whose warm-up is to be posted, the longest due first.

    They stay locked until the transaction ends, where the database can lock rows: another planner takes
    others. Each must be moved on with `advance` in the same transaction.
    """
    rows = await session.scalars(
        select(ClubRunRow)
        .where(ClubRunRow.next_at <= now)
        .order_by(ClubRunRow.next_at, ClubRunRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    found = []
    for row in rows.all():
        club = await places.get(session, row.club_id)
        if club is None or club.zone is None or row.next_on is None or row.next_at is None:
            row.next_at = row.next_on = None
            continue
        starts_at = instant_on(row.next_on, row.at, club.zone) or row.next_at
        found.append(Due(club, runs.as_run(row), row.next_on, starts_at, row.next_at))
    await session.flush()
    return found


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next warm-up or post of the week of any club comes; None when there is none."""
    warm_up = await session.scalar(select(func.min(ClubRunRow.next_at)))
    weekly = await session.scalar(select(func.min(ClubRow.week_at)))
    return min((at for at in (warm_up, weekly) if at), default=None)
