"""The guided session that a runner is in, as they get it to keep."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.sessions.tables import SessionRow
from bot.vault import Vault

_TABLE = table_of(SessionRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """The sessions under way, one as a rule; one that is over is not kept."""
    theirs = select(_TABLE).where(_TABLE.c.runner_id == runner_id).order_by(_TABLE.c.id)

    def record(row: Any) -> Record:
        return {
            "id": row.id,
            "routine_id": row.routine_id,
            "walk": vault.open(row.walk),
            "at": row.at,
            "since": row.since,
            "count": row.count,
            "paused_at": row.paused_at,
            "away": row.away,
            "ending": vault.open_if(row.ending),
            "pressed_at": row.pressed_at,
            "edited_at": row.edited_at,
            "edit_at": row.edit_at,
            "telegram_message_id": row.message_id,
        }

    return {"session": await read_all(session, theirs, record)}
