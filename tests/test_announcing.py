"""The message in which an operator follows an announcement, whatever Telegram says to its changes."""

from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import announcements, deliveries
from bot.announcements import Bar
from bot.announcing import Announcing
from bot.database import Database
from bot.deliveries import Gone, Message, Outcome, Refused, Sent, TryLater, Unsure
from bot.vault import Vault
from tests.chat.turns import OneTransaction, StoppedClock
from tests.conftest import NOON, add_runner
from tests.words import DICTIONARY

OPA = 3000
SECOND, TURN = timedelta(seconds=1), timedelta(seconds=5)


class Screen:
    """What an operator's message says; `answers` is what Telegram says to the next changes, if not well."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.answers: list[Outcome] = []

    async def update(self, chat_id: int, message_id: int, message: Message, showing: str | None) -> Outcome:
        answer = self.answers.pop(0) if self.answers else Sent(message_id)
        if isinstance(answer, Sent):
            self.said.append(message.text)
        return answer


class Follower:
    """An announcement to two runners on its way, and an operator who follows it."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self.session, self.vault = session, vault
        self.clock, self.screen = StoppedClock(NOON), Screen()
        database = cast(Database, OneTransaction(session))
        self.announcing = Announcing(database, vault, DICTIONARY, self.clock, self.screen.update, rate=30)

    async def begin(self) -> None:
        newest = [await add_runner(self.session, chat_id) for chat_id in (1, 2)][-1]
        draft = await announcements.begin(self.session, self.vault, OPA, "en", NOON)
        draft = await announcements.write(self.session, self.vault, draft, {"en": "Hello"}, None, NOON)
        assert await announcements.confirm(self.session, draft, 2, newest, NOON)
        self.id = draft.id
        await announcements.show_in(self.session, Bar(self.id, OPA, 5, "en", None))
        await self.announcing.plan()

    async def look(self, wait: timedelta = TURN) -> None:
        self.clock.wait(wait)
        await self.announcing.show()

    async def send(self) -> None:
        # A change took its slot a moment ago.
        self.clock.wait(SECOND)
        now = self.clock.now()
        claim = await deliveries.claim(self.session, self.vault, now=now, rate=1000)
        await deliveries.record_all(self.session, [(it, Sent(9)) for it in claim.rows], now)

    async def bars(self) -> int:
        return len(await announcements.bars_of(self.session, self.id))


@pytest.fixture
async def follower(session: AsyncSession, vault: Vault) -> Follower:
    """An announcement on its way, and who follows it."""
    found = Follower(session, vault)
    await found.begin()
    return found


async def test_it_is_changed_only_when_it_would_say_something_else(follower: Follower) -> None:
    for _ in range(4):
        await follower.look()
    assert len(follower.screen.said) == 1
    await follower.send()
    for _ in range(4):
        await follower.look()
    assert len(follower.screen.said) == 2
    assert "2 runners had it." in follower.screen.said[-1]


async def test_it_is_changed_at_most_once_in_five_seconds(follower: Follower) -> None:
    await follower.look()
    await follower.send()
    await follower.look(TURN - 2 * SECOND)
    assert len(follower.screen.said) == 1
    await follower.look(SECOND)
    assert len(follower.screen.said) == 2


async def test_the_end_is_said_even_if_telegram_has_no_time_for_it_at_first(follower: Follower) -> None:
    await follower.send()
    follower.screen.answers = [TryLater("429", timedelta(seconds=40)), Unsure("lost"), TryLater("x")]
    await follower.look()
    await follower.look(timedelta(seconds=39))
    assert len(follower.screen.answers) == 2
    for _ in range(3):
        await follower.look()
    assert follower.screen.answers == []
    assert "2 runners had it." in follower.screen.said[-1]
    assert await follower.bars() == 0


@pytest.mark.parametrize(
    "answer", [Gone("blocked"), Refused("message to edit not found")], ids=["gone", "deleted"]
)
async def test_a_message_that_is_gone_is_followed_by_nobody_and_the_announcement_goes_on(
    follower: Follower, answer: Outcome
) -> None:
    follower.screen.answers = [answer]
    await follower.look()
    assert await follower.bars() == 0
    await follower.send()
    await follower.look()
    assert await announcements.under_way(follower.session, follower.vault) is None
    counts = await deliveries.of_announcement(follower.session, follower.id, follower.clock.now())
    assert counts.sent == 2


async def test_planning_again_owes_nobody_twice(follower: Follower) -> None:
    for _ in range(3):
        await follower.announcing.plan()
    counts = await deliveries.of_announcement(follower.session, follower.id, NOON)
    assert counts.due == 2
