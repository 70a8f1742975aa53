"""The only place that knows everyone: builds what the rooms need, wires the entrances, winds up the ticks."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot import chat, content, demo, runners, schema
from bot.chat.order import InOrder
from bot.clock import Clock, MovableClock
from bot.courier import Courier
from bot.database import Database, open_database
from bot.logs import logger
from bot.settings import Settings
from bot.ticks import Ticks
from bot.transport import AiohttpRequest
from bot.vault import BadKey, SealedWithAnotherKey, Vault, open_vault
from bot.wording.words import BadWords, Dictionary

log = logger("app")

WORDS = content.FOLDER / "words"

# How often each tick looks; all are cheap when nothing is due.
PLAN_EVERY = timedelta(seconds=1)
SEND_EVERY = timedelta(seconds=1)
TIDY_EVERY = timedelta(seconds=5)
CLOSE_DAYS_EVERY = timedelta(seconds=15)
FORGET_EVERY = timedelta(hours=1)


class CannotStart(Exception):
    """The message says what is wrong and what to do about it."""


@dataclass(frozen=True)
class Ready:
    """Everything that a start checks before anybody is answered."""

    database: Database
    vault: Vault
    content: content.Content
    dictionary: Dictionary


async def prepare(settings: Settings) -> Ready:
    """Reads the content, opens the database and the vault. Raises CannotStart for whatever is wrong."""
    try:
        texts, dictionary = content.load(content.FOLDER), Dictionary(WORDS)
        vault = open_vault(settings)
    except (content.BadContent, BadWords, BadKey) as problem:
        raise CannotStart(str(problem)) from None
    database = open_database(settings)
    try:
        await _check_database(database, vault)
    except BaseException:
        await database.close()
        raise
    return Ready(database, vault, texts, dictionary)


async def _check_database(database: Database, vault: Vault) -> None:
    try:
        version = await database.schema_version()
    except OSError as problem:
        raise CannotStart(f"DATABASE_URL cannot be reached: {type(problem).__name__}") from None
    if version != schema.newest():
        raise CannotStart("The database schema is not up to date: run `python -m bot migrate`.")
    async with database.begin() as session:
        if not await runners.key_fits(session, vault):
            raise CannotStart(str(SealedWithAnotherKey.__doc__))


@dataclass(frozen=True)
class Running:
    """The bot at work: what moves it by time, and what moves it by updates."""

    ticks: Ticks
    application: Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def running(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Running]:
    """The whole bot in this process, from here to the end of the block. Raises CannotStart."""
    if settings.bot_token is None:
        raise CannotStart("BOT_TOKEN is not set. Ask @BotFather for one, or try `make demo` without.")
    ready = await prepare(settings)
    clock = clock or (MovableClock() if settings.demo_clock_port else Clock())
    application = _application(settings)
    courier = Courier(application.bot)
    ticks = Ticks(
        database=ready.database,
        vault=ready.vault,
        content=ready.content,
        dictionary=ready.dictionary,
        clock=clock,
        deliver=courier.deliver,
        rate=settings.send_rate,
    )
    entrance = chat.Entrance(
        database=ready.database,
        vault=ready.vault,
        content=ready.content,
        dictionary=ready.dictionary,
        clock=clock,
        courier=courier,
        send_now=ticks.send_now,
    )
    chat.register(application, entrance, settings.operator_ids)
    scheduler = _wound_up(ticks)
    await _say_hello(application)
    menus = asyncio.create_task(_set_menus(application, ready.dictionary))
    await application.updater.start_polling(
        allowed_updates=list(chat.UPDATES), timeout=timedelta(seconds=30), error_callback=_polling_failed
    )
    await application.start()
    scheduler.start()
    site = await _demo_site(settings, ready.database, clock)
    log.info("bot.started", bot=application.bot.id)
    try:
        yield Running(ticks, application)
    finally:
        log.info("bot.stopping")
        menus.cancel()
        if site:
            await site.cleanup()
        scheduler.shutdown(wait=False)
        await application.updater.stop()
        await application.stop()
        await ticks.stop()
        await application.shutdown()
        await ready.database.close()
        log.info("bot.stopped")


async def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT: claims nothing more then, and finishes what is in flight."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(settings):
        await stop.wait()


def _application(settings: Settings) -> Any:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(AiohttpRequest())
        # Its own connection: a long poll must never wait behind, or hold up, a reply.
        .get_updates_request(AiohttpRequest(connections=2))
        .concurrent_updates(InOrder())
        .job_queue(None)
        .build()
    )


def _wound_up(ticks: Ticks) -> AsyncIOScheduler:
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for tick, every in (
        (ticks.plan, PLAN_EVERY),
        (ticks.send, SEND_EVERY),
        (ticks.tidy_ledger, TIDY_EVERY),
        (ticks.close_days, CLOSE_DAYS_EVERY),
        (ticks.forget, FORGET_EVERY),
    ):
        scheduler.add_job(tick, "interval", seconds=every.total_seconds(), name=tick.__name__)
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
        except NetworkError as problem:
            log.warning("telegram.unreachable", error=type(problem).__name__, retry_in_s=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 30.0)


async def _set_menus(application: Application[Any, Any, Any, Any, Any, Any], dictionary: Dictionary) -> None:
    try:
        for menu in chat.menus(dictionary):
            await application.bot.set_my_commands(**menu)
        words = dictionary.in_language(None)
        await application.bot.set_my_description(words.plain("bot-description"))
        await application.bot.set_my_short_description(words.plain("bot-short-description"))
    except TelegramError as problem:
        log.warning("menu.not_set", error=type(problem).__name__)


def _polling_failed(problem: TelegramError) -> None:
    log.warning("polling.failed", error=type(problem).__name__)


async def _demo_site(settings: Settings, database: Database, clock: Clock) -> web.AppRunner | None:
    if settings.demo_clock_port is None or not isinstance(clock, MovableClock):
        return None

    site = web.AppRunner(demo.site(database, clock), access_log=None)
    await site.setup()
    await web.TCPSite(site, "127.0.0.1", settings.demo_clock_port).start()
    return site
