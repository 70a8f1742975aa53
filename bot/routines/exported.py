"""A runner's plan, and every routine given to them, as they get them to keep."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.routines.plans import days_of
from bot.routines.tables import PlanRow, RoutineRow
from bot.vault import Vault

_PLANS, _ROUTINES = table_of(PlanRow), table_of(RoutineRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """The runner's plan, and their routines, the oldest first; opened as gone through."""

    def plan(row: Any) -> Record:
        moved: Any = vault.open_if(row.moved)
        if moved:
            # An instant, not its text: whoever reads it gets it on their own clock.
            moved["at"] = datetime.fromisoformat(moved["at"])
        return {
            "run_days": days_of(row.run_days),
            "level": row.level,
            "equipment": row.equipment.split(),
            "last_move": moved,
        }

    def routine(row: Any) -> Record:
        given: Any = vault.open(row.given)
        return {
            "id": row.id,
            "on": row.on,
            "slot": row.slot,
            "template": given["template"],
            "first_given": given.get("first"),
            "kind": given["kind"],
            "level": given["level"],
            "effect": given["effect"],
            "gentler": given["gentler"],
            "walk_instead": given["walk_instead"],
            "instead_of": given.get("instead_of"),
            "state": row.state,
            "state_at": row.state_at,
            "effort": vault.open_if(row.effort),
            "planned_at": row.planned_at,
            "day_ends_at": row.day_ends_at,
            "reminder_id": row.schedule_id,
        }

    theirs = select(_ROUTINES).where(_ROUTINES.c.runner_id == runner_id)
    return {
        "plan": await read_all(session, select(_PLANS).where(_PLANS.c.runner_id == runner_id), plan),
        "routines": await read_all(session, theirs.order_by(_ROUTINES.c.on, _ROUTINES.c.id), routine),
    }
