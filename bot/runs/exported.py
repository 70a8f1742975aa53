"""A runner's runs, and their way back to running, as they get them to keep."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.runs.tables import ReturnRow, RunRow
from bot.vault import Vault

_RUNS, _RETURNS = table_of(RunRow), table_of(ReturnRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """Every run, the oldest first, deleted ones while they are kept; opened as gone through."""

    def run(row: Any) -> Record:
        details: Any = vault.open(row.details)
        distance_m, duration_s, felt, source, started_at, *seldom = details
        in_file, logged_on = [*seldom, None, None][:2]
        return {
            "id": row.id,
            "on": row.on,
            "distance_m": distance_m,
            "duration_s": duration_s,
            "felt": felt,
            "source": source,
            "started_at": datetime.fromisoformat(started_at) if started_at else None,
            "began_in_file": datetime.fromisoformat(in_file) if in_file else None,
            "logged_on": date.fromisoformat(logged_on) if logged_on else None,
            "logged_at": row.logged_at,
            "deleted_at": row.deleted_at,
        }

    def way_back(row: Any) -> Record:
        course: Any = vault.open(row.course)
        # An instant, not its text: whoever reads it gets it on their own clock.
        course["begun_at"] = datetime.fromisoformat(course["begun_at"])
        return {"course": course, "changed_at": row.changed_at}

    theirs = select(_RUNS).where(_RUNS.c.runner_id == runner_id).order_by(_RUNS.c.on, _RUNS.c.id)
    back = select(_RETURNS).where(_RETURNS.c.runner_id == runner_id)
    return {
        "runs": await read_all(session, theirs, run),
        "way_back": await read_all(session, back, way_back),
    }
