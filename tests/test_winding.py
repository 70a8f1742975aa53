"""A database that goes away is told of once each time, whichever tick met it."""

from datetime import timedelta

from bot.app.winding import Watch
from tests.flows.rough import log_kept

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
