"""Takes one Message to Telegram and says, as a value, what became of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

from telegram import Bot, ChatMember, InputMediaAnimation, InputMediaPhoto
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot import transport
from bot.clock import Clock
from bot.courier.markup import Markup, inline, markup
from bot.courier.outcomes import NOT_MODIFIED, is_same, outcome_of
from bot.courier.patience import LONGEST_REPLY_WAIT_S, patiently
from bot.courier.pictures import FIGURES, Pictures, text_would_be_refused
from bot.courier.workshop import Workshop
from bot.database import Database
from bot.deliveries import Button, Gate, Made, Message, Outcome, Picture, Sent
from bot.logs import logger

T = TypeVar("T")

log = logger("courier")

# A source is for those who want it; its picture would push the advice off the screen.
NO_PREVIEW = {"is_disabled": True}

# Somebody who is no administrator any more may not change a club for longer than this.
ADMINISTRATOR_FOR = timedelta(minutes=1)


class Courier:
    """Sends, edits and answers through one bot. Owed messages give an Outcome; replies give nothing.

    Replies leave through the `gate`; whoever has something delivered has passed it before. `figures` is the
    folder the pictures lie in.
    """

    def __init__(
        self, bot: Bot, database: Database, clock: Clock, gate: Gate, figures: Path = FIGURES
    ) -> None:
        self._bot = bot
        self._clock, self._gate = clock, gate
        self.pictures = Pictures(lambda: bot.id, database, clock, figures)
        self.workshop = Workshop()
        self._administrators: dict[tuple[int, int], tuple[bool, datetime]] = {}
        self._replies = 0

    async def deliver(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        """One attempt at one owed message; never raises for anything Telegram or the network may do."""
        return await outcome_of(self._send(chat_id, message, thread_id))

    async def update(self, chat_id: int, message_id: int, message: Message, showing: str | None) -> Outcome:
        """One attempt at changing a message that nobody waits for; gives what `deliver` would.

        `showing` as for `edit`. A message that is gone or can no longer be changed is Refused.
        """
        outcome = await outcome_of(self._change(chat_id, message_id, message, showing))
        return Sent(message_id) if is_same(outcome) else outcome

    async def rebutton(self, chat_id: int, message_id: int, rows: tuple[tuple[Button, ...], ...]) -> Outcome:
        """One attempt at changing the buttons under a message alone; gives what `deliver` would."""
        under = inline(Message("", rows))
        outcome = await outcome_of(self._changed_buttons(chat_id, message_id, under))
        return Sent(message_id) if is_same(outcome) else outcome

    async def reply(self, chat_id: int, message: Message, thread_id: int | None = None) -> int | None:
        """Says something to a person who is waiting; gives the message's id, or None when it could not."""
        self._replies += 1
        try:
            return await patiently(lambda: self._reply(chat_id, message, thread_id))
        except ChatMigrated as problem:
            # The update was of before; who waits for the answer is in the new group.
            moved_to = problem.new_chat_id
            return await patiently(lambda: self._reply(moved_to, message, thread_id))

    def replies_since(self) -> int:
        """How many replies went out since this was last asked: what is owed gives way to them."""
        since, self._replies = self._replies, 0
        return since

    async def edit(
        self,
        chat_id: int,
        message_id: int,
        message: Message,
        showing: str | None = None,
        thread_id: int | None = None,
        patience_s: float = LONGEST_REPLY_WAIT_S,
    ) -> int | None:
        """Changes what a message says; where it can no longer be changed, says it anew in its topic.

        `showing` is the digest of the picture it has now, None for text. Gives the id of the message that
        says it in the end, None when none could. Raises RetryAfter where Telegram wants us to wait longer
        than `patience_s`.
        """
        try:
            return await patiently(
                lambda: self._change(chat_id, message_id, message, showing, thread_id), patience_s
            )
        except BadRequest as problem:
            reason = problem.message.lower()
            if NOT_MODIFIED in reason:
                return message_id
            if "can't be edited" in reason or "not found" in reason:
                return await self.reply(chat_id, message, thread_id)
            raise

    async def edit_once(self, chat_id: int, message_id: int, message: Message) -> bool:
        """As `edit`, for a message of text; False where it said so already: its button was pressed twice."""
        calls = 0

        async def change() -> int:
            nonlocal calls
            calls += 1
            return await self._change(chat_id, message_id, message, None)

        try:
            await patiently(change)
        except BadRequest as problem:
            reason = problem.message.lower()
            if NOT_MODIFIED in reason:
                # A second call may find what a first one did, whose answer was lost.
                return calls > 1
            if "can't be edited" not in reason and "not found" not in reason:
                raise
            await self.reply(chat_id, message)
        return True

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Takes the buttons off a message; one that has none or is gone is no harm."""
        try:
            await patiently(
                lambda: self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
            )
        except TelegramError as problem:
            log.info("message.not_stripped", error=type(problem).__name__)

    async def take_away(self, chat_id: int, message_id: int) -> None:
        """Deletes a message. Telegram deletes none older than two days: then nothing can be pressed there."""
        try:
            await self._bot.delete_message(chat_id=chat_id, message_id=message_id)
        except TelegramError as problem:
            log.info("message.not_deleted", error=type(problem).__name__)
            await self.strip(chat_id, message_id)

    async def answer(self, callback_id: str, text: str | None = None, alert: bool = False) -> None:
        """Ends the spinner on a pressed button; too late is no harm."""
        try:
            answer = {"callback_query_id": callback_id, "text": text, "show_alert": alert or None}
            await transport.call(self._bot, "answerCallbackQuery", answer)
        except BadRequest:
            log.info("callback.late")
        except TelegramError as problem:
            # What the press led to is shown all the same.
            log.warning("callback.unanswered", error=type(problem).__name__)

    async def fetch(self, file_id: str, at_most: int) -> bytes | None:
        """A file that somebody sent; None where it has more than `at_most` bytes, or Telegram says so.

        Raises TelegramError where it cannot be had.
        """
        try:
            file = await patiently(lambda: self._bot.get_file(file_id))
        except BadRequest as problem:
            if "too big" in problem.message.lower():
                return None
            raise
        if file is None or file.file_path is None or (file.file_size or 0) > at_most:
            return None
        return await patiently(lambda: transport.download(self._bot, str(file.file_path), at_most))

    async def typing(self, chat_id: int) -> None:
        """Shows for five seconds that an answer is on its way; where it cannot, that is no harm."""
        try:
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
        except TelegramError as problem:
            log.info("typing.not_shown", error=type(problem).__name__)

    @property
    def username(self) -> str:
        """What the bot is called in links."""
        return str(self._bot.username)

    async def is_administrator(self, chat_id: int, person_id: int) -> bool | None:
        """Whether Telegram says so; an answer is good for a minute. None, which is no yes: it gives none."""
        now = self._clock.now()
        kept = self._administrators
        self._administrators = {key: it for key, it in kept.items() if now - it[1] < ADMINISTRATOR_FOR}
        if known := self._administrators.get((chat_id, person_id)):
            return known[0]
        try:
            member = await patiently(lambda: self._bot.get_chat_member(chat_id, person_id))
        except TelegramError as problem:
            log.info("member.unknown", error=type(problem).__name__)
            return None
        if member is None:
            return None
        found = member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)
        self._administrators[chat_id, person_id] = found, now
        return found

    async def moved_to(self, chat_id: int) -> int | None:
        """The supergroup that a group has become, asked without a word; None where it has not, or no answer.

        Only what writes is refused there: where it has not moved, its people see for a moment that we type.
        """
        try:
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
        except ChatMigrated as problem:
            return problem.new_chat_id
        except TelegramError as problem:
            log.info("chat.not_open", error=type(problem).__name__)
        return None

    async def _reply(self, chat_id: int, message: Message, thread_id: int | None) -> int:
        await self._gate.reply()
        return await self._send(chat_id, message, thread_id)

    async def _send(self, chat_id: int, message: Message, thread_id: int | None) -> int:
        picture = message.picture
        if picture:
            shown = await self.pictures.shown(
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
                    reply_markup=markup(message),
                ),
            )
            if shown:
                return shown.message_id
        if message.made:
            sent_id = await self._send_made(chat_id, message, message.made, thread_id)
            if sent_id is not None:
                return sent_id
        text = {
            "chat_id": chat_id,
            "text": message.text,
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
            "disable_notification": message.silent or None,
            "message_thread_id": thread_id,
            "reply_markup": markup(message),
        }
        return int((await transport.call(self._bot, "sendMessage", text))["message_id"])

    async def _send_made(
        self, chat_id: int, message: Message, made: Made, thread_id: int | None
    ) -> int | None:
        """None when a photo cannot be made or shown: its text says everything, and is to be said alone."""
        under: dict[str, Any] = {
            "chat_id": chat_id,
            "caption": message.text,
            "parse_mode": ParseMode.HTML,
            "disable_notification": message.silent or None,
            "message_thread_id": thread_id,
            "reply_markup": markup(message),
        }
        if not made.is_photo:
            async for name, content in self.workshop.files(made):
                document = await self._bot.send_document(document=content, filename=name, **under)
            return document.message_id
        try:
            content = await self.workshop.made(made)
        except Exception as problem:
            log.error("photo.not_made", exc_info=problem)
            return None
        try:
            return (await self._bot.send_photo(photo=content, filename=made.name, **under)).message_id
        except BadRequest as problem:
            if text_would_be_refused(problem):
                raise
            log.warning("photo.refused")
            return None

    async def _change(
        self,
        chat_id: int,
        message_id: int,
        message: Message,
        showing: str | None,
        thread_id: int | None = None,
    ) -> int:
        """Gives the id of the message that says it: a text can become a picture, a picture never a text."""
        where = {"chat_id": chat_id, "message_id": message_id, "reply_markup": inline(message)}
        picture = message.picture
        if message.made and not message.made.is_photo:
            # A document is to be kept: it never takes another message's place.
            return await self._send(chat_id, message, thread_id)
        if message.made and await self._changed_photo(message.made, message.text, where):
            return message_id
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
            return await self._replaced(chat_id, message_id, message, thread_id)
        try:
            text = {
                **where,
                "text": message.text,
                "parse_mode": ParseMode.HTML,
                "link_preview_options": NO_PREVIEW,
            }
            await transport.call(self._bot, "editMessageText", text)
            return message_id
        except BadRequest as problem:
            if "no text in the message" not in problem.message.lower():
                raise
        return await self._replaced(chat_id, message_id, message, thread_id)

    async def _changed_photo(self, made: Made, text: str, where: dict[str, Any]) -> bool:
        """Whether the message shows the photo now, whatever it was before; False when it cannot be shown."""
        try:
            content = await self.workshop.made(made)
        except Exception as problem:
            log.error("photo.not_made", exc_info=problem)
            return False
        media = InputMediaPhoto(content, filename=made.name, caption=text, parse_mode=ParseMode.HTML)
        try:
            await self._bot.edit_message_media(media=media, **where)
        except BadRequest as problem:
            if text_would_be_refused(problem):
                raise
            log.warning("photo.refused")
            return False
        return True

    async def _replaced(self, chat_id: int, message_id: int, message: Message, thread_id: int | None) -> int:
        sent_id = await self._send(chat_id, replace(message, picture=None, made=None), thread_id)
        await self.take_away(chat_id, message_id)
        return sent_id

    async def _changed_media(self, picture: Picture, text: str, where: dict[str, Any]) -> bool:
        return bool(
            await self.pictures.shown(
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

    async def _changed_buttons(self, chat_id: int, message_id: int, under: Markup) -> int:
        await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=under)
        return message_id
