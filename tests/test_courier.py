"""What became of a call: each fault of Telegram and the network gives its own outcome, over our transport."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot import transport
from bot.courier import Courier
from bot.deliveries import Button, Gone, Message, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.transport import AiohttpRequest
from sandbox import Sandbox

ADA = 1001


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as opened:
        opened.add_person("Ada", id=ADA, started=True)
        yield opened


@pytest.fixture
async def courier(sandbox: Sandbox) -> AsyncIterator[Courier]:
    bot = Bot(sandbox.token, base_url=f"{sandbox.url}/bot", request=AiohttpRequest())
    async with bot:
        yield Courier(bot)


WARM_UP = Message("<b>Warm-up</b>", ((Button("Done", "routine:1:done"),),))


async def test_a_message_arrives_with_its_buttons(courier: Courier, sandbox: Sandbox) -> None:
    outcome = await courier.deliver(ADA, WARM_UP)
    (shown,) = sandbox.messages(ADA)
    assert outcome == Sent(shown["message_id"])
    assert shown["text"] == "Warm-up"
    assert shown["reply_markup"]["inline_keyboard"] == [[{"text": "Done", "callback_data": "routine:1:done"}]]


@pytest.mark.parametrize(
    ("fault", "kind", "arrived"),
    [
        ({"kind": "429", "retry_after": 7}, TryLater, False),
        ({"kind": "502"}, Unsure, False),
        ({"kind": "timeout_before", "seconds": 3}, Unsure, False),
        ({"kind": "timeout_after", "seconds": 3}, Unsure, True),
        ({"kind": "drop_before"}, Unsure, False),
        ({"kind": "drop_after"}, Unsure, True),
        ({"kind": "403"}, Gone, False),
        ({"kind": "400_chat_not_found"}, Gone, False),
        ({"kind": "migrated"}, Moved, False),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
async def test_each_fault_has_its_outcome(
    sandbox: Sandbox,
    courier: Courier,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
    kind: type[Outcome],
    arrived: bool,
) -> None:
    monkeypatch.setattr(transport, "ANSWER_WITHIN_S", 0.3)
    sandbox.add_fault(**fault, method="sendMessage", times=1)
    outcome = await courier.deliver(ADA, WARM_UP)
    assert isinstance(outcome, kind)
    assert bool(sandbox.messages(ADA)) is arrived


async def test_a_flood_wait_says_for_how_long(sandbox: Sandbox, courier: Courier) -> None:
    sandbox.add_fault("429", retry_after=7, times=1, method="sendMessage")
    outcome = await courier.deliver(ADA, WARM_UP)
    assert isinstance(outcome, TryLater)
    assert outcome.after is not None
    assert outcome.after.total_seconds() == 7


async def test_an_unreachable_telegram_was_surely_not_sent_to() -> None:
    async with Sandbox() as closed:
        base_url = f"{closed.url}/bot"
    request = AiohttpRequest()
    await request.initialize()
    assert await Courier(Bot(closed.token, base_url, request=request)).deliver(ADA, WARM_UP) == TryLater(
        "NotConnected"
    )
    await request.shutdown()


async def test_broken_html_is_refused_and_not_tried_again(courier: Courier) -> None:
    assert isinstance(await courier.deliver(ADA, Message("<b>open")), Refused)


async def test_a_passing_404_does_not_mean_a_bad_token(sandbox: Sandbox) -> None:
    request = AiohttpRequest()
    bot = Bot(sandbox.token, base_url=f"{sandbox.url}/bot", request=request)
    async with bot:
        request.trust_token()
        with pytest.raises(transport.NotConnected):
            await bot.do_api_request("noSuchMethod")


async def test_no_error_text_holds_the_token(sandbox: Sandbox, courier: Courier) -> None:
    sandbox.add_fault("drop_before", times=2)
    outcome = await courier.deliver(ADA, WARM_UP)
    assert sandbox.token not in repr(outcome)


async def test_a_message_that_is_gone_is_said_anew(sandbox: Sandbox, courier: Courier) -> None:
    await courier.edit(ADA, 999, WARM_UP)
    assert [message["text"] for message in sandbox.messages(ADA)] == ["Warm-up"]


async def test_an_unchanged_message_is_no_fault(sandbox: Sandbox, courier: Courier) -> None:
    message_id = await courier.reply(ADA, WARM_UP)
    assert message_id is not None
    await courier.edit(ADA, message_id, WARM_UP)
    assert len(sandbox.messages(ADA)) == 1


async def test_a_reply_waits_out_a_short_flood(sandbox: Sandbox, courier: Courier) -> None:
    sandbox.add_fault("429", retry_after=1, times=1, method="sendMessage")
    assert await courier.reply(ADA, WARM_UP) is not None


async def test_a_person_who_blocked_us_gets_nothing_and_raises_nothing(
    sandbox: Sandbox, courier: Courier
) -> None:
    sandbox.block(ADA)
    assert await courier.reply(ADA, WARM_UP) is None


async def test_a_callback_answered_too_late_raises_nothing(courier: Courier, sandbox: Sandbox) -> None:
    await courier.answer("12345")
    assert sandbox.requests[-1]["status"] == 400
