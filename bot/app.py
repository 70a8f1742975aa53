"""The only place that knows everyone: builds what the rooms need, wires the entrances, winds up the ticks."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot import chat, content, demo, pictures, runners, schema
from bot.chat.order import InOrder
from bot.clock import Clock, MovableClock
from bot.club_posts import ClubPosts
from bot.countdowns import Countdowns
from bot.courier import FIGURES, Courier
from bot.database import Database, DatabaseProblem, open_database
from bot.logs import log_unhandled, logger
from bot.memory import keep_what_stays
from bot.send_line import SendLine
from bot.settings import Settings
from bot.ticks import Ticks
from bot.transport import AiohttpRequest, Polls
from bot.vault import BadKey, SealedWithAnotherKey, Vault, open_vault
from bot.wording.figures import Figures, drawn_figures
from bot.wording.words import BadWords, Dictionary

log = logger("app")

WORDS = content.FOLDER / "words"

# How often each tick looks; all are cheap when nothing is due.
PLAN_EVERY = timedelta(seconds=1)
SEND_EVERY = timedelta(seconds=1)
TIDY_EVERY = timedelta(seconds=5)
CLOSE_DAYS_EVERY = timedelta(seconds=15)
SHOW_EVERY = timedelta(seconds=1)
RECOUNT_EVERY = timedelta(seconds=1)
END_LEFT_EVERY = timedelta(minutes=1)
FORGET_EVERY = timedelta(hours=1)


NOT_MIGRATED = "The database schema is not up to date: run `python -m bot migrate`, as `make run` does."


class CannotStart(Exception):
    """The message says what is wrong and what to do about it."""


class Ready(NamedTuple):
    """Everything that a start checks before anybody is answered."""

    database: Database
    vault: Vault
    content: content.Content
    dictionary: Dictionary
    figures: Figures


async def prepare(settings: Settings, folder: Path = FIGURES) -> Ready:
    """Reads content and figures, opens database and vault. Raises CannotStart for whatever is wrong.

    `folder` is where the finished figures lie.
    """
    if settings.sqlite_path and not settings.sqlite_path.exists():
        raise CannotStart(NOT_MIGRATED)
    try:
        texts, dictionary = content.load(content.FOLDER), Dictionary(WORDS)
        figures = drawn_figures(texts, pictures.read(texts, folder))
        vault = open_vault(settings)
    except (content.BadContent, pictures.FiguresOutdated, BadWords, BadKey) as problem:
        raise CannotStart(str(problem)) from None
    database = open_database(settings)
    try:
        await _check_database(database, vault)
    except BaseException:
        await database.close()
        raise
    return Ready(database, vault, texts, dictionary, figures)


async def _check_database(database: Database, vault: Vault) -> None:
    try:
        version = await database.schema_version()
    except DatabaseProblem as problem:
        raise CannotStart(f"DATABASE_URL does not lead to a database: {type(problem).__name__}") from None
    if version != schema.newest():
        raise CannotStart(NOT_MIGRATED)
    async with database.begin() as session:
        if not await runners.key_fits(session, vault):
            raise CannotStart(str(SealedWithAnotherKey.__doc__))


@dataclass(frozen=True)
class Running:
    """The bot at work: what moves it by time, and what moves it by updates."""

    ticks: Ticks
    line: SendLine
    countdowns: Countdowns
    club_posts: ClubPosts
    application: Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock | None = None, figures: Figures | None = None, folder: Path = FIGURES
) -> AsyncIterator[Running]:
    """The whole bot in this process, from here to the end of the block. Raises CannotStart.

    `figures` finds others than those of the content, and `folder` is where they lie.
    """
    if settings.bot_token is None:
        raise CannotStart("BOT_TOKEN is not set. Ask @BotFather for one, or try `make demo` without.")
    # Closed in the opposite order, each whatever becomes of the others, from wherever a start got to.
    async with AsyncExitStack() as opened:
        ready = await prepare(settings)
        opened.push_async_callback(ready.database.close)
        clock = clock or (MovableClock() if settings.demo_clock_port else Clock())
        # The polls have connections of their own: a long poll never waits behind, or holds up, a reply.
        requests = AiohttpRequest(), Polls()
        for request in requests:
            opened.push_async_callback(request.shutdown)
        application = _application(settings, *requests)
        courier = Courier(application.bot, ready.database, clock, folder)
        rooms = ready.database, ready.vault, ready.content, ready.dictionary
        figures = figures or ready.figures
        club_posts = ClubPosts(*rooms, clock, courier.rebutton, settings.send_rate, figures)
        line = SendLine(
            ready.database,
            ready.vault,
            clock,
            courier.deliver,
            settings.send_rate,
            club_posts.follow_up,
            courier.replies_since,
        )
        ticks = Ticks(*rooms, clock)
        countdowns = Countdowns(*rooms, clock, courier.update, settings.send_rate, figures)
        entrance = chat.Entrance(*rooms, clock, courier, line.send_now, figures)
        operators = chat.Operators(entrance, settings.operator_ids, settings.send_rate)
        chat.register(application, entrance, operators, club_posts.silence)
        await _say_hello(application)
        opened.push_async_callback(application.shutdown)
        for request in requests:
            request.trust_token()
        moving = Running(ticks, line, countdowns, club_posts, application)
        await _open(opened, moving, settings, ready, clock)
        log.info("bot.started", bot=application.bot.id)
        yield moving
        log.info("bot.stopping")
    log.info("bot.stopped")


async def _open(
    opened: AsyncExitStack,
    moving: Running,
    settings: Settings,
    ready: Ready,
    clock: Clock,
) -> None:
    """Opens the entrances: updates, ticks, and the demo's clock."""
    application = moving.application
    scheduler = _wound_up(moving)
    scheduler.start()
    opened.callback(scheduler.shutdown, wait=False)
    # Before the scheduler is shut down, which cancels what it finds at work.
    for part in (moving.ticks, moving.line, moving.countdowns, moving.club_posts):
        opened.push_async_callback(part.stop)
    opened.callback(scheduler.pause)
    await application.start()
    opened.push_async_callback(application.stop)
    if application.updater:
        await application.updater.start_polling(
            allowed_updates=list(chat.UPDATES),
            timeout=timedelta(seconds=30),
            bootstrap_retries=-1,
            error_callback=_polling_failed,
        )
        opened.push_async_callback(application.updater.stop)
    menus = asyncio.create_task(_set_menus(application, ready.dictionary, settings.operator_ids))
    opened.callback(menus.cancel)
    if settings.demo_clock_port and isinstance(clock, MovableClock):
        site = web.AppRunner(demo.site(ready.database, clock), access_log=None)
        await site.setup()
        opened.push_async_callback(site.cleanup)
        await web.TCPSite(site, "127.0.0.1", settings.demo_clock_port).start()


async def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT: claims nothing more then, and finishes what is in flight."""
    loop, serving = asyncio.get_running_loop(), asyncio.current_task()
    loop.set_exception_handler(log_unhandled)
    stop, started = asyncio.Event(), asyncio.Event()

    def leave() -> None:
        stop.set()
        # A start may wait for a Telegram out of reach for as long as it takes.
        if serving and not started.is_set():
            serving.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    try:
        async with running(settings):
            started.set()
            keep_what_stays()
            await stop.wait()
    except asyncio.CancelledError:
        if not stop.is_set() or serving is None:
            raise
        serving.uncancel()


def _application(settings: Settings, request: BaseRequest, polls: BaseRequest) -> Any:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(request)
        .get_updates_request(polls)
        .concurrent_updates(InOrder())
        .job_queue(None)
        .build()
    )


def _wound_up(moving: Running) -> AsyncIOScheduler:
    ticks, countdowns, club_posts = moving.ticks, moving.countdowns, moving.club_posts
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for tick, every in (
        (ticks.plan, PLAN_EVERY),
        (club_posts.plan, PLAN_EVERY),
        (club_posts.recount, RECOUNT_EVERY),
        (moving.line.send, SEND_EVERY),
        (ticks.tidy_ledger, TIDY_EVERY),
        (ticks.close_days, CLOSE_DAYS_EVERY),
        (countdowns.show, SHOW_EVERY),
        (countdowns.end_left, END_LEFT_EVERY),
    ):
        scheduler.add_job(tick, "interval", seconds=every.total_seconds(), name=tick.__name__)
    # At once, too: a host that restarts every half hour must still forget in time.
    seconds = FORGET_EVERY.total_seconds()
    for forget in (ticks.forget, club_posts.forget):
        scheduler.add_job(forget, "interval", seconds=seconds, next_run_time=Clock().now())
    return scheduler


async def _say_hello(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Asks Telegram who we are, for as long as it takes: a host may boot before its network does."""
    wait = 1.0
    while True:
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise CannotStart("Telegram does not know this BOT_TOKEN.") from None
        except (NetworkError, RetryAfter) as problem:
            log.warning("telegram.unreachable", error=type(problem).__name__, retry_in_s=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 30.0)


async def _set_menus(
    application: Application[Any, Any, Any, Any, Any, Any],
    dictionary: Dictionary,
    operator_ids: frozenset[int],
) -> None:
    try:
        words = dictionary.in_language(None)
        await application.bot.set_my_description(words.plain("bot-description"))
        await application.bot.set_my_short_description(words.plain("bot-short-description"))
        for menu in chat.menus(dictionary, operator_ids):
            await application.bot.set_my_commands(**menu)
    except TelegramError as problem:
        log.warning("menu.not_set", error=type(problem).__name__)


def _polling_failed(problem: TelegramError) -> None:
    log.warning("polling.failed", error=type(problem).__name__)
