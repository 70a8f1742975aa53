"""A runner's check-ins as they get them to keep: every answer, with the decision it led to."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.checkins.tables import CheckInRow
from bot.database import Parts, Record, read_all, table_of
from bot.triage import Answers, Decision
from bot.vault import Vault

_TABLE = table_of(CheckInRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """Every check-in of the runner, the oldest first, those taken back as well; opened as gone through."""
    theirs = select(_TABLE).where(_TABLE.c.runner_id == runner_id).order_by(_TABLE.c.id)

    def record(row: Any) -> Record:
        return {
            "id": row.id,
            "at": row.at,
            "on": row.on,
            "asked": row.asked,
            "answers": Answers.from_json(vault.open(row.answers)).to_json(),
            "during": vault.open_if(row.during),
            "note": vault.open_if(row.note),
            "decision": Decision.from_json(vault.open(row.decision)).to_json(),
            "stands": row.binds,
            "acknowledged_at": row.acknowledged_at,
            "seen_at": row.seen_at,
            "cleared_at": row.cleared_at,
            "withdrawn_at": row.withdrawn_at,
        }

    return {"checkins": await read_all(session, theirs, record)}
