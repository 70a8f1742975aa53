"""From an update in a group to a page and back: first who may, then one transaction, then Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import ChatMember, Message, Update
from telegram.constants import ChatID

from bot import clubs, deliveries
from bot.chat import clubs as club_pages
from bot.chat.entrance import Entrance
from bot.chat.turn import Press, Reply
from bot.chat.visit import GroupPage, Visit
from bot.deliveries import Message as Greeting
from bot.wording import clubs as wording
from bot.wording import general

PRESSES: Mapping[str, GroupPage] = {"club": club_pages.press, "tap": club_pages.tap}

# What is said to a whole group because one person asked: once a minute, and then nothing.
SAID_AGAIN_AFTER = timedelta(minutes=1)

_HERE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED)


@dataclass
class Groups:
    """The groups' side of the chat. Nothing of anybody's health can be reached from here."""

    entrance: Entrance
    _said: dict[tuple[int, str], datetime] = field(default_factory=dict)

    async def club(self, update: Update) -> None:
        """/club: its settings for administrators, a line for others."""
        message = update.effective_message
        if message is None:
            return
        is_administrator = await self._is_administrator(update)
        if is_administrator or self._may_say(message.chat_id, "administrators only"):
            await self._answer(update, club_pages.show, is_administrator)

    async def press(self, update: Update) -> None:
        """A button in a group: a tap by anybody, a setting by administrators, a calm end for all else."""
        query = update.callback_query
        if query is None:
            return
        press = Press.read(query.data or "")
        page = PRESSES.get(press.word)
        if page is None:
            await self.entrance.courier.answer(query.id)
            return
        is_administrator = press.word == "club" and await self._is_administrator(update)
        await self._answer(update, page, is_administrator, press)

    async def replied(self, update: Update) -> None:
        """Text in a group: an answer, where it replies to a question of ours; else it is not ours to read."""
        message = update.effective_message
        asked = _asked(message.reply_to_message) if message and message.reply_to_message else None
        if asked is not None and await self._is_administrator(update):
            await self._answer(update, club_pages.typed, True, asked)

    async def private_only(self, update: Update) -> None:
        """A command that is answered in private only: one line and the way there, once a minute."""
        message = update.effective_message
        if message is None or not self._may_say(message.chat_id, "private only"):
            return
        own = self.entrance
        words = own.dictionary.in_language(_language(update))
        thread_id = message.message_thread_id if message.is_topic_message else None
        word = (message.text or "/start")[1:].split()[0].partition("@")[0].lower()
        await own.courier.reply(
            message.chat_id, general.private_only(words, own.courier.username, word), thread_id
        )

    async def membership(self, update: Update) -> None:
        """We were added, removed, or given or refused the right to write."""
        change = update.my_chat_member
        # A channel is set up in private, which is not built yet.
        if change is None or change.chat.type == "channel":
            return
        old, new = change.old_chat_member, change.new_chat_member
        chat_id, now = change.chat.id, self.entrance.clock.now()
        was_here, is_here = old.status in _HERE, new.status in _HERE
        may_write = getattr(new, "can_send_messages", True) is not False
        async with self.entrance.database.begin() as session:
            if not is_here:
                await clubs.leave(session, chat_id, now)
                await deliveries.withdraw_chat(session, chat_id, now)
                return
            if not may_write:
                await clubs.silence(session, chat_id, now)
                await deliveries.withdraw_chat(session, chat_id, now)
            else:
                known = await clubs.speak_again(session, chat_id, now)
        words = self.entrance.dictionary.in_language(change.from_user.language_code)
        if not may_write:
            title = change.chat.title or ""
            await self.entrance.courier.deliver(change.from_user.id, wording.cannot_write(words, title))
        elif not was_here:
            await self._greet(chat_id, wording.hello(words, back=bool(known)))

    async def _greet(self, chat_id: int, hello: Greeting) -> None:
        # Nobody waits for it: where it cannot be said, that is no fault.
        outcome = await self.entrance.courier.deliver(chat_id, hello)
        if isinstance(outcome, deliveries.Moved):
            await self.entrance.courier.deliver(outcome.chat_id, hello)

    async def migrated(self, update: Update) -> None:
        """A group became a supergroup: both chats say so, and either may be first."""
        message = update.effective_message
        if message is None:
            return
        old, new = message.chat_id, message.migrate_to_chat_id
        if message.migrate_from_chat_id is not None:
            old, new = message.migrate_from_chat_id, message.chat_id
        if new is not None:
            async with self.entrance.database.begin() as session:
                await clubs.move(session, old, new)
                await deliveries.move_chat(session, old, new)

    def _may_say(self, chat_id: int, what: str) -> bool:
        now = self.entrance.clock.now()
        self._said = {key: at for key, at in self._said.items() if now - at < SAID_AGAIN_AFTER}
        if (chat_id, what) in self._said:
            return False
        self._said[chat_id, what] = now
        return True

    async def _is_administrator(self, update: Update) -> bool:
        chat, person, message = update.effective_chat, update.effective_user, update.effective_message
        if chat is None or person is None:
            return False
        # Somebody who writes as the group itself is one of its administrators.
        if person.id == ChatID.ANONYMOUS_ADMIN:
            sender = message.sender_chat if message and not update.callback_query else None
            return sender is not None and sender.id == chat.id
        return await self.entrance.courier.is_administrator(chat.id, person.id)

    async def _answer(
        self,
        update: Update,
        page: GroupPage,
        is_administrator: bool,
        press: Press | None = None,
    ) -> None:
        chat, person, message = update.effective_chat, update.effective_user, update.effective_message
        if chat is None or person is None:
            return
        own = self.entrance
        in_topic = isinstance(message, Message) and message.is_topic_message
        thread_id = message.message_thread_id if in_topic and message else None
        async with own.database.begin() as session:
            reply = await page(
                Visit(
                    session=session,
                    vault=own.vault,
                    content=own.content,
                    words=own.dictionary.in_language(person.language_code),
                    figures=own.figures,
                    now=own.clock.now(),
                    chat_id=chat.id,
                    thread_id=thread_id,
                    title=chat.title or "",
                    person_id=person.id,
                    is_administrator=is_administrator,
                    is_anonymous=person.id == ChatID.ANONYMOUS_ADMIN,
                    text=(message.text or "").strip() if isinstance(message, Message) else "",
                    press=press,
                    message_id=message.message_id if message else None,
                )
            )
        await self._show(update, chat.id, thread_id, reply)

    async def _show(self, update: Update, chat_id: int, thread_id: int | None, reply: Reply) -> None:
        courier, query = self.entrance.courier, update.callback_query
        if query:
            await courier.answer(query.id, reply.toast, reply.alert)
        pressed = query.message.message_id if query and query.message else None
        if reply.strip and pressed:
            await courier.strip(chat_id, pressed)
        if reply.message and pressed:
            await courier.edit(chat_id, pressed, reply.message)
        elif reply.message:
            await courier.reply(chat_id, reply.message, thread_id)


def _asked(message: Message) -> Press | None:
    """What a message of ours asks; None for other people's messages and for those that ask nothing."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    for button in (button for row in rows for button in row):
        press = Press.read(str(button.callback_data or ""))
        if (press.word, press.question) == ("club", "close") and press.value:
            return press
    return None


def _language(update: Update) -> str | None:
    person = update.effective_user
    return person.language_code if person else None
