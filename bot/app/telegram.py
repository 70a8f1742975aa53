"""Who we are to Telegram: the library's application, the first hello, the menus, the webhook."""

import asyncio
from typing import Any

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot import chat
from bot.app.ready import CannotStart
from bot.logs import logger
from bot.settings import Settings
from bot.wording.words import Dictionary

log = logger("app")

App = Application[Any, Any, Any, Any, Any, Any]

# As many as Telegram offers: a call is answered when its update is kept, some milliseconds later.
CALLS_AT_ONCE = 100


def application(settings: Settings, request: BaseRequest, polls: BaseRequest) -> App:
    """The library's application. Its own updater is not used: updates are kept before they are confirmed."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    built: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(request)
        .get_updates_request(polls)
        .updater(None)
        .job_queue(None)
        .build()
    )
    return built


async def say_hello(application: App) -> None:
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


async def call_us(application: App, settings: Settings) -> None:
    """Tells Telegram where to bring updates; what waits there is kept. Raises CannotStart."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    await _told(
        lambda: application.bot.set_webhook(
            settings.webhook_url or "",
            secret_token=secret,
            allowed_updates=list(chat.UPDATES),
            max_connections=CALLS_AT_ONCE,
        )
    )


async def call_nobody(application: App) -> None:
    """Telegram is polled from now on, and calls no webhook any more; what waits there is kept."""
    await _told(application.bot.delete_webhook)


async def _told(tell: Any) -> None:
    wait = 1.0
    while True:
        try:
            await tell()
            return
        except RetryAfter as problem:
            wait = problem._retry_after.total_seconds()
        except TelegramError as problem:
            if isinstance(problem, BadRequest) or not isinstance(problem, NetworkError):
                raise CannotStart(f"Telegram refuses the webhook: {problem.message}") from None
            log.warning("telegram.unreachable", error=type(problem).__name__, retry_in_s=wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, 30.0)


async def set_menus(application: App, dictionary: Dictionary, operator_ids: frozenset[int]) -> None:
    """The texts and command menus that Telegram shows; where it takes none, the bot works all the same."""
    try:
        words = dictionary.in_language(None)
        await application.bot.set_my_description(words.plain("bot-description"))
        await application.bot.set_my_short_description(words.plain("bot-short-description"))
    except TelegramError as problem:
        log.warning("description.not_set", error=type(problem).__name__)
    for menu in chat.menus(dictionary, operator_ids):
        # An operator who never opened the chat has none, and leaves the others theirs.
        try:
            await application.bot.set_my_commands(**menu)
        except TelegramError as problem:
            log.warning("menu.not_set", error=type(problem).__name__)
