"""Plans in the database: run days, what a runner owns, and the level with its last move."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Owned
from bot.database import insert_into, table_of
from bot.routines.levels import Move, Why
from bot.routines.planned import HIGHEST, LOWEST, Plan
from bot.routines.tables import PlanRow
from bot.vault import Vault

# Built once: each check-in asks.
_TABLE = table_of(PlanRow)
_PLAN = select(_TABLE).where(_TABLE.c.runner_id == bindparam("whose"))
_PLANS = select(_TABLE).where(_TABLE.c.runner_id.in_(bindparam("whose", expanding=True)))


async def plan_of(session: AsyncSession, vault: Vault, runner_id: int) -> Plan:
    """The runner's plan; without one, no run days, level 1 and nothing owned."""
    row = (await session.execute(_PLAN, {"whose": runner_id})).first()
    return Plan() if row is None else _plan(row, vault)


async def plans_of(session: AsyncSession, vault: Vault, runner_ids: Iterable[int]) -> dict[int, Plan]:
    """The plan of each of these runners."""
    plans = dict.fromkeys(runner_ids, Plan())
    rows = await session.execute(_PLANS, {"whose": list(plans)})
    return plans | {row.runner_id: _plan(row, vault) for row in rows}


async def set_plan(
    session: AsyncSession,
    runner_id: int,
    *,
    run_days: Iterable[int] | None = None,
    level: int | None = None,
    have: Iterable[Owned] | None = None,
) -> None:
    """Changes what is given of the runner's plan and leaves the rest; a level set here has no last move.

    Raises ValueError for a weekday outside 0 (Monday) to 6 or a level outside 1 to 3.
    """
    changes: dict[str, Any] = {}
    if run_days is not None:
        days = set(run_days)
        if not days <= set(range(7)):
            raise ValueError("a weekday goes from 0, Monday, to 6")
        changes["run_days"] = sum(1 << day for day in days)
    if level is not None:
        changes |= {"level": _possible(level), "moved": None}
    if have is not None:
        changes["equipment"] = " ".join(sorted(set(have)))
    await _keep(session, runner_id, changes)


async def move_level(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    level: int,
    why: Why,
    now: datetime,
    *,
    cause: str = "",
    stepped_down: bool = False,
) -> Move:
    """Moves the level and keeps how, so that it can be undone, and so that easy days count from here.

    Raises ValueError for a level outside 1 to 3.
    """
    before = (await plan_of(session, vault, runner_id)).level
    move = Move(before, _possible(level), why, now, cause, stepped_down)
    await _keep(session, runner_id, {"level": move.after, "moved": vault.seal(move.to_json())})
    return move


async def last_move(session: AsyncSession, vault: Vault, runner_id: int) -> Move | None:
    """How the level last moved; None where it never did."""
    row = (await session.execute(_PLAN, {"whose": runner_id})).first()
    return None if row is None else _move(row, vault)


async def undo_move(
    session: AsyncSession, vault: Vault, runner_id: int, now: datetime, *, cause: str
) -> Move | None:
    """Takes back the last move, where this led to it; None where nothing is to be taken back."""
    move = await last_move(session, vault, runner_id)
    if move is None or not move.can_be_undone or move.cause != cause:
        return None
    return await move_level(session, vault, runner_id, move.before, Why.UNDONE, now)


async def pain_is_over(session: AsyncSession, vault: Vault, runner_id: int) -> None:
    """The pain that lowered the level has calmed: the level stays, and new pain lowers it anew."""
    move = await last_move(session, vault, runner_id)
    if move is not None and move.stepped_down:
        calm = Move(move.before, move.after, move.why, move.at, move.cause)
        await _keep(session, runner_id, {"moved": vault.seal(calm.to_json())})


def _plan(row: Any, vault: Vault) -> Plan:
    move = _move(row, vault)
    return Plan(
        run_days=days_of(row.run_days),
        level=row.level,
        have=_have(row.equipment),
        stepped_down=move is not None and move.stepped_down,
        moved_at=None if move is None else move.at,
        since_cleared=move is not None and move.why is Why.CLEARED,
    )


@cache
def days_of(bits: int) -> frozenset[int]:
    """Weekdays as they are stored, bit 0 Monday."""
    return frozenset(day for day in range(7) if bits >> day & 1)


@cache
def _have(equipment: str) -> frozenset[Owned]:
    return frozenset(thing for thing in Owned if thing.value in equipment.split())


def _possible(level: int) -> int:
    if not LOWEST <= level <= HIGHEST:
        raise ValueError(f"a level goes from {LOWEST} to {HIGHEST}")
    return level


def _move(row: Any, vault: Vault) -> Move | None:
    return None if row.moved is None else Move.from_json(vault.open(row.moved))


async def _keep(session: AsyncSession, runner_id: int, changes: dict[str, Any]) -> None:
    first = {"runner_id": runner_id, "run_days": 0, "level": LOWEST, "equipment": ""}
    insert = insert_into(session, PlanRow).values(first | changes)
    key = [PlanRow.runner_id]
    await session.execute(
        insert.on_conflict_do_update(index_elements=key, set_=changes)
        if changes
        else insert.on_conflict_do_nothing(index_elements=key)
    )
