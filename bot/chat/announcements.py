"""/announce: an operator writes to every runner: sees it first, confirms, follows how far it is, stops it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import Update
from telegram.error import BadRequest

from bot import announcements, deliveries, runners
from bot.announcements import Announcement, Bar, Draft, Progress
from bot.chat.entrance import Entrance
from bot.chat.turn import Press
from bot.database import Session
from bot.deliveries import Message
from bot.logs import logger
from bot.wording import announcements as wording
from bot.wording.words import DEFAULT_LANGUAGE, Words

log = logger("announcing")


@dataclass(frozen=True)
class _Shown:
    """What an operator sees: messages in their order, the last with the buttons; or a notice alone.

    `follows` is an announcement and its progress, which the last of them shows.
    """

    messages: Sequence[Message] = ()
    notice: str | None = None
    follows: tuple[Announcement, Progress] | None = None
    strip: bool = False  # the pressed message has nothing left to press


@dataclass
class _Deed:
    """What an operator did: in which chat, in which words, on which of our messages."""

    chat_id: int
    words: Words
    press: Press = field(default_factory=lambda: Press(""))
    message_id: int | None = None
    query_id: str | None = None


class Announcements:
    """The page of those whose ids stand in OPERATOR_IDS; `rate` is SEND_RATE."""

    def __init__(self, entrance: Entrance, operator_ids: frozenset[int], rate: int) -> None:
        self._entrance = entrance
        self._ids = operator_ids
        self._rate = rate

    async def command(self, update: Update) -> None:
        """/announce: shows what is on its way, else the text that is written already, else asks for one."""
        deed = self._read(update)
        if deed is None:
            return
        own, now = self._entrance, self._entrance.clock.now()
        async with own.begin() as session:
            running = await self._running(session)
            draft = await announcements.draft_of(session, own.vault, deed.chat_id, now)
            if running and not running[1].has_ended:
                shown = await self._follow(session, deed, *running, another=True)
            elif draft and draft.asks is None:
                shown = await self._ready(session, deed.words, draft, preview=True)
            else:
                draft = await announcements.begin(session, own.vault, deed.chat_id, DEFAULT_LANGUAGE, now)
                shown = _Shown((wording.ask(deed.words, draft),))
        await self._show(deed, shown)

    async def press(self, update: Update, press: Press) -> None:
        """A button under a draft, or Stop."""
        deed = self._read(update, press)
        if deed is None:
            return
        own = self._entrance
        async with own.begin() as session:
            if press.question == "stop":
                shown = await self._stop(session, deed)
            else:
                now = own.clock.now()
                draft = await announcements.draft_of(session, own.vault, deed.chat_id, now)
                if draft is not None and draft.id == press.row_id:
                    shown = await self._press_draft(session, deed, draft)
                else:
                    shown = await self._press_old(session, deed)
        await self._show(deed, shown)

    async def typed(self, update: Update) -> bool:
        """The text, where a draft waits for one; False where what was typed is about something else."""
        deed, message = self._read(update), update.effective_message
        if deed is None or message is None:
            return False
        own, words = self._entrance, deed.words
        async with own.database.begin() as session:
            draft = await self._open_draft(session, deed.chat_id)
        if draft is None:
            return False
        fault = announcements.fault_of(message.text)
        if draft.asks is None:
            await own.courier.reply(deed.chat_id, wording.one_message(words))
        elif fault:
            found_length = announcements.length_of(message.text or "")
            await own.courier.reply(deed.chat_id, wording.refused(words, fault, found_length))
        else:
            await self._write(deed, draft, draft.asks, message.text_html)
        return True

    async def cancel(self, update: Update) -> bool:
        """/cancel where a draft is open; False where it means something else."""
        deed = self._read(update)
        if deed is None:
            return False
        own = self._entrance
        async with own.database.begin() as session:
            draft = await self._open_draft(session, deed.chat_id)
        if draft is None:
            return False
        async with own.begin() as session:
            await announcements.discard(session, draft)
        await self._show(deed, _Shown((wording.cancelled(deed.words),)))
        return True

    def _read(self, update: Update, press: Press | None = None) -> _Deed | None:
        """Who did what; None for anybody who is no operator."""
        person, chat, query = update.effective_user, update.effective_chat, update.callback_query
        if person is None or chat is None or person.id not in self._ids:
            return None
        words = self._entrance.dictionary.in_language(person.language_code)
        pressed = query.message if query else None
        message_id = pressed.message_id if pressed else None
        return _Deed(chat.id, words, press or Press(""), message_id, query.id if query else None)

    async def _open_draft(self, session: Session, chat_id: int) -> Draft | None:
        """The draft that what is typed now belongs to: none where they began something else since."""
        own = self._entrance
        draft = await announcements.draft_of(session, own.vault, chat_id, own.clock.now())
        runner = await runners.by_chat(session, chat_id) if draft else None
        talk = await runners.conversation(session, own.vault, runner.id) if runner else None
        return None if draft and talk and talk.updated_at > draft.changed_at else draft

    async def _write(self, deed: _Deed, draft: Draft, language: str, text: str) -> None:
        """Shows the text as a runner would see it, and keeps it where Telegram takes it."""
        own, words = self._entrance, deed.words
        try:
            await own.courier.reply(deed.chat_id, wording.announcement(text))
        except BadRequest:
            # Every copy would be refused as this one was.
            await own.courier.reply(deed.chat_id, wording.unreadable(words))
            return
        async with own.begin() as session:
            texts = {**draft.texts, language: text}
            draft = await self._go_on(session, draft, texts, language)
            shown = await self._ready(session, words, draft)
        await self._show(deed, shown)

    async def _go_on(self, session: Session, draft: Draft, texts: dict[str, str], language: str) -> Draft:
        """On to the language after this one, or to the end."""
        own = self._entrance
        following = self._languages[self._languages.index(language) + 1 :]
        asks = next(iter(following), None)
        return await announcements.write(session, own.vault, draft, texts, asks, own.clock.now())

    @property
    def _languages(self) -> list[str]:
        """The default first: its text stands in for every other."""
        others = [it for it in self._entrance.dictionary.languages if it != DEFAULT_LANGUAGE]
        return [DEFAULT_LANGUAGE, *others]

    async def _ready(self, session: Session, words: Words, draft: Draft, preview: bool = False) -> _Shown:
        """What is asked next, or to how many it would go; with `preview` every text once more."""
        if draft.asks is not None:
            names = self._entrance.dictionary.names
            asked = wording.ask_in(words, draft, names[draft.asks], names[DEFAULT_LANGUAGE])
            return _Shown((asked,))
        found = await runners.audience(session, self._entrance.clock.now())
        above = [wording.announcement(text) for text in draft.texts.values()] if preview else []
        return _Shown((*above, wording.ready(words, draft, found)))

    async def _press_draft(self, session: Session, deed: _Deed, draft: Draft) -> _Shown:
        own, words, press = self._entrance, deed.words, deed.press
        as_shown = press.value == str(draft.version)
        match press.question:
            case "cancel":
                await announcements.discard(session, draft)
                return _Shown((wording.cancelled(words),))
            case "change":
                now = own.clock.now()
                draft = await announcements.rewrite(session, own.vault, draft, DEFAULT_LANGUAGE, now)
                return _Shown((wording.ask(words, draft),))
            case "skip" if draft.asks in self._languages[1:] and as_shown:
                draft = await self._go_on(session, draft, dict(draft.texts), str(draft.asks))
                return await self._ready(session, words, draft)
            case "send" if draft.asks is None and as_shown:
                return await self._send(session, deed, draft)
        return _Shown(notice=words.plain("announce-too-old"), strip=True)

    async def _send(self, session: Session, deed: _Deed, draft: Draft) -> _Shown:
        now = self._entrance.clock.now()
        found = await runners.audience(session, now)
        if not found.reached:
            return await self._ready(session, deed.words, draft)
        newest = await runners.newest_id(session)
        running = await self._running(session)
        is_free = running is None or running[1].has_ended
        if not is_free or not await announcements.confirm(session, draft, found.reached, newest, now):
            return _Shown(notice=deed.words.plain("announce-busy"))
        log.info("announcement.confirmed", announcement=draft.id, count=found.reached)
        return await self._follow_running(session, deed, draft.id, "announce-too-old")

    async def _press_old(self, session: Session, deed: _Deed) -> _Shown:
        """A button of a draft that is none any more: Send pressed twice shows how far it is."""
        wanted = deed.press.row_id if deed.press.question == "send" else 0
        return await self._follow_running(session, deed, wanted, "announce-too-old")

    async def _stop(self, session: Session, deed: _Deed) -> _Shown:
        now, announcement_id = self._entrance.clock.now(), deed.press.row_id
        # First of all: planning, which holds the same row, owes no page after this.
        if await announcements.stop(session, announcement_id, now):
            taken = await deliveries.withdraw_announcement(session, announcement_id, now)
            log.info("announcement.stopped", announcement=announcement_id, withdrawn=taken)
        return await self._follow_running(session, deed, announcement_id, "announce-stopped-already")

    async def _running(self, session: Session) -> tuple[Announcement, Progress] | None:
        """What is on its way and how far; one that is through by now ends here."""
        own, now = self._entrance, self._entrance.clock.now()
        found = await announcements.under_way(session, own.vault)
        if found is None:
            return None
        counts = await deliveries.of_announcement(session, found.id, now)
        progress = announcements.progress_of(found, counts)
        if progress.has_ended:
            await announcements.ended(session, found.id, progress, now)
        return found, progress

    async def _follow_running(
        self, session: Session, deed: _Deed, announcement_id: int, otherwise: str
    ) -> _Shown:
        """How far this announcement is, where it is the one on its way; else a notice."""
        running = await self._running(session)
        if running and running[0].id == announcement_id:
            return await self._follow(session, deed, *running)
        return _Shown(notice=deed.words.plain(otherwise), strip=True)

    async def _follow(
        self,
        session: Session,
        deed: _Deed,
        found: Announcement,
        progress: Progress,
        *,
        another: bool = False,
    ) -> _Shown:
        if deed.message_id:
            # With what it is about to say: whatever happens on the way, the ticks go on with it.
            await announcements.show_in(session, _bar(deed, deed.message_id, found, progress))
        said = wording.progress(deed.words, found.id, progress, self._rate)
        # A message of its own, because the one below changes in a moment.
        above = (wording.one_at_a_time(deed.words),) if another else ()
        return _Shown((*above, said), follows=(found, progress))

    async def _show(self, deed: _Deed, shown: _Shown) -> None:
        """After a press the pressed message changes, else it is said anew; what follows progress is kept."""
        courier, shown_id = self._entrance.courier, deed.message_id
        if deed.query_id:
            await courier.answer(deed.query_id, shown.notice, alert=shown.notice is not None)
        if shown.strip and deed.message_id:
            await courier.strip(deed.chat_id, deed.message_id)
        *above, last = shown.messages or (None,)
        for message in above:
            if message:
                await courier.reply(deed.chat_id, message)
        if last and deed.message_id:
            shown_id = await courier.edit(deed.chat_id, deed.message_id, last)
        elif last:
            shown_id = await courier.reply(deed.chat_id, last)
        if shown.follows and shown_id and shown_id != deed.message_id:
            async with self._entrance.database.begin() as session:
                await announcements.show_in(session, _bar(deed, shown_id, *shown.follows))


def _bar(deed: _Deed, message_id: int, found: Announcement, progress: Progress) -> Bar:
    return Bar(found.id, deed.chat_id, message_id, deed.words.language, progress.brief)
