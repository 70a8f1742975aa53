"""Takes one Message to Telegram and says, as a value, what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.deliveries import Gone, Message, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.logs import logger
from bot.transport import NotConnected

T = TypeVar("T")

log = logger("courier")

# A source is for those who want it; its picture would push the advice off the screen.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# A reply that Telegram asks us to hold back longer than this is not worth the person's wait.
LONGEST_REPLY_WAIT_S = 30


class Courier:
    """Sends, edits and answers through one bot. Owed messages give an Outcome; replies give nothing."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        """One attempt at one owed message; never raises for anything Telegram or the network may do."""
        try:
            return Sent(await self._send(chat_id, message, thread_id))
        except RetryAfter as problem:
            # The public property warns unless an environment variable is set; this is the same timedelta.
            return TryLater("429", problem._retry_after)
        except ChatMigrated as problem:
            return Moved(problem.new_chat_id)
        except Forbidden as problem:
            return Gone(problem.message)
        except BadRequest as problem:
            return (
                Gone(problem.message)
                if "chat not found" in problem.message.lower()
                else Refused(problem.message)
            )
        except (NotConnected, InvalidToken) as problem:
            # Telegram answers a passing 404 as an invalid token; the start has already proved ours.
            return TryLater(type(problem).__name__)
        except TimedOut:
            return Unsure("no answer in time")
        except NetworkError:
            return Unsure("connection lost or server error")
        except TelegramError as problem:
            return Refused(problem.message)

    async def reply(self, chat_id: int, message: Message, thread_id: int | None = None) -> int | None:
        """Says something to a person who is waiting; gives the message's id, or None when it could not."""
        return await self._patiently(lambda: self._send(chat_id, message, thread_id))

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Changes what a message says; where it can no longer be changed, says it anew."""
        try:
            await self._patiently(
                lambda: self._bot.edit_message_text(
                    text=message.text,
                    chat_id=chat_id,
                    message_id=message_id,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=_inline(message),
                )
            )
        except BadRequest as problem:
            reason = problem.message.lower()
            if "not modified" in reason:
                return
            if "can't be edited" in reason or "not found" in reason:
                await self.reply(chat_id, message)
                return
            raise

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Takes the buttons off a message; one that has none or is gone is no harm."""
        try:
            await self._patiently(
                lambda: self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
            )
        except TelegramError as problem:
            log.info("message.not_stripped", error=type(problem).__name__)

    async def answer(self, callback_id: str, text: str | None = None, alert: bool = False) -> None:
        """Ends the spinner on a pressed button; too late is no harm."""
        try:
            await self._bot.answer_callback_query(callback_id, text=text, show_alert=alert)
        except BadRequest:
            log.info("callback.late")
        except TelegramError as problem:
            # What the press led to is shown all the same.
            log.warning("callback.unanswered", error=type(problem).__name__)

    async def _patiently(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """A reply may be said twice: waits out one 429 and repeats one lost call."""
        try:
            return await call()
        except RetryAfter as problem:
            wait = problem._retry_after.total_seconds()
            if wait > LONGEST_REPLY_WAIT_S:
                raise
            await asyncio.sleep(wait)
        except BadRequest:
            raise
        except NetworkError:
            await asyncio.sleep(0.5)
        except Forbidden:
            return None
        try:
            return await call()
        except Forbidden:
            return None

    async def _send(self, chat_id: int, message: Message, thread_id: int | None) -> int:
        sent = await self._bot.send_message(
            chat_id=chat_id,
            text=message.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            disable_notification=message.silent or None,
            message_thread_id=thread_id,
            reply_markup=_markup(message),
        )
        return sent.message_id


def _markup(message: Message) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if message.ask_location:
        button = KeyboardButton(message.ask_location, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if message.clear_keyboard:
        return ReplyKeyboardRemove()
    return _inline(message)


def _inline(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.data, url=button.url) for button in row]
            for row in message.buttons
        ]
    )
