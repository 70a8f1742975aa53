"""Ordered trouble happens as ordered, before or after the message counts."""

import asyncio
from typing import Any

import aiohttp
import pytest
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from sandbox import Impossible, Sandbox
from tests.sandbox.conftest import ADA, until


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", RetryAfter),
        ("500", NetworkError),
        ("502", NetworkError),
        ("403", Forbidden),
        ("400_chat_not_found", BadRequest),
        ("migrated", ChatMigrated),
    ],
)
async def test_a_fault_answers_instead_of_telegram(
    sandbox: Sandbox, ptb: telegram.Bot, kind: str, error: type[TelegramError]
) -> None:
    sandbox.add_fault(kind, times=1)
    with pytest.raises(error):
        await ptb.send_message(ADA, "x")
    assert sandbox.messages(ADA) == []
    assert sandbox.requests[-1]["fault"] == kind
    await ptb.send_message(ADA, "x")
    assert len(sandbox.messages(ADA)) == 1


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_connection_may_or_may_not_have_sent(
    sandbox: Sandbox, ptb: telegram.Bot, kind: str, arrived: int
) -> None:
    sandbox.add_fault(kind, method="sendMessage", times=1)
    with pytest.raises(NetworkError):
        await ptb.send_message(ADA, "x")
    assert len(sandbox.messages(ADA)) == arrived
    assert sandbox.requests[-1]["status"] is None


@pytest.mark.parametrize(("kind", "arrived"), [("timeout_before", 0), ("timeout_after", 1)])
async def test_a_timeout_may_or_may_not_have_sent(
    sandbox: Sandbox, ptb: telegram.Bot, kind: str, arrived: int
) -> None:
    sandbox.add_fault(kind, times=1, seconds=60)
    with pytest.raises(TimedOut):
        await ptb.send_message(ADA, "x", read_timeout=0.2)
    assert len(sandbox.messages(ADA)) == arrived


async def test_a_fault_hits_only_what_it_names(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    bruno = sandbox.add_person("Bruno", started=True).id
    sandbox.add_fault("403", method="sendMessage", chat_id=bruno)
    await ptb.send_message(ADA, "x")
    await ptb.send_chat_action(bruno, "typing")
    for _ in range(3):
        with pytest.raises(Forbidden):
            await ptb.send_message(bruno, "x")
    sandbox.faults.clear()
    await ptb.send_message(bruno, "x")


async def test_a_fault_for_anything_spares_polling(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    sandbox.add_fault("500")
    assert await ptb.get_updates() == ()
    sandbox.add_fault("500", method="getUpdates", times=1)
    with pytest.raises(NetworkError):
        await ptb.get_updates()


async def test_a_chance_of_trouble_is_the_same_every_time() -> None:
    async def outcomes() -> list[bool]:
        async with Sandbox(limits=False, seed=7) as sandbox, aiohttp.ClientSession() as http:
            sandbox.add_person("Ada", started=True)
            sandbox.add_fault("500", chance=0.5)
            url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
            answers = [await http.post(url, json={"chat_id": ADA, "text": "x"}) for _ in range(40)]
            return [answer.status == 200 for answer in answers]

    first = await outcomes()
    assert 8 < sum(first) < 32
    assert await outcomes() == first


async def test_faults_are_ordered_listed_and_cleared_by_the_control_side(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    url = f"{sandbox.url}/api/faults"
    order: dict[str, Any] = {"kind": "429", "retry_after": 9, "times": 2, "chat_id": ADA}
    assert (await http.post(url, json=order)).status == 200
    listed = (await (await http.get(url)).json())["faults"]
    assert [order | fault for fault in listed] == listed
    for wrong in ({"kind": "fire"}, {"kind": "500", "colour": "red"}, {}):
        answer = await http.post(url, json=wrong)
        assert answer.status == 400
        assert "fault" in (await answer.json())["error"]
    await http.delete(url)
    assert (await (await http.get(url)).json()) == {"faults": []}


async def test_closing_does_not_wait_for_a_hanging_request() -> None:
    async with asyncio.timeout(5), aiohttp.ClientSession() as http:
        async with Sandbox() as sandbox:
            sandbox.add_fault("timeout_before", seconds=60)
            hanging = asyncio.create_task(http.get(f"{sandbox.url}/bot{sandbox.token}/getMe"))
            await until(lambda: sandbox.requests)
        with pytest.raises(aiohttp.ClientError):
            await hanging


def test_an_unknown_fault_is_impossible() -> None:
    with pytest.raises(Impossible, match="unknown fault"):
        Sandbox().add_fault("fire")
