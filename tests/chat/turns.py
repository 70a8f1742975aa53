"""A person to chat as, through the real entrance and pages, with a courier that only writes down."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.chat import general, run_files
from bot.chat.entrance import Entrance
from bot.chat.pages import COMMANDS, PRESSES, TALKS
from bot.chat.turn import Needs
from bot.clock import Clock
from bot.content import Content
from bot.courier import Courier
from bot.database import Database
from bot.deliveries import Button, Message
from bot.vault import Vault
from tests.conftest import NOON
from tests.words import DICTIONARY


class StoppedClock(Clock):
    """Stands still until `wait` moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wait(self, time: timedelta) -> None:
        self.at += time


class OneTransaction:
    """A database whose every `begin()` is a savepoint of the test's own, rolled-back transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        async with self._session.begin_nested():
            yield self._session
        self._session.expire_all()


class WritingCourier:
    """Keeps what a person would see: messages by id, in order, and the last notice."""

    def __init__(self) -> None:
        self.messages: dict[int, Message] = {}
        self.replaced: set[int] = set()
        self.sent = 0
        self.toast: str | None = None
        self.alert = False
        self.files: dict[str, bytes] = {}
        self.fetched = 0
        self.typed = asyncio.Event()
        self.is_slow = False  # a file comes only after they saw that we are at it

    @property
    def username(self) -> str:
        return "steady_hips_bot"

    async def reply(self, chat_id: int, message: Message, thread_id: int | None = None) -> int:
        # An id is never given twice, whatever a test took away or put there.
        self.sent = max(self.sent, *self.messages, 0) + 1
        self.messages[self.sent] = message
        return self.sent

    async def update(self, chat_id: int, message_id: int, message: Message, showing: str | None) -> None:
        self.messages[message_id] = message

    async def take_away(self, chat_id: int, message_id: int) -> None:
        self.messages.pop(message_id, None)

    def goes_on_after(self, other: "WritingCourier") -> None:
        """The screen of the same chat, seen by another process."""
        self.messages, self.sent = dict(other.messages), other.sent

    async def edit(self, chat_id: int, message_id: int, message: Message, showing: str | None = None) -> int:
        before = self.messages.pop(message_id, None)
        is_gone = before is None and message_id in self.replaced
        if is_gone or (before and before.made and not message.made):
            # A photo never becomes a text: the text is sent anew, and the photo goes.
            self.replaced.add(message_id)
            return await self.reply(chat_id, message)
        self.messages[message_id] = message
        return message_id

    async def edit_once(self, chat_id: int, message_id: int, message: Message) -> bool:
        if self.messages.get(message_id) == message:
            return False
        await self.edit(chat_id, message_id, message)
        return True

    async def strip(self, chat_id: int, message_id: int) -> None:
        self.messages[message_id] = Message(self.messages[message_id].text)

    async def fetch(self, file_id: str, at_most: int) -> bytes | None:
        self.fetched += 1
        if self.is_slow:
            await self.typed.wait()
        return self.files[file_id] if len(self.files[file_id]) <= at_most else None

    async def typing(self, chat_id: int) -> None:
        self.typed.set()

    async def answer(self, callback_id: str, text: str | None = None, alert: bool = False) -> None:
        self.toast, self.alert = text, alert


class Person:
    """Somebody in a private chat with the bot. `shown` is what changed last on their screen."""

    def __init__(
        self,
        session: AsyncSession,
        vault: Vault,
        content: Content,
        chat_id: int,
        now: datetime,
        language: str,
    ) -> None:
        self.chat_id = chat_id
        self.clock = StoppedClock(now)
        self.screen = WritingCourier()
        self.woken = 0  # how often the send line was woken
        self._language = language
        self._updates = 0
        transaction = OneTransaction(session)
        self.entrance = Entrance(
            database=cast(Database, transaction),
            begin=transaction.begin,
            vault=vault,
            content=content,
            dictionary=DICTIONARY,
            clock=self.clock,
            courier=cast(Courier, self.screen),
            send_now=self._wake,
        )

    def _wake(self) -> None:
        self.woken += 1

    @property
    def shown(self) -> Message:
        """The message that was sent or changed last."""
        return next(reversed(self.screen.messages.values()))

    @property
    def toast(self) -> str | None:
        """The notice that ended the last press."""
        return self.screen.toast

    def button(self, label_or_data: str) -> Button:
        """A button on the shown message, by its data or by (a part of) its label."""
        buttons = [b for row in self.shown.buttons for b in row]
        tests: list[Callable[[Button], bool]] = [
            lambda b: b.data == label_or_data,
            lambda b: b.label == label_or_data,
            lambda b: label_or_data in b.label,
        ]
        for test in tests:
            for found in filter(test, buttons):
                return found
        raise AssertionError(f"no button {label_or_data!r} among {[b.label for b in buttons]}")

    async def command(self, line: str) -> None:
        """Sends a command with what stands behind it: "/checkin 5"."""
        name, _, arguments = line.removeprefix("/").partition(" ")
        command = next(c for c in COMMANDS if c.name == name)
        await self.entrance.command(command.page, command.needs, self._update(text=line), arguments.strip())

    async def say(self, text: str) -> None:
        """Types text."""
        await self.entrance.typed(TALKS, general.hint, self._update(text=text))

    async def share(self, latitude: float, longitude: float) -> None:
        """Shares a place, in degrees."""
        place = {"latitude": latitude, "longitude": longitude}
        await self.entrance.typed(TALKS, general.hint, self._update(location=place))

    async def send_file(self, name: str, content: bytes, claimed_size: int | None = None) -> None:
        """Drops a file into the chat; Telegram's claim of its size may be any."""
        file_id = f"file-{len(self.screen.files)}"
        self.screen.files[file_id] = content
        size = len(content) if claimed_size is None else claimed_size
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}
        await self.entrance.file(run_files.show, Needs.SETUP, self._update(document=document))

    async def sticker(self) -> None:
        """Sends something that is not text."""
        await self.entrance.typed(TALKS, general.hint, self._update(dice={"emoji": "🎲", "value": 1}))

    async def press(self, label_or_data: str) -> None:
        """Presses a button of the shown message."""
        button = self.button(label_or_data)
        assert button.data is not None, "a link is not pressed"
        await self.press_data(button.data)

    async def press_data(self, data: str, message_id: int | None = None) -> None:
        """Presses with any data, forged or stale too, on the shown message or another."""
        on = message_id or next(reversed(self.screen.messages), 1)
        self.screen.toast = None
        message = self._message(message_id=on, text="…")
        query = {"id": "1", "from": self._user(), "chat_instance": "1", "data": data, "message": message}
        await self.entrance.press(PRESSES, self._read({"callback_query": query}))

    def _update(self, **what: Any) -> Update:
        return self._read({"message": self._message(**what)})

    def _message(self, message_id: int = 1000, **what: Any) -> dict[str, Any]:
        chat = {"id": self.chat_id, "type": "private", "first_name": "Ada"}
        when = int(self.clock.now().timestamp())
        return {"message_id": message_id, "date": when, "chat": chat, "from": self._user(), **what}

    def _user(self) -> dict[str, Any]:
        return {"id": self.chat_id, "is_bot": False, "first_name": "Ada", "language_code": self._language}

    def _read(self, what: dict[str, Any]) -> Update:
        self._updates += 1
        update = Update.de_json({"update_id": self._updates, **what}, None)
        assert update is not None
        return update


def person(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    chat_id: int = 1001,
    now: datetime = NOON,
    language: str = "en",
) -> Person:
    """Somebody who has not written yet; the same chat_id over the same session is the same person."""
    return Person(session, vault, content, chat_id, now, language)
