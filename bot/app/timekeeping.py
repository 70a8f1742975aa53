"""Ticks go on whatever the machine's clock does: set back an hour, a day ahead, or decades at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import monotonic

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot import announcements, clubs, deliveries, inbox, sessions
from bot.clock import Clock
from bot.database import Database, DatabaseProblem
from bot.logs import logger

log = logger("app")

LOOK_EVERY_S = 1.0
# Less is how clocks are kept right, and holds up a tick no longer than itself.
A_JUMP = timedelta(seconds=2)

# What is written down of a time that is yet to come, when the clock went back by so much.
WentBack = Callable[[timedelta], Awaitable[None]]


class Every(BaseTrigger):  # type: ignore[misc] # the library has no types
    """So long after the last time. Times that a jump left out are not counted one by one.

    The library's own trigger counts them: a day of seconds holds up the loop for seconds, and the decades of
    a machine that began without a clock for good.
    """

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next in the row of equal steps, where that is less than a step away; else a step from now."""
        step_away = now + self._interval
        if previous_fire_time is None:
            return step_away
        next_at = previous_fire_time + self._interval
        return next_at if now < next_at <= step_away else step_away


async def keep_time(scheduler: AsyncIOScheduler, went_back: WentBack, every_s: float = LOOK_EVERY_S) -> None:
    """Winds the ticks anew when the machine's clock is set, until it is cancelled.

    The scheduler sleeps until an instant of the wall clock: set back an hour, it would sleep for that hour.
    """
    clock, owed_back = Clock(), timedelta(0)
    wall, steady_s = clock.now(), monotonic()
    while True:
        await asyncio.sleep(every_s)
        before, steady_before_s = wall, steady_s
        wall, steady_s = clock.now(), monotonic()
        jumped = wall - before - timedelta(seconds=steady_s - steady_before_s)
        if abs(jumped) >= A_JUMP:
            log.warning("clock.jumped", by_s=round(jumped.total_seconds()))
            for job in scheduler.get_jobs():
                job.modify(next_run_time=wall)
            owed_back -= min(jumped, timedelta(0))
        if owed_back:
            try:
                await went_back(owed_back)
            except DatabaseProblem:
                # Told by the ticks; this is asked for again with the next look.
                continue
            except Exception as problem:
                # The next jump must be seen all the same.
                log.error("clock.unsettled", exc_info=problem)
            owed_back = timedelta(0)


def written_anew(database: Database, clock: Clock) -> WentBack:
    """Brings near what was written down by a clock that has gone back since, and would wait for it.

    Leases, gaps between messages, new tries, advice and the seconds of guided sessions: how long they take,
    and not when. What somebody wants at an hour of the day waits for that hour. Several processes may ask for
    the same: the second finds nothing.
    """

    async def went_back(by: timedelta) -> None:
        async with database.begin() as session:
            now = clock.now()
            await deliveries.clock_went_back(session, now)
            await inbox.clock_went_back(session, now)
            await sessions.clock_went_back(session, now, by)
            await clubs.clock_went_back(session, now)
            await announcements.clock_went_back(session, now)

    return went_back
