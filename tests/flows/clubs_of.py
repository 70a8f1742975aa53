"""Groups with clubs in them, and the people of those groups."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sandbox import Chat
from tests.flows.town import Town

MINUTE = timedelta(minutes=1)
OWNER, MEMBER, STRANGER = 1001, 1002, 1003
PEOPLE = ("Ada", "Bruno", "Chiara", "1001", "1002", "1003")
HEALTH = ("pain", "hurt", "injur", "sore", "red flag", "symptom", "ache", "doctor", "of 10")


@asynccontextmanager
async def town_of_three(folder: Path) -> AsyncIterator[Town]:
    """A town with three people, in which nothing was ill-formed or refused in the end."""
    async with Town(f"sqlite:///{folder}/town.sqlite3") as opened:
        for name, person_id in (("Ada", OWNER), ("Bruno", MEMBER), ("Chiara", STRANGER)):
            opened.arrive(name, person_id)
        yield opened
        opened.assert_faultless()
        assert_nobodys_health_is_shown(opened)


def assert_nobodys_health_is_shown(town: Town) -> None:
    """No message to a group or channel names a person, or has a word of health that nobody asked to read."""
    for chat in town.sandbox.world.chats.values():
        if chat.is_private:
            continue
        said = [m for m in town.sandbox.messages(chat.id) if _is_ours(m, chat)]
        for message in said:
            text = f"{message.get('text', '')}{message.get('caption', '')}"
            shown = text + str(message.get("reply_markup", ""))
            assert not [word for word in PEOPLE if word in shown], shown
            asked_to_read = "start=exercise-" in shown or "start=learn-" in shown
            assert asked_to_read or not [word for word in HEALTH if word in text.lower()], text


def _is_ours(message: dict[str, Any], chat: Chat) -> bool:
    by_bot = message.get("from", {}).get("username") == "steady_hips_bot"
    return by_bot or (chat.is_channel and message["message_id"] in chat.posted_by_bot)


@dataclass
class Group:
    """A group with the bot in it, as its people use it."""

    town: Town
    id: int

    @property
    def heard(self) -> list[dict[str, Any]]:
        """What the bot said there, oldest first."""
        messages = self.town.sandbox.messages(self.id)
        return [m for m in messages if m.get("from", {}).get("is_bot") and ("text" in m or "caption" in m)]

    @property
    def sees(self) -> str:
        """The newest of it."""
        newest = self.heard[-1]
        return str(newest.get("text") or newest.get("caption"))

    async def says(self, text: str, by: int = OWNER, **more: Any) -> str:
        """Somebody writes what the bot answers; gives the answer."""
        before = self.town.sandbox.messages(self.id)[-1]["message_id"]
        await self.writes(text, by, **more)
        await self.town.sandbox.heard(self.id, after=before)
        await self.town.idle()
        return self.sees

    async def writes(self, text: str, by: int = OWNER, **more: Any) -> None:
        """Somebody writes what the bot has nothing to say to."""
        await self.town.sandbox.say(by, text, chat_id=self.id, **more)

    async def presses(self, *labels: str, by: int = OWNER) -> dict[str, Any]:
        """Somebody presses buttons one after the other; gives the last answer."""
        answer: dict[str, Any] = {}
        for label in labels:
            answer = (await self.town.sandbox.press(by, label, chat_id=self.id))["answer"]
            await self.town.idle()
        return answer

    async def replies(self, text: str, by: int = OWNER) -> str:
        """Somebody replies to the bot's newest message."""
        return await self.says(text, by, reply_to_message_id=self.heard[-1]["message_id"])


async def group_of(town: Town, kind: str = "supergroup", **more: Any) -> Group:
    """A group of Ada's with Bruno in it, and the bot just added."""
    chat = town.sandbox.add_chat(kind, "Harriers", [OWNER, MEMBER], owner=OWNER, **more)
    town.sandbox.add_member(chat.id, "bot", by=OWNER)
    await town.sandbox.heard(chat.id)
    return Group(town, chat.id)


async def set_up(town: Town, **more: Any) -> Group:
    """A club in Berlin that runs on Tuesdays, today, at 18:30."""
    group = await group_of(town, **more)
    await group.says("/club")
    await group.presses("Time zone")
    await group.replies("Berlin, Germany")
    await group.presses("Runs", "Add a run", "18:30")
    return group
