"""/announce by every button, in two languages; and nobody else's press of any of them does a thing."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot import announcements, deliveries
from bot.app import WORDS
from bot.chat.announcements import Announcements
from bot.chat.turn import Press
from bot.content import Content
from bot.deliveries import Message, OfAnnouncement
from bot.vault import Vault
from bot.wording.words import Dictionary
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner

OPA, OLA, EVE = 3000, 3001, 3002


@pytest.fixture
def two_languages(tmp_path: Path) -> Dictionary:
    """What ships, and German words of one line: a second language needs no more than its texts."""
    shutil.copytree(WORDS, tmp_path / "words")
    (tmp_path / "words" / "de").mkdir()
    (tmp_path / "words" / "de" / "general.ftl").write_text("language-name = Deutsch\n", encoding="utf-8")
    return Dictionary(tmp_path / "words")


class Operator:
    """Somebody who does what operators do; `person.screen` is what they see."""

    def __init__(self, who: Person, dictionary: Dictionary | None = None) -> None:
        entrance = who.entrance if dictionary is None else replace(who.entrance, dictionary=dictionary)
        self.person = who
        self.page = Announcements(entrance, frozenset({OPA, OLA}), rate=30)

    @property
    def shown(self) -> Message:
        return self.person.shown

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.shown.buttons for button in row]

    async def announce(self) -> None:
        await self.page.command(self._update({"message": self._message(text="/announce")}))

    async def say(self, text: str) -> bool:
        return await self.page.typed(self._update({"message": self._message(text=text)}))

    async def press(self, label: str) -> None:
        await self.press_data(self.person.button(label).data or "")

    async def press_data(self, data: str) -> None:
        screen = self.person.screen
        screen.toast = None
        message = self._message(message_id=next(reversed(screen.messages), 1), text="…")
        user = message["from"]
        query = {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": message}
        await self.page.press(self._update({"callback_query": query}), Press.read(data))

    def _message(self, message_id: int = 1000, **what: Any) -> dict[str, Any]:
        chat_id = self.person.chat_id
        user = {"id": chat_id, "is_bot": False, "first_name": "Opa", "language_code": "en"}
        chat = {"id": chat_id, "type": "private", "first_name": "Opa"}
        return {"message_id": message_id, "date": int(NOON.timestamp()), "chat": chat, "from": user, **what}

    def _update(self, what: dict[str, Any]) -> Update:
        update = Update.de_json({"update_id": 1, **what}, None)
        assert update is not None
        return update


@pytest.fixture
def opa(session: AsyncSession, vault: Vault, content: Content) -> Operator:
    """An operator of a bot that speaks English."""
    return Operator(person(session, vault, content, chat_id=OPA))


async def test_one_language_asks_for_one_text(session: AsyncSession, opa: Operator) -> None:
    await add_runner(session)
    await opa.announce()
    await opa.say("Hello")
    assert opa.labels == ["Send to 1", "Change", "Cancel"]


async def test_each_language_is_asked_for_and_what_is_missing_falls_back(
    session: AsyncSession, vault: Vault, content: Content, two_languages: Dictionary
) -> None:
    opa = Operator(person(session, vault, content, chat_id=OPA), two_languages)
    await add_runner(session, 1)
    await add_runner(session, 2, language="de")
    await opa.announce()
    await opa.say("Hello")
    assert "Now in Deutsch" in opa.shown.text
    assert opa.labels == ["Skip", "Cancel"]
    await opa.press("Skip")
    assert opa.labels == ["Send to 2", "Change", "Cancel"]
    await opa.press("Change")
    await opa.say("Hello again")
    await opa.say("Hallo")
    assert opa.labels == ["Send to 2", "Change", "Cancel"]
    draft = await announcements.draft_of(session, vault, OPA, NOON)
    assert draft
    assert draft.texts == {"en": "Hello again", "de": "Hallo"}
    await opa.announce()
    assert [it.text for it in list(opa.person.screen.messages.values())[-3:-1]] == ["Hello again", "Hallo"]


async def test_every_button_of_an_announcement_is_answered(
    session: AsyncSession, vault: Vault, content: Content, two_languages: Dictionary
) -> None:
    opa = Operator(person(session, vault, content, chat_id=OPA), two_languages)
    eve = Operator(person(session, vault, content, chat_id=EVE))
    ola = Operator(person(session, vault, content, chat_id=OLA))
    await add_runner(session)
    seen: set[str] = set()

    async def press(label: str) -> None:
        for row in opa.shown.buttons:
            seen.update(button.data or "" for button in row)
        before = dict(opa.person.screen.messages)
        await opa.press(label)
        assert opa.person.screen.messages != before or opa.person.toast, label

    await opa.announce()
    await press("Cancel")
    await opa.announce()
    await opa.say("Hello")
    await press("Cancel")
    await opa.announce()
    await opa.say("Hello")
    await press("Skip")
    await press("Change")
    await opa.say("Hello")
    await press("Skip")
    await press("Send to 1")
    assert opa.labels == ["Stop"]
    await press("Stop")
    assert "stopped" in opa.shown.text
    assert {data.split(":")[2] for data in seen} == {"send", "change", "cancel", "skip", "stop"}
    assert [data for data in seen if not 0 < len(data.encode()) <= 64] == []
    # All of it is over: whoever finds one of these buttons hears so, and nothing else happens.
    for data in sorted(seen):
        await opa.press_data(data)
        assert opa.person.toast, data
        await ola.person.screen.reply(OLA, Message("Passed on"))
        await ola.press_data(data)
        assert ola.person.toast, data
        await eve.press_data(data)
        assert not eve.person.toast
    assert await announcements.under_way(session, vault) is None
    assert await announcements.draft_of(session, vault, OLA, NOON) is None


async def test_an_old_button_of_ones_own_draft_changes_nothing(
    session: AsyncSession, vault: Vault, opa: Operator
) -> None:
    await add_runner(session)
    await opa.announce()
    draft = await announcements.draft_of(session, vault, OPA, NOON)
    assert draft
    for data in ("send:0", "skip:0", "send:", "send:9", "what:"):
        await opa.press_data(f"announce:{draft.id}:{data}")
        assert opa.person.toast, data
    assert await announcements.draft_of(session, vault, OPA, NOON) == draft


async def test_another_operators_stop_takes_back_all_that_waits(
    session: AsyncSession, vault: Vault, content: Content, opa: Operator
) -> None:
    ola = Operator(person(session, vault, content, chat_id=OLA))
    await add_runner(session)
    await opa.announce()
    await opa.say("Hello")
    await opa.press("Send to 1")
    found = await announcements.under_way(session, vault)
    assert found
    await ola.announce()
    assert any("One announcement at a time" in it.text for it in ola.person.screen.messages.values())
    await ola.press("Stop")
    assert "1 runner does not get it any more." in ola.shown.text
    assert await deliveries.of_announcement(session, found.id, NOON) == OfAnnouncement()
    await opa.press("Stop")
    assert opa.person.toast == "It has ended already."


async def test_what_is_typed_a_day_later_is_no_announcement(opa: Operator) -> None:
    await opa.announce()
    opa.person.clock.wait(timedelta(days=1))
    assert not await opa.say("Hello")
    await opa.announce()
    assert await opa.say("Hello")
