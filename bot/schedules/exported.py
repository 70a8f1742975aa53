"""A runner's reminders as they get them to keep."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.schedules.schedule import from_bits
from bot.schedules.tables import ScheduleRow

_TABLE = table_of(ScheduleRow)


async def export(session: AsyncSession, runner_id: int) -> Parts:
    """Every reminder of the runner, that of the weekly messages as well."""
    theirs = select(_TABLE).where(_TABLE.c.runner_id == runner_id).order_by(_TABLE.c.id)
    return {"reminders": await read_all(session, theirs, _record)}


def _record(row: Any) -> Record:
    return {
        "id": row.id,
        "wants": row.wants,
        "weekdays": from_bits(row.days),
        "at": row.at,
        "around": row.around,
        "next_at": row.next_at,
        "next_on": row.next_on,
        "turned_on": row.turned_on,
        "created_at": row.created_at,
    }
