"""From an update to a page and back: one transaction, closed before Telegram is called."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import ChatMember, Update
from telegram import Message as TelegramMessage

from bot import announcements, deliveries, runners, runs, sessions
from bot.chat.turn import Needs, Page, Press, Reply, Turn
from bot.clock import Clock
from bot.content import Content
from bot.courier import UNKNOWN, Courier
from bot.database import Database, Session
from bot.vault import Vault
from bot.wording import general
from bot.wording.figures import Figures, no_figures
from bot.wording.words import Dictionary

# A large file takes half a minute to read: by then nobody should wonder whether it came.
SILENT_AT_MOST_S = 1.5
TYPING_SHOWS_FOR_S = 4.5

# A second press on a message that the first one replaced lies no further behind.
A_MOMENT = timedelta(minutes=1)


async def _once(_session: Session) -> None:
    """What was done stays done."""


@dataclass(frozen=True)
class Entrance:
    """What the chat side may touch. `send_now` wakes the send line after something was owed.

    `begin` opens the transaction that answers an update: what is done in it is done once, however often the
    update comes. `not_done` says within it that this one may be answered once more should this process die
    before the answer is there, and `is_anew` whether one did.
    """

    database: Database
    begin: Callable[[], AbstractAsyncContextManager[Session]]
    vault: Vault
    content: Content
    dictionary: Dictionary
    clock: Clock
    courier: Courier
    send_now: Callable[[], None]
    figures: Figures = no_figures
    files: runs.Files = field(default_factory=runs.Files)
    not_done: Callable[[Session], Awaitable[None]] = _once
    is_anew: Callable[[], bool] = lambda: False
    # By chat and message: the one that was sent in its place, and when.
    _replaced: dict[tuple[int, int], tuple[int, datetime]] = field(default_factory=dict, init=False)

    async def command(self, page: Page, needs: Needs, update: Update, arguments: str) -> None:
        """A command, with what stood behind it."""
        await self._answer(update, page, needs, text=arguments)

    async def press(self, pages: dict[str, tuple[Page, Needs]], update: Update) -> None:
        """A button: the page of its word, a calm notice for a word we no longer know."""
        query = update.callback_query
        if query is None:
            return
        press = Press.read(query.data or "")
        page, needs = pages.get(press.word, (_stale, Needs.NOTHING))
        await self._answer(update, page, needs, press=press)

    async def typed(self, pages: dict[str, Page], otherwise: Page, update: Update) -> None:
        """Text, a place, a sticker: the page of the conversation that is open, else the hint."""
        message = update.effective_message
        if message is None:
            return
        text = message.text or message.caption or ""
        place = (message.location.latitude, message.location.longitude) if message.location else None

        async def page(turn: Turn) -> Reply:
            return await (pages.get(turn.talk.word, otherwise) if turn.talk else otherwise)(turn)

        await self._answer(update, page, Needs.NOTHING, text=text, place=place)

    async def file(self, page: Page, needs: Needs, update: Update) -> None:
        """A file: fetched and read while no transaction is open, and only of somebody the page is for."""
        document = update.effective_message.document if update.effective_message else None
        if document is None or update.effective_chat is None:
            return
        async with self.database.begin() as session:
            runner = await runners.by_chat(session, update.effective_chat.id)
        found: runs.FileRun | runs.FileRefused | None = None
        if runner and _has(runner, needs) and runs.may_be_run(document.file_name or ""):
            # What Telegram claims is believed where it is too much; what comes is counted all the same.
            found = runs.FileRefused.TOO_BIG
            if (document.file_size or 0) <= runs.FILE_AT_MOST:
                sign = asyncio.create_task(self._type_on(update.effective_chat.id))
                try:
                    found = await self.files.read(
                        lambda: self.courier.fetch(document.file_id, runs.FILE_AT_MOST)
                    )
                finally:
                    sign.cancel()
        await self._answer(update, page, needs, file=found)

    async def _type_on(self, chat_id: int) -> None:
        """Shows that we are at it, for as long as this is left to run."""
        await asyncio.sleep(SILENT_AT_MOST_S)
        while True:
            await self.courier.typing(chat_id)
            await asyncio.sleep(TYPING_SHOWS_FOR_S)

    async def membership(self, update: Update) -> None:
        """Somebody blocked or unblocked us in private: their plan stops, or may go on."""
        change = update.my_chat_member
        if change is None or change.chat.type != "private":
            return
        now = self.clock.now()
        async with self.begin() as session:
            runner = await runners.by_chat(session, change.chat.id)
            if runner is None:
                return
            if change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}:
                await runners.unreachable(session, runner.id, now)
                kinds = (*deliveries.UNASKED, "snooze", announcements.KIND)
                await deliveries.withdraw(session, runner.id, now, kinds=kinds)
                await sessions.drop_all(session, runner.id)
            else:
                await runners.arrive(session, runner.chat_id, runner.language, now)

    async def _answer(
        self,
        update: Update,
        page: Page,
        needs: Needs,
        *,
        text: str = "",
        press: Press | None = None,
        place: tuple[float, float] | None = None,
        file: runs.FileRun | runs.FileRefused | None = None,
    ) -> None:
        chat, person = update.effective_chat, update.effective_user
        if chat is None or person is None:
            return
        if chat.type != "private":
            return
        now = self.clock.now()
        words = self.dictionary.in_language(person.language_code)
        async with self.begin() as session:
            runner, talk = await _who(session, self.vault, chat.id, words.language, now)
            pressed = update.callback_query.message if update.callback_query else None
            turn = Turn(
                session=session,
                vault=self.vault,
                content=self.content,
                words=words,
                now=now,
                runner=runner,
                talk=talk,
                text=text,
                press=press,
                message_id=pressed.message_id if pressed else None,
                place=place,
                file=file,
                figures=self.figures,
                username=self.courier.username,
            )
            reply = await (page if _has(runner, needs) else _start_first)(turn)
            if reply.is_made:
                # Making it takes a while, and it was promised: it comes after a crash, too.
                await self.not_done(session)
        if reply.owes:
            self.send_now()
        shown_id = await self._show(update, chat.id, reply, turn.message_id)
        await self._settle(turn, reply, shown_id)

    async def _settle(self, turn: Turn, reply: Reply, shown_id: int | None) -> None:
        """Keeps where a question or a page stands; what older messages say of it is mended, or goes."""
        chat_id, older = turn.runner.chat_id, set(reply.gives_up)
        if shown_id and (reply.asks or reply.stands):
            async with self.database.begin() as session:
                if reply.asks:
                    await runners.is_asked_in(session, self.vault, turn.runner.id, reply.asks, shown_id)
                if reply.stands:
                    moved = await runners.page_moves_to(session, turn.runner.id, reply.stands, shown_id)
                    older |= {moved} if moved else set()
        for message_id, said in reply.settles:
            if said is None:
                await self.courier.take_away(chat_id, message_id)
            else:
                await self.courier.update(chat_id, message_id, said, None)
        # What was pressed shows what came of it.
        for message_id in older - {shown_id, turn.message_id}:
            await self.courier.strip(chat_id, message_id)

    async def _showing(self, update: Update) -> str | None:
        """The digest of the picture on the pressed message, UNKNOWN for a photo; None where it has none."""
        pressed = update.callback_query.message if update.callback_query else None
        if not isinstance(pressed, TelegramMessage):
            return None
        if pressed.photo:
            return UNKNOWN
        animation = pressed.animation
        return await self.courier.pictures.digest_of(animation.file_unique_id) if animation else None

    async def _show(self, update: Update, chat_id: int, reply: Reply, pressed_id: int | None) -> int | None:
        """Gives the id of the message that stands last, where it is known."""
        shown_id: int | None = None
        if update.callback_query:
            await self.courier.answer(update.callback_query.id, reply.toast, reply.alert)
        if reply.strip and pressed_id:
            await self.courier.strip(chat_id, pressed_id)
        if reply.message and pressed_id and reply.once:
            if not await self.courier.edit_once(chat_id, pressed_id, reply.message) and not self.is_anew():
                return None
        elif reply.message and pressed_id and not reply.fresh:
            in_place = self._in_place_of(chat_id, pressed_id)
            showing = await self._showing(update) if in_place is None else None
            stands_in = in_place or pressed_id
            shown_id = await self.courier.edit(chat_id, stands_in, reply.message, showing)
            if shown_id and shown_id != stands_in:
                self._replaced[chat_id, stands_in] = shown_id, self.clock.now()
            if reply.session_id and shown_id and shown_id != pressed_id:
                async with self.database.begin() as session:
                    await sessions.is_shown_in(session, reply.session_id, shown_id)
        elif reply.message:
            shown_id = await self.courier.reply(chat_id, reply.message)
        for message in reply.then:
            shown_id = await self.courier.reply(chat_id, message)
        return shown_id

    def _in_place_of(self, chat_id: int, message_id: int) -> int | None:
        """The message that was just sent in place of this one: a photo that became a text is gone.

        Without it a button pressed twice in quick succession would say everything twice.
        """
        now = self.clock.now()
        for key, (_, at) in list(self._replaced.items()):
            if now - at > A_MOMENT:
                del self._replaced[key]
        in_place, found = None, self._replaced.get((chat_id, message_id))
        while found:
            in_place, _ = found
            found = self._replaced.get((chat_id, in_place))
        return in_place


async def _who(
    session: Session, vault: Vault, chat_id: int, language: str, now: datetime
) -> tuple[runners.Runner, runners.Conversation | None]:
    runner, talk = await runners.met(session, vault, chat_id)
    if runner is None:
        return runners.stranger(chat_id, language), None
    # Whoever writes to us can be reached again.
    return await runners.arrive(session, chat_id, language, now) if runner.unreachable else runner, talk


def _has(runner: runners.Runner, needs: Needs) -> bool:
    return needs == Needs.NOTHING or (runner.consented if needs == Needs.CONSENT else runner.is_set_up)


async def _start_first(turn: Turn) -> Reply:
    refused = turn.runner.adult and not turn.runner.consented
    return Reply(general.start_first(turn.words, consent_is_missing=refused), fresh=True)


async def _stale(turn: Turn) -> Reply:
    return Reply(toast=turn.words.plain("button-too-old"), alert=True)
