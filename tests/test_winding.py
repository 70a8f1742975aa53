"""A database that goes away is told of once each time, whichever tick met it."""

import asyncio
from datetime import timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app.timekeeping import Every, keep_time
from bot.app.winding import Watch
from tests.conftest import NOON
from tests.flows.rough import log_kept
from tests.flows.test_clock_jumps import Machine
from tests.until import until

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


async def test_each_loss_of_the_database_and_each_return_is_told_once() -> None:
    watch, is_away = Watch(), False

    async def look() -> None:
        if is_away:
            raise ConnectionRefusedError

    async def forget() -> None:
        await look()

    often, seldom = watch.over(look, SECOND), watch.over(forget, HOUR)
    with log_kept() as log:
        for _ in range(2):
            is_away = True
            for _ in range(3):
                await often()
            await seldom()
            is_away = False
            for _ in range(3):
                await often()
    said = log.getvalue()
    assert (said.count("database.lost"), said.count("database.back")) == (2, 2)


def test_a_tick_comes_a_step_later_wherever_the_clock_was_set_and_else_on_its_grid() -> None:
    every, now = Every(SECOND), NOON
    assert every.get_next_fire_time(None, now) == now + SECOND
    assert every.get_next_fire_time(now - SECOND / 4, now) == now + SECOND * 3 / 4
    for before in (now + HOUR, now - HOUR, now - timedelta(days=20_000)):
        assert every.get_next_fire_time(before, now) == now + SECOND


async def test_a_jump_is_seen_after_one_that_could_not_be_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler, asked = AsyncIOScheduler(timezone="UTC"), list[timedelta]()

    async def went_back(by: timedelta) -> None:
        asked.append(by)
        raise (ConnectionRefusedError, ValueError, ValueError)[len(asked) - 1]

    monkeypatch.setattr("bot.clock.datetime", Machine)
    with log_kept() as log:
        keeping = asyncio.create_task(keep_time(scheduler, went_back, 0.01))
        await asyncio.sleep(0.05)
        monkeypatch.setattr(Machine, "set_by", -HOUR)
        await until(lambda: len(asked) == 2)
        monkeypatch.setattr(Machine, "set_by", -3 * HOUR)
        await until(lambda: len(asked) == 3)
        keeping.cancel()
    assert [round(by / HOUR) for by in asked] == [1, 1, 2]
    assert log.getvalue().count("clock.unsettled") >= 1
