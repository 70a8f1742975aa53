"""Takes one Message to Telegram and says, as a value, what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import telegram
from telegram import (
    Bot,
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
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

from bot import content, uploads
from bot.clock import Clock
from bot.database import Database, DatabaseProblem
from bot.deliveries import Button, Gone, Message, Moved, Outcome, Picture, Refused, Sent, TryLater, Unsure
from bot.logs import logger
from bot.transport import NotConnected
from bot.uploads import Upload

T = TypeVar("T")

log = logger("courier")

# A source is for those who want it; its picture would push the advice off the screen.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# A reply that Telegram asks us to hold back longer than this is not worth the person's wait.
LONGEST_REPLY_WAIT_S = 30

# With the call itself this stays under the lease of a delivery (deliveries.LEASE).
LONGEST_UPLOAD_WAIT_S = 10

FIGURES = content.FOLDER / "figures"

# What `showing` is where a message has a picture, and we cannot say which.
UNKNOWN = "?"

# Somebody who is no administrator any more may not change a club for longer than this.
ADMINISTRATOR_FOR = timedelta(minutes=1)

ShowFile = Callable[[str | bytes], Awaitable[telegram.Message | bool]]

_NOT_MODIFIED = "not modified"
# Refusals that the text alone would meet as well.
_NOT_THE_PICTURE = (
    _NOT_MODIFIED,
    "chat not found",
    "can't be edited",
    "message to edit not found",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)


class Courier:
    """Sends, edits and answers through one bot. Owed messages give an Outcome; replies give nothing.

    `figures` is the folder the pictures lie in. Each is uploaded once, whoever asks for it first; its id is
    kept in the database, and here: there are as many as there are pictures.
    """

    def __init__(self, bot: Bot, database: Database, clock: Clock, figures: Path = FIGURES) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._figures = figures
        self._uploads: dict[str, Upload] = {}
        self._administrators: dict[tuple[int, int], tuple[bool, datetime]] = {}
        self._uploading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        """One attempt at one owed message; never raises for anything Telegram or the network may do."""
        return await _outcome(self._send(chat_id, message, thread_id))

    async def update(self, chat_id: int, message_id: int, message: Message, showing: str | None) -> Outcome:
        """One attempt at changing a message that nobody waits for; gives what `deliver` would.

        `showing` as for `edit`. A message that is gone or can no longer be changed is Refused.
        """
        outcome = await _outcome(self._change(chat_id, message_id, message, showing))
        return Sent(message_id) if _is_same(outcome) else outcome

    async def rebutton(self, chat_id: int, message_id: int, rows: tuple[tuple[Button, ...], ...]) -> Outcome:
        """One attempt at changing the buttons under a message alone; gives what `deliver` would."""
        markup = _inline(Message("", rows))
        outcome = await _outcome(self._changed_buttons(chat_id, message_id, markup))
        return Sent(message_id) if _is_same(outcome) else outcome

    async def reply(self, chat_id: int, message: Message, thread_id: int | None = None) -> int | None:
        """Says something to a person who is waiting; gives the message's id, or None when it could not."""
        try:
            return await self._patiently(lambda: self._send(chat_id, message, thread_id))
        except ChatMigrated as problem:
            # The update was of before; who waits for the answer is in the new group.
            moved_to = problem.new_chat_id
            return await self._patiently(lambda: self._send(moved_to, message, thread_id))

    async def edit(
        self, chat_id: int, message_id: int, message: Message, showing: str | None = None
    ) -> int | None:
        """Changes what a message says; where it can no longer be changed, says it anew.

        `showing` is the digest of the picture it has now, None for text. Gives the id of the message that
        says it in the end, None when none could.
        """
        try:
            return await self._patiently(lambda: self._change(chat_id, message_id, message, showing))
        except BadRequest as problem:
            reason = problem.message.lower()
            if _NOT_MODIFIED in reason:
                return message_id
            if "can't be edited" in reason or "not found" in reason:
                return await self.reply(chat_id, message)
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

    @property
    def username(self) -> str:
        """What the bot is called in links."""
        return str(self._bot.username)

    async def is_administrator(self, chat_id: int, person_id: int) -> bool:
        """Whether Telegram says so; an answer is good for a minute. No answer is a no."""
        now = self._clock.now()
        kept = self._administrators
        self._administrators = {key: it for key, it in kept.items() if now - it[1] < ADMINISTRATOR_FOR}
        if known := self._administrators.get((chat_id, person_id)):
            return known[0]
        try:
            member = await self._patiently(lambda: self._bot.get_chat_member(chat_id, person_id))
        except TelegramError as problem:
            log.info("member.unknown", error=type(problem).__name__)
            return False
        found = member is not None and member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)
        self._administrators[chat_id, person_id] = found, now
        return found

    async def digest_of(self, file_unique_id: str) -> str:
        """Which of our pictures Telegram shows under this id; UNKNOWN for one that we do not know."""
        known = next((it for it in self._uploads.values() if it.file_unique_id == file_unique_id), None)
        if known is None:
            async with self._database.begin() as session:
                known = await uploads.by_unique_id(session, self._bot.id, file_unique_id)
        return known.digest if known else UNKNOWN

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
        picture = message.picture
        if picture:
            shown = await self._shown(
                picture,
                lambda file: self._bot.send_animation(
                    chat_id=chat_id,
                    animation=file,
                    filename=picture.name,
                    width=picture.width,
                    height=picture.height,
                    duration=ceil(picture.duration_s),
                    caption=message.text,
                    parse_mode=ParseMode.HTML,
                    disable_notification=message.silent or None,
                    message_thread_id=thread_id,
                    reply_markup=_markup(message),
                ),
            )
            if shown:
                return shown.message_id
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

    async def _change(self, chat_id: int, message_id: int, message: Message, showing: str | None) -> int:
        """Gives the id of the message that says it: a picture can become another, but never a text."""
        where: dict[str, Any] = {
            "chat_id": chat_id,
            "message_id": message_id,
            "reply_markup": _inline(message),
        }
        picture = message.picture
        if picture and picture.digest == showing:
            try:
                await self._bot.edit_message_caption(caption=message.text, parse_mode=ParseMode.HTML, **where)
                return message_id
            except BadRequest as problem:
                # It was shown as text alone.
                if "no caption in the message" not in problem.message.lower():
                    raise
        elif picture and await self._changed_media(picture, message.text, where):
            return message_id
        elif showing:
            return await self._replaced(chat_id, message_id, message)
        try:
            await self._bot.edit_message_text(
                text=message.text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, **where
            )
            return message_id
        except BadRequest as problem:
            if "no text in the message" not in problem.message.lower():
                raise
        return await self._replaced(chat_id, message_id, message)

    async def _replaced(self, chat_id: int, message_id: int, message: Message) -> int:
        sent_id = await self._send(chat_id, replace(message, picture=None), None)
        await self._take_away(chat_id, message_id)
        return sent_id

    async def _changed_media(self, picture: Picture, text: str, where: dict[str, Any]) -> bool:
        return bool(
            await self._shown(
                picture,
                lambda file: self._bot.edit_message_media(
                    media=InputMediaAnimation(
                        file,
                        filename=picture.name,
                        width=picture.width,
                        height=picture.height,
                        duration=ceil(picture.duration_s),
                        caption=text,
                        parse_mode=ParseMode.HTML,
                    ),
                    **where,
                ),
            )
        )

    async def _changed_buttons(
        self, chat_id: int, message_id: int, markup: InlineKeyboardMarkup | None
    ) -> int:
        await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=markup)
        return message_id

    async def _take_away(self, chat_id: int, message_id: int) -> None:
        """Telegram deletes nothing older than two days; then at least nothing can be pressed there."""
        try:
            await self._bot.delete_message(chat_id=chat_id, message_id=message_id)
        except TelegramError as problem:
            log.info("message.not_deleted", error=type(problem).__name__)
            await self.strip(chat_id, message_id)

    async def _shown(self, picture: Picture, call: ShowFile) -> telegram.Message | None:
        """Makes a call with the picture's id, or its content where Telegram has none of it yet.

        None when the picture cannot be shown: the text is worth saying all the same.
        """
        try:
            known = await self._upload_of(picture)
            if known:
                try:
                    return _message(await call(known.file_id))
                except BadRequest as problem:
                    if not _is_file_refused(problem):
                        raise
                await self._forget(known)
            return await self._uploaded(picture, call)
        except BadRequest as problem:
            if any(it in problem.message.lower() for it in _NOT_THE_PICTURE):
                raise
            log.warning("picture.refused", picture=picture.name)
        except OSError as problem:
            log.error("picture.unreadable", picture=picture.name, error=type(problem).__name__)
        return None

    async def _uploaded(self, picture: Picture, call: ShowFile) -> telegram.Message | None:
        """Uploads once: who comes while another uploads waits for that one's id."""
        lock = self._uploading.setdefault(picture.digest, asyncio.Lock())
        # Longer than that, and an owed message would outlive its lease: it goes without the picture.
        async with asyncio.timeout(LONGEST_UPLOAD_WAIT_S):
            await lock.acquire()
        try:
            known = await self._upload_of(picture)
            if known is None:
                content = await asyncio.to_thread((self._figures / picture.name).read_bytes)
                shown = _message(await call(content))
                await self._keep(picture, shown)
                return shown
        finally:
            lock.release()
        return _message(await call(known.file_id))

    async def _upload_of(self, picture: Picture) -> Upload | None:
        known = self._uploads.get(picture.digest)
        if known is not None:
            return known
        try:
            async with self._database.begin() as session:
                known = await uploads.by_digest(session, self._bot.id, picture.digest)
        except DatabaseProblem as problem:
            # Uploaded once more, then: what is said must not fail for want of an id.
            log.error("upload.unread", picture=picture.name, exc_info=problem)
        if known:
            self._uploads[picture.digest] = known
        return known

    async def _keep(self, picture: Picture, shown: telegram.Message | None) -> None:
        file = (shown.animation or shown.document) if shown else None
        if file is None:
            return
        upload = Upload(picture.digest, file.file_id, file.file_unique_id)
        self._uploads[picture.digest] = upload
        try:
            async with self._database.begin() as session:
                await uploads.keep(session, self._bot.id, upload, self._clock.now())
        except DatabaseProblem as problem:
            # It was shown. The next process uploads it again.
            log.error("upload.unrecorded", picture=picture.name, exc_info=problem)

    async def _forget(self, upload: Upload) -> None:
        if self._uploads.get(upload.digest) == upload:
            del self._uploads[upload.digest]
        async with self._database.begin() as session:
            await uploads.forget(session, self._bot.id, upload)


async def _outcome(call: Awaitable[int]) -> Outcome:
    try:
        return Sent(await call)
    except RetryAfter as problem:
        # The public property warns unless an environment variable is set; this is the same timedelta.
        return TryLater("429", problem._retry_after)
    except ChatMigrated as problem:
        return Moved(problem.new_chat_id)
    except Forbidden as problem:
        return Gone(problem.message)
    except BadRequest as problem:
        gone = "chat not found" in problem.message.lower()
        return Gone(problem.message) if gone else Refused(problem.message)
    except (NotConnected, InvalidToken) as problem:
        # Telegram answers a passing 404 as an invalid token; the start has already proved ours.
        return TryLater(type(problem).__name__)
    except TimedOut:
        return Unsure("no answer in time")
    except NetworkError:
        return Unsure("connection lost or server error")
    except TelegramError as problem:
        return Refused(problem.message)


def _is_same(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and _NOT_MODIFIED in outcome.reason.lower()


def _message(shown: object) -> telegram.Message | None:
    # Telegram answers an edit of an inline message with True; we have none.
    return shown if isinstance(shown, telegram.Message) else None


def _is_file_refused(problem: BadRequest) -> bool:
    reason = problem.message.lower()
    return any(it in reason for it in ("file identifier", "file_id", "file reference", "file of type"))


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
