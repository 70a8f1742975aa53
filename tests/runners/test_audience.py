"""Whom an announcement reaches: who is set up, reachable and not paused; nothing about health decides it."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.runners import Audience
from tests.conftest import NOON, add_runner

HOUR = timedelta(hours=1)


async def reached(
    session: AsyncSession, after: int = 0, upto: int | None = None, most: int = 100
) -> list[int]:
    upto = await runners.newest_id(session) if upto is None else upto
    return list(await runners.audience_after(session, after, upto, NOON, NOON, most))


async def test_only_who_is_set_up_reachable_and_not_paused_is_reached(session: AsyncSession) -> None:
    ada = await add_runner(session, 1)
    back = await add_runner(session, 2, paused_at=NOON - 2 * HOUR, paused_until=NOON - HOUR)
    await add_runner(session, 3, paused_at=NOON - HOUR, paused_until=NOON + HOUR)
    await add_runner(session, 4, paused_at=NOON - HOUR)
    await add_runner(session, 5, unreachable_at=NOON)
    await add_runner(session, 6, consented_at=None)
    await add_runner(session, 7, onboarded_at=None)
    await add_runner(session, 8, unreachable_at=NOON, paused_at=NOON)
    assert await reached(session) == [ada, back]
    assert await runners.audience(session, NOON) == Audience(reached=2, paused=2, unreachable=2)


async def test_a_page_begins_after_the_last_and_ends_at_who_came_last(session: AsyncSession) -> None:
    ids = [await add_runner(session, 10 + n) for n in range(5)]
    assert await reached(session, most=2) == ids[:2]
    assert await reached(session, after=ids[1], most=2) == ids[2:4]
    assert await reached(session, after=ids[1], upto=ids[2]) == [ids[2]]


async def test_who_is_set_up_later_is_not_among_them(session: AsyncSession) -> None:
    await add_runner(session, 20, onboarded_at=NOON + HOUR)
    assert await reached(session) == []


async def test_with_nobody_there_is_no_newest(session: AsyncSession) -> None:
    assert await runners.newest_id(session) == 0
    assert await runners.audience(session, NOON) == Audience(0, 0, 0)
