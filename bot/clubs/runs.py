"""The runs of a club: kept, changed, and moved on to their next turn."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs.club import LONGEST_LINK, LONGEST_PLACE, MOST_RUNS, Club, Refused, Run
from bot.clubs.links import site_of
from bot.clubs.tables import ClubRunRow
from bot.clubs.turns import next_post
from bot.schedules import as_bits, from_bits


async def add(
    session: AsyncSession, club: Club, days: Iterable[int], at: time, now: datetime
) -> Run | Refused:
    """Keeps a new run. Its first warm-up is posted before the next one whose lead has not begun."""
    rows = await _rows_of(session, club.id)
    bits = as_bits(days)
    if refused := _refusal(bits, at, rows):
        return refused
    if len(rows) >= MOST_RUNS:
        return Refused.TOO_MANY
    row = ClubRunRow(club_id=club.id, days=bits, at=at, created_at=now)
    session.add(row)
    _set_next(row, club, now)
    await session.flush()
    return as_run(row)


async def change(
    session: AsyncSession,
    club: Club,
    run_id: int,
    now: datetime,
    *,
    days: Iterable[int] | None = None,
    at: time | None = None,
) -> Run | Refused | None:
    """Changes days or time; None when the club has no such run. No date has its warm-up twice."""
    rows = await _rows_of(session, club.id)
    row = next((row for row in rows if row.id == run_id), None)
    if row is None:
        return None
    bits, at = row.days if days is None else as_bits(days), at or row.at
    if refused := _refusal(bits, at, [other for other in rows if other is not row]):
        return refused
    row.days, row.at = bits, at
    _set_next(row, club, now)
    await session.flush()
    return as_run(row)


async def meet_at(session: AsyncSession, club: Club, run_id: int, place: str | None) -> Run | None:
    """Keeps where a run begins, in words or as a link; None for nowhere said. Words are cut at 200."""
    row = await session.get(ClubRunRow, run_id)
    if row is None or row.club_id != club.id:
        return None
    said = (place or "").strip()
    row.place = said[: LONGEST_LINK if site_of(said) else LONGEST_PLACE] or None
    await session.flush()
    return as_run(row)


async def remove(session: AsyncSession, club: Club, run_id: int) -> bool:
    """Deletes a run; False when the club has no such one."""
    removed = await session.scalars(
        delete(ClubRunRow)
        .where(ClubRunRow.id == run_id, ClubRunRow.club_id == club.id)
        .returning(ClubRunRow.id)
    )
    return removed.first() is not None


async def of_club(session: AsyncSession, club_id: int) -> tuple[Run, ...]:
    """The club's runs, the earliest of the day first."""
    return tuple(as_run(row) for row in await _rows_of(session, club_id))


async def advance(session: AsyncSession, club: Club, run_id: int, after: datetime) -> None:
    """This turn is over; the next is of a later date. Turns that were missed are not made up for.

    A run that is still to come is not missed, though its lead has begun.
    """
    row = await session.get(ClubRunRow, run_id)
    if row is not None:
        row.turned_on = row.next_on
        _set_next(row, club, after - timedelta(minutes=club.lead_minutes))
        await session.flush()


async def recompute(session: AsyncSession, club: Club, now: datetime) -> None:
    """The club's zone or lead changed, or it may be posted to again: every run follows."""
    for row in await _rows_of(session, club.id):
        _set_next(row, club, now)
    await session.flush()


async def put_to_rest(session: AsyncSession, club_id: int) -> None:
    """No turn until `recompute` gives it one."""
    await session.execute(
        update(ClubRunRow).where(ClubRunRow.club_id == club_id).values(next_at=None, next_on=None)
    )


async def _rows_of(session: AsyncSession, club_id: int) -> Sequence[ClubRunRow]:
    found = select(ClubRunRow).where(ClubRunRow.club_id == club_id).order_by(ClubRunRow.at, ClubRunRow.id)
    return (await session.scalars(found.execution_options(populate_existing=True))).all()


def _set_next(row: ClubRunRow, club: Club, after: datetime) -> None:
    row.next_on = row.next_at = None
    if club.zone is not None and club.posts:
        lead = timedelta(minutes=club.lead_minutes)
        found = next_post(from_bits(row.days), row.at, club.zone, lead, after, row.turned_on)
        row.next_on, row.next_at = found or (None, None)


def _refusal(bits: int, at: time, others: Iterable[ClubRunRow]) -> Refused | None:
    if not bits:
        return Refused.NO_DAYS
    if any((other.days, other.at) == (bits, at) for other in others):
        return Refused.ALREADY_THERE
    return None


def as_run(row: ClubRunRow) -> Run:
    """The row as a value."""
    return Run(row.id, row.club_id, from_bits(row.days), row.at, row.place, row.next_at, row.next_on)
