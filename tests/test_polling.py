"""Telegram hears that an update came when it is kept, and one process alone may ask."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from bot.polling import Refused, poll
from bot.transport import NoUpdates, Polls
from sandbox import Fault, Sandbox
from sandbox.faults import FaultKind
from tests.until import until

KINDS = ("message", "callback_query", "my_chat_member")
ADA = 1001


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        opened.add_person("Ada", id=ADA)
        yield opened


@pytest.fixture
async def polls() -> AsyncIterator[Polls]:
    opened = Polls()
    await opened.initialize()
    yield opened
    await opened.shutdown()


class Keeper:
    """Keeps what it is given; `fails` times the database will not have it."""

    def __init__(self, fails: int = 0) -> None:
        self.kept: list[str] = []
        self.asked = 0
        self._fails = fails

    async def receive(self, updates: Sequence[dict[str, Any]]) -> None:
        self.asked += bool(updates)
        if updates and self._fails:
            self._fails -= 1
            raise OSError("no room")
        self.kept += [update["message"]["text"] for update in updates]


def url(sandbox: Sandbox) -> str:
    return f"{sandbox.url}/bot{sandbox.token}"


async def test_what_comes_is_kept_once_and_in_order(sandbox: Sandbox, polls: Polls) -> None:
    keeper = Keeper()
    polling = asyncio.create_task(poll(polls, url(sandbox), KINDS, keeper.receive))
    for n in range(5):
        await sandbox.say(ADA, f"/help {n}")
    await until(lambda: len(keeper.kept) == 5)
    await until(lambda: not sandbox.world.updates.pending)
    assert keeper.kept == [f"/help {n}" for n in range(5)]
    assert sandbox.world.updates.allowed == frozenset(KINDS)
    polling.cancel()


async def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(
    sandbox: Sandbox, polls: Polls
) -> None:
    keeper = Keeper(fails=1)
    await sandbox.say(ADA, "/help")
    polling = asyncio.create_task(poll(polls, url(sandbox), KINDS, keeper.receive))
    await until(lambda: keeper.asked == 1)
    assert sandbox.world.updates.pending
    await until(lambda: keeper.kept == ["/help"])
    polling.cancel()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.GATEWAY, "getUpdates", times=1),
        Fault(FaultKind.BROKEN, "getUpdates", times=1),
        Fault(FaultKind.FLOOD, "getUpdates", times=1, retry_after=1),
        Fault(FaultKind.DROP_BEFORE, "getUpdates", times=1),
        Fault(FaultKind.DROP_AFTER, "getUpdates", times=1),
    ],
    ids=lambda fault: fault.kind.value,
)
async def test_a_poll_that_brought_nothing_is_followed_by_another(
    sandbox: Sandbox, polls: Polls, fault: Fault
) -> None:
    keeper = Keeper()
    sandbox.faults.add(fault)
    await sandbox.say(ADA, "/help")
    polling = asyncio.create_task(poll(polls, url(sandbox), KINDS, keeper.receive))
    await until(lambda: keeper.kept == ["/help"])
    polling.cancel()


async def test_how_long_telegram_asks_to_wait_is_told(sandbox: Sandbox, polls: Polls) -> None:
    sandbox.faults.add(Fault(FaultKind.FLOOD, "getUpdates", times=1, retry_after=7))
    with pytest.raises(NoUpdates) as refused:
        await polls.updates(url(sandbox), 0, KINDS)
    assert refused.value.wait_for
    assert refused.value.wait_for.total_seconds() == 7


async def test_the_second_to_poll_is_refused_and_the_first_goes_on(sandbox: Sandbox, polls: Polls) -> None:
    first, second, others = Keeper(), Keeper(), Polls()
    await others.initialize()
    polling = asyncio.create_task(poll(polls, url(sandbox), KINDS, first.receive, newcomer_for_s=0))
    await sandbox.world.updates.bot_listens.wait()
    with pytest.raises(Refused, match="Another process polls for this BOT_TOKEN"):
        await asyncio.wait_for(poll(others, url(sandbox), KINDS, second.receive), 20)
    await sandbox.say(ADA, "/help")
    await until(lambda: first.kept == ["/help"])
    polling.cancel()
    await others.shutdown()
