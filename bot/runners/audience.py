"""Whom an announcement reaches: everybody who is set up, can be reached, and has not asked for silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.runners.tables import RunnerRow


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is set up, counted: who would get it, and who would not."""

    reached: int
    paused: int
    unreachable: int


async def audience(session: AsyncSession, now: datetime) -> Audience:
    """How many an announcement would reach now. Nothing about health decides it, so no count tells of it."""
    set_up = await _count(session, _is_set_up(now))
    reached = await _count(session, _is_set_up(now), *_is_reached(now))
    unreachable = await _count(session, _is_set_up(now), RunnerRow.unreachable_at.is_not(None))
    return Audience(reached, set_up - reached - unreachable, unreachable)


async def audience_after(
    session: AsyncSession, after_id: int, last_id: int, set_up_by: datetime, now: datetime, most: int
) -> Sequence[int]:
    """The ids of the next at most `most` whom it reaches now, in order, from `after_id` on to `last_id`.

    Only who was set up by that instant. Whoever acts on it locks them first: a pause may come in between.
    """
    found = await session.scalars(
        select(RunnerRow.id)
        .where(RunnerRow.id > after_id, RunnerRow.id <= last_id, _is_set_up(set_up_by), *_is_reached(now))
        .order_by(RunnerRow.id)
        .limit(most)
    )
    return found.all()


async def newest_id(session: AsyncSession) -> int:
    """The id of whoever came last; everybody who comes later has a greater one."""
    return int(await session.scalar(select(func.max(RunnerRow.id))) or 0)


def _is_set_up(by: datetime) -> ColumnElement[bool]:
    return and_(RunnerRow.onboarded_at <= by, RunnerRow.consented_at.is_not(None))


def _is_reached(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        RunnerRow.unreachable_at.is_(None),
        or_(RunnerRow.paused_at.is_(None), RunnerRow.paused_until <= now),
    )


async def _count(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    return int(await session.scalar(select(func.count()).select_from(RunnerRow).where(*which)) or 0)
