"""Whom we talk to, and what they allowed."""

import asyncio
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.database import Database
from bot.runners.tables import RunnerRow
from tests.conftest import NOON, add_runner


async def test_someone_new_has_allowed_nothing_and_hears_nothing_at_night(session: AsyncSession) -> None:
    runner = await runners.arrive(session, 1001, "de", NOON)
    assert (runner.chat_id, runner.language, runner.zone) == (1001, "de", None)
    assert (runner.adult, runner.consented, runner.onboarded) == (False, False, False)
    assert not runner.unreachable
    assert (runner.quiet_from, runner.quiet_until) == (time(22), time(6))
    assert not runner.is_paused(NOON)


async def test_someone_who_comes_back_is_the_same_runner(session: AsyncSession) -> None:
    first = await runners.arrive(session, 1001, "de", NOON)
    again = await runners.arrive(session, 1001, "fr", NOON + timedelta(days=1))
    assert again == first
    assert await runners.by_chat(session, 1001) == first
    assert await runners.get(session, first.id) == first


async def test_a_chat_id_beyond_32_bits_is_kept_whole(session: AsyncSession) -> None:
    runner = await runners.arrive(session, 7_000_000_123, "en", NOON)
    assert runner.chat_id == 7_000_000_123


async def test_two_updates_at_once_make_one_runner(database: Database) -> None:
    chat_id = 990_001

    async def arrive() -> runners.Runner:
        async with database.begin() as session:
            runner = await runners.arrive(session, chat_id, "en", NOON)
            # Gives the other one time to find nobody, where the database lets both in at once.
            await asyncio.sleep(0.05)
            return runner

    first, second = await asyncio.gather(arrive(), arrive())
    async with database.begin() as session:
        found = await session.scalars(select(RunnerRow.id).where(RunnerRow.chat_id == chat_id))
        assert found.all() == [first.id]
        await runners.forget_silently(session, first.id)
    assert second == first


async def test_a_stranger_is_nobody_we_keep(session: AsyncSession) -> None:
    stranger = runners.stranger(1001, "en")
    assert await runners.get(session, stranger.id) is None
    assert (stranger.adult, stranger.consented, stranger.onboarded) == (False, False, False)


async def test_nobody_is_found_where_nobody_is(session: AsyncSession) -> None:
    assert await runners.by_chat(session, 1001) is None
    assert await runners.get(session, 1) is None
    with pytest.raises(runners.NoSuchRunner):
        await runners.resume(session, 1, NOON)


async def test_each_step_of_the_set_up_is_kept(session: AsyncSession) -> None:
    runner_id = (await runners.arrive(session, 1001, "it", NOON)).id
    await runners.confirm_adult(session, runner_id, NOON)
    await runners.consent(session, runner_id, "2026-11", NOON)
    await runners.set_zone(session, runner_id, "Australia/Lord_Howe")
    await runners.set_quiet(session, runner_id, time(21, 30, 59), time(7))
    await runners.finish_onboarding(session, runner_id, NOON)
    runner = await runners.get(session, runner_id)
    assert runner is not None
    assert runner.adult
    assert runner.consented
    assert runner.onboarded
    assert (runner.consent_version, runner.zone, runner.language) == ("2026-11", "Australia/Lord_Howe", "it")
    assert (runner.quiet_from, runner.quiet_until) == (time(21, 30), time(7))


async def test_a_zone_that_does_not_exist_is_not_kept(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    with pytest.raises(ValueError, match="time zone"):
        await runners.set_zone(session, runner_id, "Europe/Atlantis")
    runner = await runners.get(session, runner_id)
    assert runner is not None
    assert runner.zone == "Europe/Berlin"


async def test_a_pause_holds_until_its_end(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    until = NOON + timedelta(days=3)
    runner = await runners.pause(session, runner_id, NOON, until)
    assert runner.is_paused(NOON)
    assert runner.is_paused(until - timedelta(seconds=1))
    assert not runner.is_paused(until)


async def test_a_pause_without_an_end_holds_until_resumed(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    runner = await runners.pause(session, runner_id, NOON, None)
    assert runner.is_paused(NOON + timedelta(days=10_000))
    assert not (await runners.resume(session, runner_id, NOON)).is_paused(NOON)


async def test_who_blocked_us_is_unreachable_until_they_write_again(session: AsyncSession) -> None:
    runner_id = await add_runner(session, chat_id=1001)
    await runners.unreachable(session, runner_id, NOON)
    runner = await runners.by_chat(session, 1001)
    assert runner is not None
    assert runner.unreachable
    assert not (await runners.arrive(session, 1001, "en", NOON)).unreachable


async def test_news_of_someone_forgotten_meanwhile_is_no_error(session: AsyncSession) -> None:
    await runners.unreachable(session, 12345, NOON)
    assert await runners.get(session, 12345) is None


async def test_the_first_zone_says_whether_distances_are_in_miles(session: AsyncSession) -> None:
    for chat_id, zone, miles in ((1, "Europe/London", True), (2, "Europe/Paris", False), (3, "UTC", False)):
        runner = await runners.arrive(session, chat_id, "en", NOON)
        assert (await runners.set_zone(session, runner.id, zone)).miles is miles
    # A journey changes nothing, and what was chosen stays.
    assert not (await runners.set_zone(session, runner.id, "America/New_York")).miles
