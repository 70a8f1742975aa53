"""From an update about a club to a page and back: first who may, then one transaction, then Telegram."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberUpdated, MaybeInaccessibleMessage, Message, Update, User
from telegram.constants import ChatID
from telegram.error import BadRequest, RetryAfter

from bot import clubs, deliveries
from bot.chat import club_taps, group_messages
from bot.chat import clubs as club_pages
from bot.chat.entrance import Entrance
from bot.chat.group_reads import READS, leads_to
from bot.chat.turn import Press, Reply
from bot.chat.visit import GroupPage, Visit
from bot.clubs import Club, Kind
from bot.database import Session
from bot.deliveries import Message as Said
from bot.logs import logger
from bot.wording import clubs as wording
from bot.wording import general
from bot.wording.words import Words

log = logger("chat")

PRESSES: Mapping[str, GroupPage] = {"club": club_pages.press, "tap": club_taps.tap}

# Stops what is owed to a chat, and tells who set its clubs up: that we may not post there, or that we are
# out of it (ClubPosts.silence).
Silence = Callable[[Session, int, datetime, bool], Awaitable[None]]

# Whoever presses a button sees it spin for so long at most, and with theirs every press that came after it.
LONGEST_PRESS_WAIT_S = 2


@dataclass
class Groups:
    """The clubs' side of the chat. Nothing of anybody's health can be reached from here."""

    entrance: Entrance
    silence: Silence

    async def club(self, update: Update) -> None:
        """/club: its settings for administrators, a line for others."""
        message = update.effective_message
        if message is None:
            return
        is_administrator = await self._is_administrator(update)
        if is_administrator or await self._may_say(message.chat_id, "administrators only"):
            await self._answer(update, club_pages.show, is_administrator)

    async def started(self, update: Update) -> None:
        """/start in a group: Telegram says `/start club` for who added us by our own link."""
        message = update.effective_message
        asked = " ".join((message.text or "").split()[1:]) if message else ""
        await (self.club if asked == "club" else self.private_only)(update)

    async def in_private(self, update: Update, press: Press) -> None:
        """A button or a link of a club's settings in the private chat: for administrators of that club."""
        page = club_pages.press if update.callback_query else club_pages.opened
        club, is_administrator = await self._club_of(update, press)
        await self._answer(update, page, is_administrator, press, club)

    async def replied_in_private(self, update: Update) -> bool:
        """Text in private that replies to a question about a club; False where it is something else."""
        message = update.effective_message
        asked = group_messages.asked(message)
        if asked is None:
            return False
        club, is_administrator = await self._club_of(update, asked)
        await self._answer(update, club_pages.typed, is_administrator, asked, club)
        return True

    async def _club_of(self, update: Update, press: Press) -> tuple[Club | None, bool]:
        """The club that a button is about, and whether who pressed it is an administrator there."""
        person = update.effective_user
        async with self.entrance.database.begin() as session:
            club = await clubs.get(session, press.row_id)
        if club is None or person is None:
            return club, False
        is_administrator = await self.entrance.courier.is_administrator(club.chat_id, person.id)
        if is_administrator is False:
            async with self.entrance.database.begin() as session:
                await clubs.tell_no_more(session, club.id, person.id)
        return club, bool(is_administrator)

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
        asked = group_messages.asked(message)
        if asked is not None and await self._is_administrator(update):
            await self._answer(update, club_pages.typed, True, asked)

    async def read(self, update: Update) -> None:
        """/exercise and /learn: answered in place once a minute, then with the way to the private chat."""
        message = update.effective_message
        if message is None:
            return
        own, words = self.entrance, self.entrance.dictionary.in_language(group_messages.language(update))
        word, asked = group_messages.word(message), " ".join((message.text or "").split()[1:])
        username = own.courier.username
        may = await self._may_say(message.chat_id, "read", "read in private")
        if may == "read":
            said = READS[word](words, own.content, own.figures, asked, username)
        elif may:
            said = general.once_a_minute(words, username, leads_to(word, words.language, own.content, asked))
        else:
            return
        thread_id = message.message_thread_id if message.is_topic_message else None
        await self._say(message.chat_id, said, thread_id)

    async def private_only(self, update: Update) -> None:
        """A command that is answered in private only: one line and the way there, once a minute."""
        message = update.effective_message
        if message is None or not await self._may_say(message.chat_id, "private only"):
            return
        own = self.entrance
        words = own.dictionary.in_language(group_messages.language(update))
        thread_id = message.message_thread_id if message.is_topic_message else None
        said = general.private_only(words, own.courier.username, group_messages.word(message))
        await self._say(message.chat_id, said, thread_id)

    async def _say(self, chat_id: int, said: Said, thread_id: int | None) -> str | None:
        return await self._tried(self.entrance.courier.reply(chat_id, said, thread_id))

    async def _tried(self, call: Awaitable[object]) -> str | None:
        """Gives what Telegram says where it cannot be said there, which is no fault of ours."""
        try:
            await call
        except RetryAfter:
            # Twenty a minute are soon pressed. What was chosen is kept, and the next press shows it.
            log.info("group.too_fast")
        except BadRequest as problem:
            if not clubs.may_not_post(problem.message) and not clubs.topic_is_shut(problem.message):
                raise
            log.info("group.unsayable")
            return problem.message
        return None

    async def membership(self, update: Update) -> None:
        """We were added, removed, or given or refused the right to write."""
        change = update.my_chat_member
        if change is None:
            return
        if not group_messages.may_write(change.new_chat_member):
            await self._silenced(change)
            return
        words = self.entrance.dictionary.in_language(change.from_user.language_code)
        chat, now, club = change.chat, self.entrance.clock.now(), None
        async with self.entrance.begin() as session:
            before = await clubs.of_chat(session, chat.id)
            known = await clubs.speak_again(session, chat.id, now)
            if chat.type == chat.CHANNEL:
                club = await clubs.begin(
                    session,
                    chat_id=chat.id,
                    thread_id=None,
                    kind=Kind.CHANNEL,
                    title=chat.title or "",
                    language=words.language,
                    told_chat_id=change.from_user.id,
                    now=now,
                )
        back = any(one.zone for one in known)
        if club is not None:
            # Every change of our rights there is such an update; only a new one is worth a message.
            if not group_messages.may_write(change.old_chat_member):
                hello = wording.channel_hello(words, club, back)
                await self.entrance.courier.deliver(change.from_user.id, hello)
        elif any(not one.silenced for one in before):
            # The group became a supergroup and its club is there already: to its people nobody has come.
            log.info("group.followed")
        elif change.old_chat_member.status not in group_messages.HERE and not await self._has_moved(chat):
            await self._greet(change, words, back)

    async def _has_moved(self, chat: Chat) -> bool:
        """Whether this supergroup is what a group with a club has just become; then its club is taken along.

        Telegram says that we joined it, and may say so before either notice of the move (telegram-bot-api
        #266). A group of the same name that has not moved here is another one.
        """
        if chat.type != chat.SUPERGROUP:
            return False
        async with self.entrance.database.begin() as session:
            namesakes = await clubs.in_groups_called(session, chat.title or "")
        for old in namesakes:
            if await self.entrance.courier.moved_to(old) == chat.id:
                await self._move(old, chat.id)
                return True
        return False

    async def _move(self, old: int, new: int) -> None:
        async with self.entrance.begin() as session:
            await clubs.move(session, old, new)
            await deliveries.move_chat(session, old, new)

    async def _silenced(self, change: ChatMemberUpdated) -> None:
        """We are out, or may not write: what is owed is taken back, and who set it up hears so once."""
        chat_id, now = change.chat.id, self.entrance.clock.now()
        is_here = change.new_chat_member.status in group_messages.HERE
        async with self.entrance.begin() as session:
            await self.silence(session, chat_id, now, not is_here)
        self.entrance.send_now()
        if is_here and change.old_chat_member.status not in group_messages.HERE:
            words = self.entrance.dictionary.in_language(change.from_user.language_code)
            is_channel = change.chat.type == change.chat.CHANNEL
            said = wording.cannot_write(words, change.chat.title or "", is_channel)
            await self.entrance.courier.deliver(change.from_user.id, said)

    async def _greet(self, change: ChatMemberUpdated, words: Words, back: bool) -> None:
        # Nobody waits for it: where it cannot be said, that is no fault.
        hello, courier = wording.hello(words, back), self.entrance.courier
        match await courier.deliver(change.chat.id, hello):
            case deliveries.Moved(chat_id):
                await courier.deliver(chat_id, hello)
            case deliveries.Refused(reason) if clubs.may_not_post(reason):
                # Nobody may write there: our own rights, of which the update tells, say nothing of that.
                await self._cannot_write(change.chat, change.from_user, words)

    async def _cannot_write(self, chat: Chat, person: User, words: Words) -> None:
        """Told to the one who can do something about it; its clubs wait meanwhile."""
        async with self.entrance.begin() as session:
            await clubs.silence(session, chat.id, self.entrance.clock.now())
        said = wording.cannot_write(words, chat.title or "", is_channel=False)
        await self.entrance.courier.deliver(person.id, said)

    async def migrated(self, update: Update) -> None:
        """A group became a supergroup: both chats say so, and either may be first."""
        message = update.effective_message
        if message is None:
            return
        old, new = message.chat_id, message.migrate_to_chat_id
        if message.migrate_from_chat_id is not None:
            old, new = message.migrate_from_chat_id, message.chat_id
        if new is not None:
            await self._move(old, new)

    async def _may_say(self, chat_id: int, *wanted: str) -> str | None:
        """The first of these that the group was not told within a minute; None where it was told all."""
        now = self.entrance.clock.now()
        async with self.entrance.begin() as session:
            for what in wanted:
                if await clubs.may_say(session, chat_id, what, now):
                    return what
        return None

    async def _is_administrator(self, update: Update) -> bool:
        chat, person = update.effective_chat, update.effective_user
        if chat is None or person is None:
            return False
        # Somebody who writes as the group itself is one of its administrators.
        if person.id == ChatID.ANONYMOUS_ADMIN:
            sender = update.message.sender_chat if update.message else None
            return sender is not None and sender.id == chat.id
        return bool(await self.entrance.courier.is_administrator(chat.id, person.id))

    async def _answer(
        self,
        update: Update,
        page: GroupPage,
        is_administrator: bool,
        press: Press | None = None,
        club: Club | None = None,
    ) -> None:
        """`club` is the one that somebody in private means."""
        chat, person = update.effective_chat, update.effective_user
        message = group_messages.message_of(update)
        if chat is None or person is None:
            return
        in_private = chat.type == chat.PRIVATE
        is_answer = page is club_pages.typed
        question = message.reply_to_message if is_answer and isinstance(message, Message) else None
        asked_in = question.message_id if question else None
        thread_id = group_messages.thread(message)
        if press and message and not message.is_accessible and not in_private:
            thread_id = await self._thread_of(press, chat)
        async with self.entrance.begin() as session:
            visit = self._visit(session, chat, person, message, is_administrator, press)
            if club:
                visit = replace(visit, chat_id=club.chat_id, thread_id=club.thread_id, title=club.title)
            else:
                visit = replace(visit, thread_id=thread_id)
            reply = await page(visit)
        refusal = await self._show(update, chat.id, None if in_private else thread_id, reply)
        if reply.message and not refusal and asked_in:
            # The answer stands in a message of its own, and its buttons are the ones to press now.
            await self.entrance.courier.strip(chat.id, asked_in)
        if refusal and is_administrator:
            await self._say_why(chat, person, refusal)

    def _visit(
        self,
        session: Session,
        chat: Chat,
        person: User,
        message: MaybeInaccessibleMessage | None,
        is_administrator: bool,
        press: Press | None,
    ) -> Visit:
        """What this person did here, as the pages take it."""
        own = self.entrance
        return Visit(
            session=session,
            vault=own.vault,
            content=own.content,
            words=own.dictionary.in_language(person.language_code),
            figures=own.figures,
            now=own.clock.now(),
            chat_id=chat.id,
            thread_id=group_messages.thread(message),
            title=chat.title or "",
            person_id=person.id,
            first_name=person.first_name,
            is_administrator=is_administrator,
            is_anonymous=person.id == ChatID.ANONYMOUS_ADMIN,
            in_private=chat.type == chat.PRIVATE,
            username=own.courier.username,
            languages=own.dictionary.names,
            is_forum=bool(chat.is_forum),
            topic=group_messages.topic(message),
            text=group_messages.said(message),
            place=group_messages.place(message),
            press=press,
            message_id=message.message_id if message else None,
        )

    async def _thread_of(self, press: Press, chat: Chat) -> int | None:
        """Where the club of a button is: of a message that is gone, Telegram names no topic."""
        async with self.entrance.database.begin() as session:
            club = await clubs.get(session, press.row_id) if press.word == "club" else None
        return club.thread_id if club and club.chat_id == chat.id else None

    async def _say_why(self, chat: Chat, person: User, refusal: str) -> None:
        """An administrator asked where we cannot answer: the private chat says why."""
        words = self.entrance.dictionary.in_language(person.language_code)
        if clubs.may_not_post(refusal):
            await self._cannot_write(chat, person, words)
        else:
            await self.entrance.courier.deliver(person.id, wording.topic_is_shut(words, chat.title or ""))

    async def _show(self, update: Update, chat_id: int, thread_id: int | None, reply: Reply) -> str | None:
        """Gives why nothing could be said there; None where it was."""
        courier, query = self.entrance.courier, update.callback_query
        pressed = query.message.message_id if query and query.message else None
        if query and pressed and reply.message:
            return await self._change(query, pressed, chat_id, thread_id, reply)
        if query:
            await courier.answer(query.id, reply.toast, reply.alert)
        if reply.strip and pressed:
            await courier.strip(chat_id, pressed)
        if reply.message:
            return await self._say(chat_id, reply.message, thread_id)
        return None

    async def _change(
        self, query: CallbackQuery, pressed: int, chat_id: int, thread_id: int | None, reply: Reply
    ) -> str | None:
        """Shows what a press led to, then ends it: twenty changes a minute are soon used up in a group.

        Where Telegram wants us to wait, the notice says so, and that it is kept; no other press waits.
        """
        courier, message, toast = self.entrance.courier, reply.message or Said(""), reply.toast

        async def change() -> None:
            nonlocal toast
            try:
                await courier.edit(
                    chat_id, pressed, message, thread_id=thread_id, patience_s=LONGEST_PRESS_WAIT_S
                )
            except RetryAfter as problem:
                words = self.entrance.dictionary.in_language(query.from_user.language_code)
                # The public property warns unless an environment variable is set; this is the same timedelta.
                toast = wording.held(words, problem._retry_after)
                log.info("group.too_fast")

        try:
            return await self._tried(change())
        finally:
            await courier.answer(query.id, toast, reply.alert)
