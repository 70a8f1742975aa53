"""A process from its start to its stop: `run`, `worker` or `web`."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web as http

from bot import chat, deliveries, demo, inbox, web
from bot.app import telegram
from bot.app.parts import Running, put_together
from bot.app.ready import CannotStart, Ready, prepare, what_is_missing
from bot.app.timekeeping import keep_time, written_anew
from bot.app.winding import Role, wound_up
from bot.clock import Clock, MovableClock
from bot.courier import FIGURES
from bot.listening import listening
from bot.locks import AlreadyServed, serving
from bot.logs import log_unhandled, logger
from bot.memory import keep_what_stays
from bot.polling import Refused, poll
from bot.settings import Settings
from bot.transport import AiohttpRequest, Polls
from bot.wording.figures import Figures

log = logger("app")

DEFAULT_PORT = 8080
READY_WITHIN_S = 5.0
# Hosts kill who is still there after ten seconds, or thirty.
TICKS_END_WITHIN = timedelta(seconds=5)
OWN_PATHS = ("/healthz", "/readyz", "/metrics")


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock | None = None,
    figures: Figures | None = None,
    folder: Path = FIGURES,
    role: Role = Role.RUN,
) -> AsyncIterator[Running]:
    """The bot at work in this process, from here to the end of the block. Raises CannotStart.

    `figures` finds others than those of the content, and `folder` is where they lie.
    """
    _check(settings, role)
    # Closed in the opposite order, each whatever becomes of the others, from wherever a start got to.
    async with AsyncExitStack() as opened:
        ready = await prepare(settings)
        opened.push_async_callback(ready.database.close)
        clock = clock or _clock(settings)
        # The polls have connections of their own: a long poll never waits behind, or holds up, a reply.
        requests = AiohttpRequest(), Polls()
        for request in requests:
            opened.push_async_callback(request.shutdown)
        application = telegram.application(settings, *requests)
        moving = put_together(settings, ready, clock, application, figures or ready.figures, folder)
        await telegram.say_hello(application)
        opened.push_async_callback(application.shutdown)
        for request in requests:
            request.trust_token()
        await _open(opened, moving, settings, ready, clock, role, requests[1])
        log.info("bot.started", bot=application.bot.id, role=str(role))
        yield moving
        log.info("bot.stopping")
    log.info("bot.stopped")


def _clock(settings: Settings) -> Clock:
    """The machine's own; in a demo one that may be moved, and that a start finds where it was left."""
    if settings.demo_clock_port is None:
        return Clock()
    return MovableClock(Clock().now() + timedelta(seconds=settings.demo_clock_ahead_s))


async def serve(settings: Settings, role: Role) -> None:
    """Serves until SIGTERM or SIGINT: claims nothing more then, and finishes what is in flight.

    Raises CannotStart, also where it can no longer go on.
    """
    loop, serving_task = asyncio.get_running_loop(), asyncio.current_task()
    loop.set_exception_handler(log_unhandled)
    stop, started = asyncio.Event(), asyncio.Event()

    def leave() -> None:
        stop.set()
        # A start may wait for a Telegram out of reach for as long as it takes.
        if serving_task and not started.is_set():
            serving_task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    try:
        async with running(settings, role=role) as moving:
            started.set()
            keep_what_stays()
            moving.ended.add_done_callback(lambda _ended: stop.set())
            await stop.wait()
        if moving.ended.done():
            raise CannotStart(str(moving.ended.exception()))
    except asyncio.CancelledError:
        if not stop.is_set() or serving_task is None:
            raise
        serving_task.uncancel()


def _check(settings: Settings, role: Role) -> None:
    if settings.bot_token is None:
        raise CannotStart("BOT_TOKEN is not set. Ask @BotFather for one, or try `make demo` without.")
    if role is not Role.RUN and settings.sqlite_path:
        raise CannotStart(
            f"`{role}` shares its tables with other processes: set DATABASE_URL to a PostgreSQL server. "
            "On SQLite `run` is the whole bot."
        )
    if role is Role.WEB:
        if not settings.webhook_url or not settings.webhook_secret:
            raise CannotStart("`web` needs WEBHOOK_URL, where Telegram reaches it, and a WEBHOOK_SECRET.")
        if _path(settings) in OWN_PATHS:
            raise CannotStart(f"WEBHOOK_URL must end in a path of its own, none of {', '.join(OWN_PATHS)}.")


async def _open(
    opened: AsyncExitStack,
    moving: Running,
    settings: Settings,
    ready: Ready,
    clock: Clock,
    role: Role,
    polls: Polls,
) -> None:
    """Opens the entrances; they are closed in the opposite order: first whoever brings something new."""
    database = ready.database
    if role is not Role.WORKER:
        right = serving(
            database,
            settings.sqlite_path,
            moving.application.bot.id,
            alone=role is Role.RUN,
            broken=moving.end,
        )
        try:
            await opened.enter_async_context(right)
        except AlreadyServed as problem:
            raise CannotStart(str(problem)) from None
    # Closed after what is in flight has ended: until then it says why this process is not ready any more, and
    # what Telegram still brings is kept for the other webs.
    leave = await _open_site(opened, moving, settings, ready, clock, role)
    if role is Role.RUN:
        await moving.answering.take_back()
    scheduler, watch = wound_up(moving, role)
    scheduler.start()
    # It cancels what it finds at work.
    opened.callback(scheduler.shutdown, wait=False)
    opened.push_async_callback(watch.rest, TICKS_END_WITHIN)
    by_time = moving.ticks, moving.line, moving.countdowns, moving.club_posts, moving.announcing
    for part in (*by_time, moving.answering):
        opened.push_async_callback(part.stop)
    opened.callback(scheduler.pause)
    _stop_with(opened, asyncio.create_task(keep_time(scheduler, written_anew(database, clock))))
    if not settings.sqlite_path and role is not Role.WEB:
        await opened.enter_async_context(listening(database, deliveries.CHANNEL, moving.line.send_now))
    match role:
        case Role.RUN:
            await telegram.call_nobody(moving.application)
            _poll(opened, moving, polls)
        case Role.WEB:
            await telegram.call_us(moving.application, settings)
    if role is not Role.WORKER:
        menus = asyncio.create_task(
            telegram.set_menus(moving.application, ready.dictionary, settings.operator_ids)
        )
        opened.callback(menus.cancel)
    if settings.demo_clock_port and isinstance(clock, MovableClock):
        await _listen(opened, demo.site(database, clock), "127.0.0.1", settings.demo_clock_port)
    opened.callback(leave)


def _poll(opened: AsyncExitStack, moving: Running, polls: Polls) -> None:
    bot = moving.application.bot
    polling = asyncio.create_task(poll(polls, bot.base_url, chat.UPDATES, moving.answering.receive))

    def ended(task: asyncio.Task[None]) -> None:
        if task.cancelled() or not (problem := task.exception()):
            return
        if isinstance(problem, Refused):
            moving.end(problem)
            return
        # What it says may quote what somebody said.
        log.error("polling.ended", exc_info=problem)
        moving.end(RuntimeError(f"Polling ended by a fault of ours: {type(problem).__name__}"))

    polling.add_done_callback(ended)
    _stop_with(opened, polling)


def _stop_with(opened: AsyncExitStack, task: asyncio.Task[None]) -> None:
    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    opened.push_async_callback(stop)


async def _open_site(
    opened: AsyncExitStack, moving: Running, settings: Settings, ready: Ready, clock: Clock, role: Role
) -> Callable[[], None]:
    """Opens what answers on our port; what it gives is to be called when the process begins to stop."""
    stopping = False

    def leave() -> None:
        nonlocal stopping
        stopping = True

    async def can_work() -> str | None:
        if stopping:
            return "stopping"
        try:
            return await asyncio.wait_for(what_is_missing(ready.database), READY_WITHIN_S)
        except TimeoutError:
            return f"the database does not answer within {READY_WITHIN_S:.0f} s"

    async def counted() -> bytes:
        now = clock.now()
        # Who asks again and again must not take one connection after the other.
        async with asyncio.timeout(READY_WITHIN_S), ready.database.begin() as session:
            found, waits = await deliveries.stats(session, now), await inbox.waiting(session)
        return moving.metrics.text(found, *waits, now)

    routes = web.health(can_work, counted)
    if role is Role.WEB and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        routes.append(web.webhook(_path(settings), secret, moving.answering.receive, moving.metrics.refused))
    elif settings.port is None:
        return leave
    await _listen(opened, web.site(routes), settings.host, settings.port or DEFAULT_PORT)
    return leave


async def _listen(opened: AsyncExitStack, site: http.Application, host: str, port: int) -> None:
    runner = http.AppRunner(site, access_log=None, shutdown_timeout=10)
    await runner.setup()
    opened.push_async_callback(runner.cleanup)
    try:
        await http.TCPSite(runner, host, port).start()
    except OSError as problem:
        # A loop words it at length, with the address again; a host not found has words of its own.
        number = problem.errno or 0
        why = os.strerror(number) if number > 0 else problem.strerror
        raise CannotStart(f"Port {port} of {host} cannot be listened on: {why}") from None


def _path(settings: Settings) -> str:
    return urlsplit(settings.webhook_url or "").path or "/"
