"""Reminders in the database: kept, changed, due, and moved on to their next turn."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.schedules.due import around as around_minute
from bot.schedules.due import first_free, instant_on, local_date, next_on_or_after, next_turn
from bot.schedules.schedule import (
    MOST_REMINDERS,
    ROUTINES,
    WEEKLY,
    DueSchedule,
    Refused,
    Schedule,
    Wants,
    as_bits,
    from_bits,
)
from bot.schedules.tables import ScheduleRow

_TABLE = cast(Table, ScheduleRow.__table__)
_DUE = (
    select(
        ScheduleRow.id,
        ScheduleRow.runner_id,
        ScheduleRow.wants,
        ScheduleRow.days,
        ScheduleRow.next_at,
        ScheduleRow.next_on,
    )
    .where(ScheduleRow.next_at <= bindparam("now"))
    .order_by(ScheduleRow.next_at, ScheduleRow.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_TURNS = (
    select(ScheduleRow.id, ScheduleRow.days, ScheduleRow.at, ScheduleRow.around, ScheduleRow.next_on)
    .where(ScheduleRow.id.in_(bindparam("ids", expanding=True)))
    # In one order: two that write the same rows cannot wait for each other.
    .order_by(ScheduleRow.id)
)
_MOVED_ON = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("moved"))
    .values({name: bindparam(name) for name in ("turned_on", "next_on", "next_at")})
)


async def add(
    session: AsyncSession,
    runner_id: int,
    *,
    wants: Wants | str,
    days: Iterable[int],
    at: time,
    zone: str,
    now: datetime,
    around: bool = False,
) -> Schedule | Refused:
    """Keeps a new reminder, first due at its next time after `now` in the runner's zone.

    There is one for each weekly message at most, and it does not count among the others.
    """
    bits = as_bits(days)
    alike = _alike(wants, await _rows_of(session, runner_id))
    if refused := _refusal(bits, at, alike):
        return refused
    if wants in WEEKLY and alike:
        return Refused.ALREADY_THERE
    if len(alike) >= MOST_REMINDERS:
        return Refused.TOO_MANY
    row = ScheduleRow(
        runner_id=runner_id, wants=Wants(wants).value, days=bits, at=at, around=around, created_at=now
    )
    session.add(row)
    # Its id decides its minute where it is only "around".
    await session.flush()
    _set_next(row, zone, now)
    await session.flush()
    return _schedule(row)


async def change(
    session: AsyncSession,
    schedule_id: int,
    runner_id: int,
    *,
    zone: str,
    now: datetime,
    wants: Wants | str | None = None,
    days: Iterable[int] | None = None,
    at: time | None = None,
    around: bool | None = None,
) -> Schedule | Refused | None:
    """Changes what is given; None when the runner has no such reminder.

    A day that has had its turn gets no second one: after a change it goes on the day after.
    """
    row = await _row_of(session, schedule_id, runner_id)
    if row is None:
        return None
    bits = row.days if days is None else as_bits(days)
    at = row.at if at is None else at
    others = [other for other in await _rows_of(session, runner_id) if other.id != row.id]
    if refused := _refusal(bits, at, _alike(row.wants, others)):
        return refused
    row.days, row.at = bits, at
    row.wants = row.wants if wants is None else Wants(wants).value
    row.around = row.around if around is None else around
    _set_next(row, zone, now)
    await session.flush()
    return _schedule(row)


async def remove(session: AsyncSession, schedule_id: int, runner_id: int) -> bool:
    """Deletes a reminder; False when the runner has no such one."""
    removed = await session.scalars(
        delete(ScheduleRow)
        .where(ScheduleRow.id == schedule_id, ScheduleRow.runner_id == runner_id)
        .returning(ScheduleRow.id)
    )
    return removed.first() is not None


async def of_runner(session: AsyncSession, runner_id: int) -> tuple[Schedule, ...]:
    """The runner's reminders of routines, the earliest of the day first."""
    rows = await _rows_of(session, runner_id)
    return tuple(_schedule(row) for row in rows if row.wants not in WEEKLY)


async def all_weekly(session: AsyncSession, runner_id: int) -> tuple[Schedule, ...]:
    """When each of the runner's weekly messages comes; those switched off are not among them."""
    rows = [row for row in await _rows_of(session, runner_id) if row.wants in WEEKLY]
    return tuple(_schedule(row) for row in sorted(rows, key=lambda row: WEEKLY.index(Wants(row.wants))))


async def weekly_of(session: AsyncSession, runner_id: int, wants: Wants) -> Schedule | None:
    """When this weekly message comes to the runner; None where it is switched off."""
    return next((one for one in await all_weekly(session, runner_id) if one.wants is wants), None)


async def recompute(session: AsyncSession, runner_id: int, zone: str, now: datetime) -> None:
    """The runner lives by the clock of `zone` from now on: every reminder follows it.

    No local date has its turn twice. Where the new clock is already past a time that today still owed, as
    after a flight east, that turn comes at once rather than never.
    """
    for row in await _rows_of(session, runner_id):
        owed_today = row.next_on == local_date(now, zone)
        _set_next(row, zone, now, owed_today=owed_today)
    await session.flush()


async def due(session: AsyncSession, now: datetime, most: int) -> list[DueSchedule]:
    """At most `most` reminders whose turn has come, the longest due first.

    They stay locked until the transaction ends, where the database can lock rows: another planner takes
    others. Each must be moved on with `advance` or put to `rest` in the same transaction.
    """
    rows = await session.execute(_DUE, {"now": now, "most": most})
    return [
        DueSchedule(row.id, row.runner_id, Wants(row.wants), from_bits(row.days), row.next_at, row.next_on)
        for row in rows
        if row.next_at and row.next_on
    ]


async def advance(session: AsyncSession, schedule_id: int, zone: str, after: datetime) -> None:
    """This turn is over; the next is the first after the instant `after`, on a later local date.

    Turns that were missed meanwhile are not made up for.
    """
    await advance_all(session, {schedule_id: zone}, after)


async def advance_all(session: AsyncSession, zones: Mapping[int, str], after: datetime) -> None:
    """Moves many on, as `advance` does one: the id of each with the zone of its runner."""
    turns = []
    for row in await session.execute(_TURNS, {"ids": list(zones)}):
        days, at = _days_and_minute(row)
        next_on, next_at = next_turn(days, at, zones[row.id], after, row.next_on) or (None, None)
        turns.append({"moved": row.id, "turned_on": row.next_on, "next_on": next_on, "next_at": next_at})
    if turns:
        await session.execute(_MOVED_ON, turns)
        # What this session has read before is not what stands there now.
        session.expire_all()


async def put_off(session: AsyncSession, turn: DueSchedule, zone: str) -> None:
    """What was due comes on the next day instead, at its time; once only, so that no day becomes another's.

    To be said after `advance`, which it overrules.
    """
    row = await session.get(ScheduleRow, turn.id)
    if row is None or turn.meant_on != turn.on:
        return
    tomorrow = turn.on + timedelta(days=1)
    if instant := instant_on(tomorrow, _days_and_minute(row)[1], zone):
        row.next_on, row.next_at = tomorrow, instant
        await session.flush()


async def rest(session: AsyncSession, schedule_id: int) -> None:
    """No turn until `change` or `recompute` gives it one: for a runner of whom no zone is known."""
    row = await session.get(ScheduleRow, schedule_id)
    if row is not None:
        row.next_at = row.next_on = None
        await session.flush()


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next turn of all comes, or None when nobody has a reminder."""
    return await session.scalar(select(func.min(ScheduleRow.next_at)))


async def _rows_of(session: AsyncSession, runner_id: int) -> list[ScheduleRow]:
    found = select(ScheduleRow).where(ScheduleRow.runner_id == runner_id)
    return list(await session.scalars(found.order_by(ScheduleRow.at, ScheduleRow.id)))


async def _row_of(session: AsyncSession, schedule_id: int, runner_id: int) -> ScheduleRow | None:
    row = await session.get(ScheduleRow, schedule_id)
    return row if row is not None and row.runner_id == runner_id else None


def _alike(wants: str, rows: Iterable[ScheduleRow]) -> list[ScheduleRow]:
    """What a reminder may get in the way of: that message's own, or those of every routine."""
    alike = {wants} if wants in WEEKLY else set(ROUTINES)
    return [row for row in rows if row.wants in alike]


def _refusal(bits: int, at: time, others: Iterable[ScheduleRow]) -> Refused | None:
    if not bits:
        return Refused.NO_DAYS
    if any((other.days, other.at) == (bits, at) for other in others):
        return Refused.ALREADY_THERE
    return None


def _set_next(row: ScheduleRow, zone: str, after: datetime, *, owed_today: bool = False) -> None:
    days, at = _days_and_minute(row)
    found = next_turn(days, at, zone, after, row.turned_on)
    if owed_today:
        missed = next_on_or_after(days, at, zone, first_free(local_date(after, zone), row.turned_on))
        found = (missed[0], after) if missed and missed[1] <= after else found
    row.next_on, row.next_at = found or (None, None)


def _days_and_minute(row: Any) -> tuple[frozenset[int], time]:
    return from_bits(row.days), around_minute(row.at, row.id) if row.around else row.at


def _schedule(row: ScheduleRow) -> Schedule:
    return Schedule(
        id=row.id,
        runner_id=row.runner_id,
        wants=Wants(row.wants),
        days=from_bits(row.days),
        at=row.at,
        around=row.around,
        next_at=row.next_at,
        next_on=row.next_on,
    )
