"""People are answered in each chat's order, once, and nobody is held up by another's many messages."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from bot import inbox
from bot.answering import AT_ONCE, Answering
from bot.clock import MovableClock
from bot.database import Database, DatabaseProblem, Row, open_database
from bot.inbox.tables import InboxRow
from bot.vault import Vault
from tests.conftest import NOON, settings_for
from tests.tables import lay_tables
from tests.until import until

ADA, BEN = 11, 12


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Database]:
    """A database of its own: answering commits."""
    url = f"sqlite:///{tmp_path}/answering.sqlite3"
    await lay_tables(url)
    database = open_database(settings_for(url))
    yield database
    await database.close()


def said(update_id: int, chat_id: int = ADA) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id}}}


class Page:
    """Answers as a page does: something in the transaction, then something to Telegram."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.answering = Answering(database, vault, MovableClock(NOON), self.handle)
        self.done: list[int] = []
        self.begun: list[int] = []
        self.hold: dict[int, asyncio.Event] = {}
        self.fails: set[int] = set()
        self.changes_nothing: set[int] = set()
        self.anew: list[bool] = []
        self.says_late: dict[int, asyncio.Event] = {}
        self.said: list[int] = []

    async def handle(self, update: Any) -> None:
        number = update["update_id"]
        self.begun.append(number)
        if number in self.hold:
            await self.hold[number].wait()
        async with self.answering.begin() as session:
            if number in self.fails:
                raise ValueError("a fault of ours")
            if number in self.changes_nothing:
                await self.answering.not_done(session)
                self.anew.append(self.answering.is_anew())
            self.done.append(number)
        if number in self.says_late:
            await self.says_late[number].wait()
        self.said.append(number)

    async def settle(self) -> None:
        await until(lambda: not self.answering.busy)


@pytest.fixture
def page(own: Database, vault: Vault) -> Page:
    return Page(own, vault)


async def waiting(database: Database) -> int:
    async with database.begin() as session:
        return (await inbox.waiting(session))[0]


async def test_a_chats_updates_are_answered_one_after_the_other_in_order(own: Database, page: Page) -> None:
    await page.answering.receive([said(n) for n in range(1, 60)])
    await page.settle()
    assert page.done == list(range(1, 60))
    assert await waiting(own) == 0


async def test_what_is_said_to_a_chat_keeps_its_order_across_processes(
    own: Database, page: Page, vault: Vault
) -> None:
    other = Page(own, vault)
    page.says_late[1] = asyncio.Event()
    await page.answering.receive([said(1), said(2)])
    await until(lambda: page.done == [1])
    for one in (page, other):
        await one.answering.look()
    assert page.begun + other.begun == [1]
    page.says_late[1].set()
    await page.settle()
    assert page.said == [1, 2]


async def test_who_is_stopped_in_the_middle_leaves_it_to_the_next(
    own: Database, page: Page, vault: Vault
) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(1)])
    await until(lambda: page.begun == [1])
    await page.answering.stop(finished_within_s=0)
    assert page.done == []
    other = Page(own, vault)
    await other.answering.take_back()
    await other.answering.look()
    await other.settle()
    assert other.done == [1]


async def test_what_changes_nothing_is_answered_anew_after_a_crash_and_only_then(
    own: Database, page: Page, vault: Vault
) -> None:
    page.changes_nothing = {1}
    page.says_late[1] = asyncio.Event()
    await page.answering.receive([said(1), said(2)])
    await until(lambda: page.done == [1])
    await page.answering.stop(finished_within_s=0)
    other = Page(own, vault)
    other.changes_nothing = {1}
    await other.answering.take_back()
    await other.answering.look()
    await other.settle()
    assert (other.said, other.anew) == ([1, 2], [True])
    third = Page(own, vault)
    await third.answering.take_back()
    await third.answering.look()
    await third.settle()
    assert third.said == []
    assert page.anew == [False]


async def test_a_chat_that_waits_holds_up_nobody_else(page: Page) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(n) for n in range(1, AT_ONCE * 2)])
    await page.answering.receive([said(1000, BEN)])
    await until(lambda: 1000 in page.done)
    assert page.done == [1000]
    page.hold[1].set()
    await page.settle()
    assert page.done[1:] == list(range(1, AT_ONCE * 2))


async def test_more_chats_than_are_answered_at_once_all_have_their_turn(page: Page) -> None:
    await page.answering.receive([said(n, chat_id=n) for n in range(1, AT_ONCE * 3)])
    await page.settle()
    assert sorted(page.done) == list(range(1, AT_ONCE * 3))


async def test_one_that_comes_twice_at_once_is_answered_once(own: Database, page: Page, vault: Vault) -> None:
    other = Page(own, vault)
    await asyncio.gather(*(one.answering.receive([said(1)]) for one in (page, other) for _ in range(5)))
    await page.settle()
    await other.settle()
    assert page.done + other.done == [1]


async def test_what_fails_is_not_answered_again_and_its_chat_goes_on(own: Database, page: Page) -> None:
    page.fails.add(1)
    await page.answering.receive([said(1), said(2)])
    await page.settle()
    assert page.begun == [1, 2]
    assert page.done == [2]
    assert await waiting(own) == 0


async def test_who_comes_back_after_another_took_over_does_nothing_twice(
    own: Database, page: Page, vault: Vault
) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(1)])
    await until(lambda: page.begun == [1])
    other = Page(own, vault)
    clock = other.answering.clock
    assert isinstance(clock, MovableClock)
    clock.move_to(NOON + inbox.LEASE * 2)
    await other.answering.look()
    await other.settle()
    assert other.done == [1]
    page.hold[1].set()
    await page.settle()
    assert page.done == []


async def test_a_process_whose_clock_jumps_takes_over_from_itself_and_answers_once(
    own: Database, page: Page
) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(1), said(2)])
    await until(lambda: page.begun == [1])
    clock = page.answering.clock
    assert isinstance(clock, MovableClock)
    clock.move_to(NOON + inbox.LEASE * 2)
    await page.answering.look()
    await until(lambda: page.begun == [1, 1])
    page.hold[1].set()
    await page.settle()
    assert page.done == [1, 2]
    assert await waiting(own) == 0


async def test_a_slow_answer_is_taken_over_by_nobody(own: Database, page: Page, vault: Vault) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(1)])
    await until(lambda: page.begun == [1])
    clock, other = page.answering.clock, Page(own, vault)
    other.answering.clock = clock
    assert isinstance(clock, MovableClock)
    for _ in range(4):
        clock.move_to(clock.now() + inbox.LEASE * 0.75)
        await page.answering.renew()
        await other.answering.look()
    page.hold[1].set()
    await page.settle()
    assert page.done + other.done == [1]
    assert other.begun == []


async def test_what_a_killed_process_left_is_taken_up_by_the_next(
    own: Database, page: Page, vault: Vault
) -> None:
    async with own.begin() as session:
        await inbox.keep(session, vault, [said(1), said(2)], NOON)
        await inbox.take(session, vault, NOON, 10)
    await page.answering.look()
    await page.settle()
    assert page.done == []
    await page.answering.take_back()
    await page.answering.look()
    await page.settle()
    assert page.done == [1, 2]


async def test_who_stops_finishes_what_is_being_answered_and_takes_nothing_more(
    own: Database, page: Page
) -> None:
    page.hold[1] = asyncio.Event()
    await page.answering.receive([said(1), said(2)])
    await until(lambda: page.begun == [1])
    stopping = asyncio.create_task(page.answering.stop())
    await asyncio.sleep(0)
    page.hold[1].set()
    await stopping
    assert page.done == [1]
    assert await waiting(own) == 1


async def test_what_cannot_be_kept_is_said_to_everybody_who_brought_it(own: Database, page: Page) -> None:
    async with own.engine.begin() as connection:
        await connection.run_sync(lambda c: InboxRow.__table__.drop(c))  # type: ignore[attr-defined]
    failed = await asyncio.gather(
        *(page.answering.receive([said(n)]) for n in (1, 2, 3)), return_exceptions=True
    )
    assert all(isinstance(it, DatabaseProblem) for it in failed)
    async with own.engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    await page.answering.receive([said(1)])
    await page.settle()
    assert page.done == [1]
    async with own.begin() as session:
        assert await session.scalar(select(func.count()).select_from(InboxRow)) == 1


async def test_what_came_is_kept_and_taken_in_one_transaction(own: Database, page: Page) -> None:
    commits: list[object] = []
    event.listen(own.engine.sync_engine, "commit", commits.append)
    await page.answering.receive([said(1)])
    await until(lambda: page.said == [1])
    await page.settle()
    assert len(commits) == 3, "kept and taken, answered, put away"


async def test_who_waits_for_an_answer_does_not_wait_for_all_the_bulk_that_is_queued(own: Database) -> None:
    order: list[str] = []

    async def one(name: str, **how: bool) -> None:
        async with own.begin(**how) as session:
            await session.connection()
            order.append(name)

    async with own.begin() as session:
        await session.connection()
        bulk = [asyncio.create_task(one("bulk")) for _ in range(3)]
        await asyncio.sleep(0.01)
        person = asyncio.create_task(one("person", somebody_waits=True))
        await asyncio.sleep(0.01)
    await asyncio.gather(*bulk, person)
    assert order == ["person", "bulk", "bulk", "bulk"]
