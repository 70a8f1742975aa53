"""The way back in the database: sealed, one a runner, and gone with them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners, runs
from bot.runs import Course, Go
from bot.runs.tables import ReturnRow
from bot.triage import Morning
from bot.vault import Vault
from tests.conftest import NOON, add_runner

DAY = date(2026, 11, 24)


async def test_a_course_reads_back_as_it_was_kept_and_is_sealed(session: AsyncSession, vault: Vault) -> None:
    runner_id, other_id = await add_runner(session), await add_runner(session, chat_id=1002)
    assert await runs.way_back_of(session, vault, runner_id) is None
    gone = Go(7, 2, DAY, 2400, morning=Morning.WORSE)
    course = replace(Course(NOON, DAY, (gone,)).stepped_back(DAY).with_go(Go(8, 1, DAY, 1600)), told=True)
    for kept in (Course(NOON, DAY), course):
        await runs.keep_way_back(session, vault, runner_id, kept, NOON)
        assert await runs.way_back_of(session, vault, runner_id, lock=True) == kept
    assert await runs.way_back_of(session, vault, other_id) is None
    sealed = await session.scalar(select(ReturnRow.course))
    assert sealed
    assert b"worse" not in sealed


async def test_nothing_is_left_of_it_once_they_are_forgotten(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runs.keep_way_back(session, vault, runner_id, Course(NOON, DAY), NOON)
    assert await runners.forget(session, runner_id, NOON)
    assert await session.scalar(select(func.count()).select_from(ReturnRow)) == 0
    with pytest.raises(runners.NoSuchRunner):
        await runs.keep_way_back(session, vault, runner_id, Course(NOON, DAY), NOON)


async def test_the_courses_of_many_are_read_at_once_and_only_theirs(
    session: AsyncSession, vault: Vault
) -> None:
    ada, ben, eve = [await add_runner(session, chat_id=1001 + n) for n in range(3)]
    stopped = replace(Course(NOON, DAY), stopped=True)
    await runs.keep_way_back(session, vault, ada, Course(NOON, DAY), NOON)
    await runs.keep_way_back(session, vault, eve, stopped, NOON)
    assert await runs.ways_back_of_all(session, vault, [ada, ben]) == {ada: Course(NOON, DAY)}
    assert await runs.ways_back_of_all(session, vault, [ben, eve]) == {eve: stopped}
