"""Which ticks each kind of process has, and how often they look; all are cheap when nothing is due."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from enum import StrEnum

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app.parts import Running
from bot.app.timekeeping import Every
from bot.clock import Clock
from bot.database import DatabaseProblem, what_to_do
from bot.logs import logger

log = logger("app")

EVERY_SECOND = timedelta(seconds=1)
TIDY_EVERY = timedelta(seconds=5)
CLOSE_DAYS_EVERY = timedelta(seconds=15)
MINUTELY = timedelta(minutes=1)
FORGET_EVERY = timedelta(hours=1)
SOON = CLOSE_DAYS_EVERY

Tick = Callable[[], Awaitable[None]]


class Role(StrEnum):
    """What a process is there for."""

    RUN = "run"  # everything, and it polls
    WORKER = "worker"  # time passes: plans and sends
    WEB = "web"  # people do something: called by webhook


def wound_up(moving: Running, role: Role) -> tuple[AsyncIOScheduler, "Watch"]:
    """The ticks of this role, which begin with the scheduler's `start`, and who watches over them."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    watch = Watch()
    for tick, every in _ticks(moving, role):
        watched = watch.over(tick, every)
        scheduler.add_job(watched, Every(every), name=tick.__name__)
    # At once, too: a host that restarts every half hour must still forget in time.
    for forget in _forgetting(moving, role):
        watched = watch.over(forget, FORGET_EVERY)
        scheduler.add_job(watched, Every(FORGET_EVERY), next_run_time=Clock().now())
    return scheduler, watch


class Watch:
    """Knows which ticks are at work.

    A database that is away, full or read-only is told of once, and once more when it is back: when every tick
    that failed has succeeded again, of those that look often. The others would say so a minute or an hour
    later, and keep another loss meanwhile from being told.
    """

    def __init__(self) -> None:
        self._lost: set[Tick] = set()
        self._at_work: set[asyncio.Future[None]] = set()

    def over(self, tick: Tick, every: timedelta) -> Tick:
        """The tick, watched; it raises no DatabaseProblem any more."""

        async def watched() -> None:
            ended = asyncio.get_running_loop().create_future()
            self._at_work.add(ended)
            try:
                await self._look(tick, every)
            finally:
                self._at_work.discard(ended)
                ended.set_result(None)

        return watched

    async def _look(self, tick: Tick, every: timedelta) -> None:
        try:
            await tick()
        except DatabaseProblem as problem:
            if not self._lost:
                log.error("database.lost", exc_info=problem, hint=what_to_do(problem))
            if every <= SOON:
                self._lost.add(tick)
            return
        if tick in self._lost:
            self._lost.discard(tick)
            if not self._lost:
                log.warning("database.back")

    async def rest(self, within: timedelta) -> None:
        """Waits for the ticks at work to end, when no more begin.

        One that is cancelled amid a statement leaves a connection to be closed, and a database that is closed
        meanwhile keeps it, and the process, for ever.
        """
        await asyncio.sleep(0)  # what was just begun
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=within.total_seconds())


def _ticks(moving: Running, role: Role) -> Iterator[tuple[Tick, timedelta]]:
    if role is not Role.WEB:
        yield moving.ticks.plan, EVERY_SECOND
        yield moving.club_posts.plan, EVERY_SECOND
        yield moving.club_posts.recount, EVERY_SECOND
        yield moving.announcing.plan, EVERY_SECOND
        yield moving.announcing.show, EVERY_SECOND
        yield moving.line.send, EVERY_SECOND
        yield moving.ticks.tidy_ledger, TIDY_EVERY
        yield moving.ticks.close_days, CLOSE_DAYS_EVERY
        yield moving.countdowns.show, EVERY_SECOND
        yield moving.countdowns.end_left, MINUTELY
    if role is not Role.WORKER:
        yield moving.answering.look, EVERY_SECOND
        yield moving.answering.renew, EVERY_SECOND
        yield moving.answering.tidy, MINUTELY


def _forgetting(moving: Running, role: Role) -> Iterator[Tick]:
    if role is not Role.WEB:
        yield moving.ticks.forget
        yield moving.club_posts.forget
        yield moving.announcing.forget
