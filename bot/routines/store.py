"""Plans and routines in the database: planned once a slot, marked, corrected, rated."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.content import Content, RoutineKind
from bot.routines.choice import BY_PLAN, Rest, Routine, for_day, kind_for, kind_under, rebuilt
from bot.routines.planned import HIGHEST, LOWEST, Effort, Marked, Plan, PlannedRoutine, State
from bot.routines.tables import PlanRow, RoutineRow
from bot.triage import Effect
from bot.vault import Vault

# How far back the turn of the strength routines looks; a plan has one at least every seven days.
LATELY = timedelta(days=14)


async def plan_of(session: AsyncSession, runner_id: int) -> Plan:
    """The runner's plan; without one, no run days and level 1."""
    row = await session.get(PlanRow, runner_id, populate_existing=True)
    if row is None:
        return Plan()
    return Plan(frozenset(day for day in range(7) if row.run_days >> day & 1), row.level)


async def set_plan(
    session: AsyncSession,
    runner_id: int,
    *,
    run_days: Iterable[int] | None = None,
    level: int | None = None,
) -> Plan:
    """Changes what is given of the runner's plan and leaves the rest.

    Raises ValueError for a weekday outside 0 (Monday) to 6 or a level outside 1 to 3.
    """
    changes: dict[str, int] = {}
    if run_days is not None:
        days = set(run_days)
        if not days <= set(range(7)):
            raise ValueError("a weekday goes from 0, Monday, to 6")
        changes["run_days"] = sum(1 << day for day in days)
    if level is not None:
        if not LOWEST <= level <= HIGHEST:
            raise ValueError(f"a level goes from {LOWEST} to {HIGHEST}")
        changes["level"] = level
    first = {"runner_id": runner_id, "run_days": 0, "level": LOWEST}
    insert = _insert(session)(PlanRow).values(first | changes)
    key = [PlanRow.runner_id]
    await session.execute(
        insert.on_conflict_do_update(index_elements=key, set_=changes)
        if changes
        else insert.on_conflict_do_nothing(index_elements=key)
    )
    return await plan_of(session, runner_id)


async def choose(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    effect: Effect,
    content: Content,
    wants: str = BY_PLAN,
) -> Routine | Rest | None:
    """What the runner's plan brings on the local day `on`, without planning it; None while it is paused."""
    lately = await recent(session, vault, runner_id, on - LATELY)
    plan = await plan_of(session, runner_id)
    before = [planned.template_id for planned in lately if planned.on <= on]
    return for_day(on, plan, effect, content, before, wants)


async def plan_for(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    slot: str,
    effect: Effect,
    content: Content,
    now: datetime,
    wants: str = BY_PLAN,
    schedule_id: int | None = None,
) -> PlannedRoutine | Rest | None:
    """Chooses the routine of the runner's local day `on` by their plan, and plans it for this slot.

    None when nothing is to be said: the plan is paused, or the slot has its routine already.
    """
    chosen = await choose(session, vault, runner_id, on=on, effect=effect, content=content, wants=wants)
    if not isinstance(chosen, Routine):
        return chosen
    return await plan_routine(
        session, vault, runner_id, chosen, on=on, slot=slot, now=now, schedule_id=schedule_id
    )


async def for_reminder(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    slot: str,
    effect: Effect,
    content: Content,
    now: datetime,
    wants: str = BY_PLAN,
    schedule_id: int | None = None,
) -> PlannedRoutine | Rest | None:
    """What a reminder is about: the day's routine of its kind while that is open, else a new one.

    None when there is nothing to remind of: that kind was done or put aside today, or the plan is paused.
    """
    if effect < Effect.REST:
        plan = await plan_of(session, runner_id)
        kind = kind_under(effect, kind_for(on, plan.run_days, wants), plan.level)
        # This slot's own routine is there already where it was begun from /today.
        given = [
            one for one in await on_day(session, vault, runner_id, on) if one.slot == slot or one.kind is kind
        ]
        for one in given:
            if one.state is State.OWED and (one.slot == slot or one.effect is effect):
                return one
        if any(one.state in {State.DONE, State.SKIPPED} for one in given):
            return None
    return await plan_for(
        session,
        vault,
        runner_id,
        on=on,
        slot=slot,
        effect=effect,
        content=content,
        now=now,
        wants=wants,
        schedule_id=schedule_id,
    )


async def as_it_stands(
    session: AsyncSession, vault: Vault, planned: PlannedRoutine, effect: Effect, content: Content
) -> Routine | Rest | None:
    """The routine as it was planned, or gentler where a check-in since then asks for it; never harder.

    None when there is nothing to show: the plan is paused, or the content no longer has this routine.
    """
    if effect <= planned.effect:
        return rebuilt(planned, content)
    lately = await recent(session, vault, planned.runner_id, planned.on - LATELY)
    before = [other.template_id for other in lately if other.id < planned.id]
    plan = await plan_of(session, planned.runner_id)
    return for_day(planned.on, plan, effect, content, before, wants=planned.kind)


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
    given = {
        "template": routine.template_id,
        "kind": routine.kind.value,
        "level": routine.level,
        "effect": routine.effect.word,
        "gentler": routine.gentler,
        "walk_instead": routine.walk_instead,
    }
    added = await session.scalar(
        _insert(session)(RoutineRow)
        .values(
            runner_id=runner_id,
            schedule_id=schedule_id,
            on=on,
            slot=slot,
            given=vault.seal(given),
            state=State.OWED.value,
            state_at=now,
            planned_at=now,
            day_ends_at=_end_of(on, ZoneInfo(runner.zone or "UTC")),
        )
        .on_conflict_do_nothing(index_elements=[RoutineRow.runner_id, RoutineRow.on, RoutineRow.slot])
        .returning(RoutineRow.id)
    )
    return None if added is None else await get(session, vault, added, runner_id)


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
    return await _all(session, vault, select(RoutineRow).where(RoutineRow.on == on), runner_id)


async def recent(session: AsyncSession, vault: Vault, runner_id: int, since: date) -> list[PlannedRoutine]:
    """The runner's routines from the local day `since` on, oldest first."""
    return await _all(session, vault, select(RoutineRow).where(RoutineRow.on >= since), runner_id)


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


def _insert(session: AsyncSession) -> Any:
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def _own(routine_id: int, runner_id: int) -> Select[RoutineRow]:
    return (
        select(RoutineRow)
        .where(RoutineRow.id == routine_id, RoutineRow.runner_id == runner_id)
        .execution_options(populate_existing=True)
    )


async def _all(
    session: AsyncSession, vault: Vault, wanted: Select[RoutineRow], runner_id: int
) -> list[PlannedRoutine]:
    rows = await session.scalars(
        wanted.where(RoutineRow.runner_id == runner_id)
        .order_by(RoutineRow.on, RoutineRow.id)
        .execution_options(populate_existing=True)
    )
    return [_planned(row, vault) for row in rows]


def _planned(row: RoutineRow, vault: Vault) -> PlannedRoutine:
    given: Any = vault.open(row.given)
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
    )
