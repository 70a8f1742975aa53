"""Runs in the database: logged once, read back, changed, deleted and brought back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners, runs
from bot.runs import Felt, Run, Source
from bot.runs.tables import RunRow
from bot.vault import Vault
from tests.conftest import NOON, add_runner

TODAY = date(2026, 11, 24)


async def log(session: AsyncSession, vault: Vault, runner_id: int, **changes: Any) -> runs.Logged:
    """A run of 8.2 km today in 48 minutes, typed at noon."""
    usual: dict[str, Any] = {"on": TODAY, "distance_m": 8200, "duration_s": 2880, "source": Source.TYPED}
    return await runs.log(session, vault, runner_id, **{**usual, "now": NOON, **changes})


async def distances(session: AsyncSession, vault: Vault, runner_id: int) -> list[int]:
    week = await runs.of_period(session, vault, runner_id, TODAY - timedelta(days=6), TODAY)
    return [run.distance_m for run in week]


async def test_a_run_reads_back_as_it_was_said_and_changed(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    logged = await log(session, vault, runner_id, source=Source.FIT, started_at=NOON)
    run = Run(logged.run.id, runner_id, TODAY, 8200, 2880, None, Source.FIT, NOON, NOON)
    assert logged.run == await runs.get(session, vault, run.id, runner_id) == run
    changed = replace(run, on=date(2026, 11, 23), distance_m=9000, duration_s=None, felt=Felt.STIFF)
    assert await runs.change(session, vault, changed)
    # Its start was of the day that it was moved from.
    moved = replace(changed, started_at=None, began_in_file=NOON)
    assert await runs.latest(session, vault, runner_id) == moved
    assert await runs.change(session, vault, replace(moved, felt=Felt.GOOD))
    assert await runs.latest(session, vault, runner_id) == replace(moved, felt=Felt.GOOD)
    assert await runs.change(session, vault, moved)
    again = await log(session, vault, runner_id, source=Source.FIT, started_at=NOON)
    assert (again.run, again.is_new) == (moved, False), "its file came again"
    sealed = await session.scalar(select(RunRow.details))
    assert sealed
    assert b"9000" not in sealed
    assert b"stiff" not in sealed


async def test_a_run_that_is_told_late_keeps_on_which_day(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    yesterday = TODAY - timedelta(days=1)
    late = (await log(session, vault, runner_id, on=yesterday, today=TODAY)).run
    assert late.logged_on == TODAY
    assert await runs.get(session, vault, late.id, runner_id) == late
    # Its file takes its place, and tells nothing of when it was told.
    began = NOON - timedelta(days=1, hours=2)
    file = {"source": Source.FIT, "started_at": began, "on": yesterday, "today": TODAY + timedelta(days=3)}
    await log(session, vault, runner_id, **file)
    found = await runs.get(session, vault, late.id, runner_id)
    assert found == replace(late, source=Source.FIT, started_at=began)
    assert (await log(session, vault, runner_id, distance_m=5000, today=TODAY)).run.logged_on is None


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({}, {"now": NOON + timedelta(minutes=1)}, 1),
        # The watch had a wrong date, and the day was corrected.
        (
            {"source": Source.FIT, "started_at": NOON - timedelta(days=4000)},
            {"source": Source.FIT, "started_at": NOON - timedelta(days=4000), "on": date(2015, 12, 12)},
            1,
        ),
        ({}, {"now": NOON + timedelta(hours=2)}, 2),
        ({}, {"on": date(2026, 11, 23)}, 2),
        ({}, {"distance_m": 8300}, 2),
        ({"source": Source.GPX}, {"source": Source.GPX, "now": NOON + timedelta(days=9)}, 1),
        # The same run from the watch and from the site it was sent to.
        (
            {"source": Source.GPX, "started_at": NOON},
            {"source": Source.FIT, "started_at": NOON + timedelta(seconds=9), "distance_m": 8234},
            1,
        ),
        # It was moved to the day before, or its file comes again after a flight.
        ({"source": Source.FIT, "started_at": NOON, "on": date(2026, 11, 23)}, {"started_at": NOON}, 1),
        (
            {"source": Source.GPX, "started_at": NOON},
            {"source": Source.GPX, "started_at": NOON + timedelta(hours=5)},
            2,
        ),
    ],
)
async def test_one_run_is_kept_once_and_two_a_day_are_two(
    session: AsyncSession, vault: Vault, first: dict[str, Any], second: dict[str, Any], kept: int
) -> None:
    runner_id = await add_runner(session)
    one = await log(session, vault, runner_id, **first)
    other = await log(session, vault, runner_id, **second)
    assert one.is_new
    assert other.is_new == (kept == 2)
    assert (other.run.id == one.run.id) == (kept == 1)
    assert await session.scalar(select(func.count()).select_from(RunRow)) == kept


MORNING = NOON - timedelta(hours=4)


@pytest.mark.parametrize(
    ("typed", "file", "taken"),
    [
        ({}, {}, True),
        ({"duration_s": None}, {}, True),
        ({}, {"duration_s": None, "started_at": None}, True),
        ({"distance_m": 8000}, {"distance_m": 8247}, True),
        ({"distance_m": 8000}, {"distance_m": 8248}, False),
        ({"distance_m": 8247}, {"distance_m": 8000}, False),
        ({"duration_s": 3600}, {"duration_s": 3000}, True),
        ({"duration_s": 3601}, {"duration_s": 3000}, False),
        ({"on": date(2026, 11, 23)}, {}, False),
        # Nobody tells a run before it.
        ({}, {"started_at": NOON + timedelta(hours=1)}, False),
        ({"source": Source.GPX}, {}, False),
    ],
)
async def test_a_file_takes_the_place_of_the_run_that_was_typed(
    session: AsyncSession, vault: Vault, typed: dict[str, Any], file: dict[str, Any], taken: bool
) -> None:
    runner_id = await add_runner(session)
    one = (await log(session, vault, runner_id, **typed)).run
    one = replace(one, felt=Felt.SORE)
    await runs.change(session, vault, one)
    of_file = {"source": Source.FIT, "started_at": MORNING, "distance_m": 8234, "duration_s": 2891, **file}
    now = NOON + timedelta(hours=2)
    other = await log(session, vault, runner_id, now=now, **of_file)
    assert await session.scalar(select(func.count()).select_from(RunRow)) == (1 if taken else 2)
    assert other.typed == (one if taken else None)
    assert other.is_new == (not taken)
    if taken:
        known = {**of_file, "duration_s": of_file["duration_s"] or one.duration_s}
        assert other.run == replace(one, **known) == await runs.get(session, vault, one.id, runner_id)
    # The file that comes again changes nothing, and what is typed again is another run.
    again = await log(session, vault, runner_id, now=now + timedelta(hours=1), **of_file)
    assert (again.run, again.is_new, again.typed) == (other.run, False, None)
    assert (await log(session, vault, runner_id, now=now + timedelta(hours=2), **typed)).is_new or not taken


async def test_of_two_typed_runs_the_file_takes_the_nearest(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    for metres in (8100, 8200, 8400):
        await log(session, vault, runner_id, distance_m=metres)
    file = {"source": Source.FIT, "started_at": MORNING, "distance_m": 8234}
    await log(session, vault, runner_id, **file)
    assert await distances(session, vault, runner_id) == [8100, 8234, 8400]


async def test_a_deleted_run_counts_nowhere_and_comes_back_within_a_day(
    session: AsyncSession, vault: Vault
) -> None:
    runner_id = await add_runner(session)
    run = (await log(session, vault, runner_id)).run
    assert await runs.delete(session, run.id, runner_id, NOON)
    assert not await runs.delete(session, run.id, runner_id, NOON)
    assert await distances(session, vault, runner_id) == []
    assert await runs.get(session, vault, run.id, runner_id) is None
    assert not await runs.change(session, vault, run)
    # What was deleted does not stand in the way of saying it again.
    assert (await log(session, vault, runner_id, distance_m=8200)).is_new
    assert await runs.forget_deleted(session, NOON) == 0
    assert await runs.undelete(session, vault, run.id, runner_id) == run
    assert await distances(session, vault, runner_id) == [8200, 8200]
    await runs.delete(session, run.id, runner_id, NOON)
    assert await runs.forget_deleted(session, NOON + timedelta(seconds=1)) == 1
    assert await runs.undelete(session, vault, run.id, runner_id) is None


async def test_the_longest_is_of_exactly_these_thirty_days(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    for days_ago, metres in ((30, 30_000), (29, 20_000), (3, 20_000), (0, 12_000)):
        await log(session, vault, runner_id, on=TODAY - timedelta(days=days_ago), distance_m=metres)
    longest = await runs.longest(session, vault, runner_id, TODAY)
    assert longest
    assert (longest.distance_m, longest.on) == (20_000, date(2026, 11, 21))
    before = await runs.longest(session, vault, runner_id, TODAY - timedelta(days=1))
    assert before
    assert before.distance_m == 30_000
    assert await runs.longest(session, vault, runner_id, TODAY, days=1) == await runs.latest(
        session, vault, runner_id
    )
    assert await runs.longest(session, vault, runner_id, TODAY - timedelta(days=31)) is None


async def test_nobody_reaches_another_runners_runs(session: AsyncSession, vault: Vault) -> None:
    runner_id, other_id = await add_runner(session), await add_runner(session, 1002)
    run = (await log(session, vault, runner_id)).run
    assert await runs.get(session, vault, run.id, other_id) is None
    assert not await runs.change(session, vault, replace(run, runner_id=other_id, distance_m=1))
    assert not await runs.delete(session, run.id, other_id, NOON)
    assert await runs.undelete(session, vault, run.id, other_id) is None
    assert await runs.latest(session, vault, other_id) is None
    await runners.forget(session, runner_id, NOON)
    assert await session.scalar(select(func.count()).select_from(RunRow)) == 0
    with pytest.raises(runners.NoSuchRunner):
        await log(session, vault, runner_id)
