"""Routines in the database: planned once a slot, exchanged, marked, corrected, rated."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.content import RoutineKind
from bot.database import insert_into
from bot.routines.choice import Routine, ToPlan
from bot.routines.planned import Effort, Marked, Outcome, PlannedRoutine, State
from bot.routines.tables import RoutineRow
from bot.triage import Effect
from bot.vault import Vault

# What `_planned` reads of many at once: mapped objects would be most of what looking back costs.
_READ = select(
    RoutineRow.id,
    RoutineRow.runner_id,
    RoutineRow.schedule_id,
    RoutineRow.on,
    RoutineRow.slot,
    RoutineRow.given,
    RoutineRow.state,
    RoutineRow.state_at,
    RoutineRow.planned_at,
    RoutineRow.effort,
).order_by(RoutineRow.on, RoutineRow.id)
_THEIRS = RoutineRow.runner_id == bindparam("whose")
_SINCE = RoutineRow.on >= bindparam("since")
_ON_DAY = _READ.where(_THEIRS, RoutineRow.on == bindparam("on"))
_RECENT = _READ.where(_THEIRS, _SINCE)
_RECENT_OF_ALL = _READ.where(RoutineRow.runner_id.in_(bindparam("runner_ids", expanding=True)), _SINCE)


async def plan_routine(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    routine: Routine,
    *,
    on: date,
    slot: str,
    now: datetime,
    schedule_id: int | None = None,
) -> PlannedRoutine | None:
    """Plans a routine for the runner's local day `on`; None when this slot of that day has one already.

    A snoozed reminder is about the same routine and plans nothing. Raises NoSuchRunner.
    """
    runner = await runners.get(session, runner_id)
    if runner is None:
        raise runners.NoSuchRunner(runners.NoSuchRunner.__doc__)
    wanted = ToPlan(runner_id, runner.zone or "UTC", routine, on, slot, schedule_id)
    return next(iter(await plan_all(session, vault, [wanted], now)), None)


async def plan_all(
    session: AsyncSession, vault: Vault, wanted: Sequence[ToPlan], now: datetime
) -> list[PlannedRoutine]:
    """Plans many at once; gives those that were planned, without the slots that had one already."""
    if not wanted:
        return []
    by_slot = {(one.runner_id, one.on, one.slot): one for one in wanted}
    added = await session.execute(
        insert_into(session, RoutineRow)
        .on_conflict_do_nothing(index_elements=[RoutineRow.runner_id, RoutineRow.on, RoutineRow.slot])
        .returning(RoutineRow.id, RoutineRow.runner_id, RoutineRow.on, RoutineRow.slot),
        [
            {
                "runner_id": one.runner_id,
                "schedule_id": one.schedule_id,
                "on": one.on,
                "slot": one.slot,
                "given": vault.seal(_written(one.routine)),
                "state": State.OWED.value,
                "state_at": now,
                "planned_at": now,
                "day_ends_at": _end_of(one.on, ZoneInfo(one.zone)),
            }
            for one in by_slot.values()
        ],
    )
    return [by_slot[runner_id, on, slot].planned(id_, now) for id_, runner_id, on, slot in added]


async def replan(
    session: AsyncSession, vault: Vault, routine_id: int, runner_id: int, routine: Routine
) -> PlannedRoutine | None:
    """Puts another routine in the place of one that is still owed, and keeps which was given first.

    None unless it is theirs and open.
    """
    row = await session.scalar(_own(routine_id, runner_id).with_for_update())
    if row is None or row.state != State.OWED:
        return None
    before = _planned(row, vault)
    first = before.first_given or before.template_id
    row.given = vault.seal(_written(routine, None if routine.template_id == first else first))
    await session.flush()
    return _planned(row, vault)


async def get(session: AsyncSession, vault: Vault, routine_id: int, runner_id: int) -> PlannedRoutine | None:
    """The runner's routine with this id; None where there is none or it is someone else's."""
    row = await session.scalar(_own(routine_id, runner_id))
    return None if row is None else _planned(row, vault)


async def mark(
    session: AsyncSession, routine_id: int, runner_id: int, state: State, now: datetime
) -> Marked | None:
    """Says what became of a routine, or corrects what was said; None for one that is not theirs.

    A routine that was not done after all loses its effort. Raises ValueError for OWED.
    """
    if state is State.OWED:
        raise ValueError("a routine is marked as done, skipped or missed")
    # Locked, so that two presses at once do not both believe they were the first.
    row = await session.scalar(_own(routine_id, runner_id).with_for_update())
    if row is None:
        return None
    previous = State(row.state)
    if previous is not state:
        row.state, row.state_at = state.value, now
        if state is not State.DONE:
            row.effort = None
        await session.flush()
    return Marked(row.id, row.on, row.slot, state, previous)


async def reopen(session: AsyncSession, routine_id: int, runner_id: int, now: datetime) -> bool:
    """A routine that was put aside is to be done after all; False unless it is theirs and was skipped."""
    row = await session.scalar(_own(routine_id, runner_id).with_for_update())
    if row is None or row.state != State.SKIPPED:
        return False
    row.state, row.state_at = State.OWED.value, now
    await session.flush()
    return True


async def rate(session: AsyncSession, vault: Vault, routine_id: int, runner_id: int, effort: Effort) -> bool:
    """Keeps how hard a routine was, the last word counts; False unless it is theirs and done."""
    row = await session.scalar(_own(routine_id, runner_id).with_for_update())
    if row is None or row.state != State.DONE:
        return False
    row.effort = vault.seal(effort.value)
    await session.flush()
    return True


async def on_day(session: AsyncSession, vault: Vault, runner_id: int, on: date) -> list[PlannedRoutine]:
    """The runner's routines of one local day, in the order they were planned."""
    rows = await session.execute(_ON_DAY, {"whose": runner_id, "on": on})
    return [_planned(row, vault) for row in rows]


async def recent(session: AsyncSession, vault: Vault, runner_id: int, since: date) -> list[PlannedRoutine]:
    """The runner's routines from the local day `since` on, oldest first."""
    rows = await session.execute(_RECENT, {"whose": runner_id, "since": since})
    return [_planned(row, vault) for row in rows]


async def outcomes(session: AsyncSession, runner_id: int) -> list[Outcome]:
    """What became of every routine the runner ever had, the oldest first; nothing sealed is opened."""
    theirs = select(RoutineRow.on, RoutineRow.state, RoutineRow.schedule_id)
    rows = await session.execute(theirs.where(RoutineRow.runner_id == runner_id).order_by(RoutineRow.on))
    return [Outcome(on, State(state), schedule_id is not None) for on, state, schedule_id in rows]


async def release(session: AsyncSession, runner_id: int, now: datetime) -> None:
    """Nobody waits any more for the runner's routines of today that are not done: a pause begins.

    They can be done all the same.
    """
    await session.execute(
        update(RoutineRow)
        .where(RoutineRow.runner_id == runner_id, RoutineRow.day_ends_at > now)
        .where(RoutineRow.state.in_([State.OWED.value, State.SKIPPED.value]))
        .values(schedule_id=None)
        .execution_options(synchronize_session=False)
    )


async def recent_of_all(
    session: AsyncSession, vault: Vault, runner_ids: Iterable[int], since: date
) -> list[PlannedRoutine]:
    """The routines of all these runners from the day `since` on, each runner's oldest first."""
    rows = await session.execute(_RECENT_OF_ALL, {"runner_ids": list(runner_ids), "since": since})
    return [_planned(row, vault) for row in rows]


async def mark_missed(session: AsyncSession, now: datetime, most: int = 500) -> int:
    """Owed routines whose local day is over become missed, at most so many; gives how many."""
    # The state stands in the query itself: SQLite uses a partial index only for a condition it can read.
    over = (
        select(RoutineRow.id)
        .where(RoutineRow.state == literal_column("'owed'"), RoutineRow.day_ends_at <= now)
        .order_by(RoutineRow.day_ends_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(over)).all()
    if ids:
        await session.execute(
            update(RoutineRow)
            .where(RoutineRow.id.in_(ids))
            .values(state=State.MISSED.value, state_at=now)
            .execution_options(synchronize_session=False)
        )
    return len(ids)


def _end_of(on: date, zone: ZoneInfo) -> datetime:
    # Where clocks go forward at midnight, this midnight does not exist and means the instant they change.
    return datetime.combine(on + timedelta(days=1), time(), zone).astimezone(UTC)


def _own(routine_id: int, runner_id: int) -> Select[RoutineRow]:
    return (
        select(RoutineRow)
        .where(RoutineRow.id == routine_id, RoutineRow.runner_id == runner_id)
        .execution_options(populate_existing=True)
    )


def _written(routine: Routine, first_given: str | None = None) -> dict[str, Any]:
    return {
        "template": routine.template_id,
        "kind": routine.kind.value,
        "level": routine.level,
        "effect": routine.effect.word,
        "gentler": routine.gentler,
        "walk_instead": routine.walk_instead,
        "first": first_given,
        "instead_of": None if routine.instead_of is None else routine.instead_of.value,
    }


def _planned(row: Any, vault: Vault) -> PlannedRoutine:
    given: Any = vault.open(row.given)
    # Rows from before it was kept say nothing of it.
    instead_of = given.get("instead_of")
    return PlannedRoutine(
        id=row.id,
        runner_id=row.runner_id,
        schedule_id=row.schedule_id,
        on=row.on,
        slot=row.slot,
        template_id=given["template"],
        kind=RoutineKind(given["kind"]),
        level=given["level"],
        effect=Effect.of(given["effect"]),
        gentler=given["gentler"],
        walk_instead=given["walk_instead"],
        state=State(row.state),
        state_at=row.state_at,
        planned_at=row.planned_at,
        effort=None if row.effort is None else Effort(str(vault.open(row.effort))),
        first_given=given.get("first"),  # rows from before there was a choice say nothing of it
        instead_of=RoutineKind(instead_of) if instead_of else None,
    )
