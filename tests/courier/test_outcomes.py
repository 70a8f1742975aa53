"""What became of a call: each fault of Telegram and the network gives its own outcome, over our transport."""

from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot import transport
from bot.clock import Clock
from bot.courier import Courier
from bot.database import Database
from bot.deliveries import (
    Gate,
    Gone,
    Message,
    Moved,
    Outcome,
    Refused,
    Sent,
    TryLater,
    Unsure,
)
from bot.transport import AiohttpRequest
from sandbox import Sandbox
from tests.courier.messages import ADA, SHOWN, WARM_UP


async def test_a_message_arrives_with_its_buttons(courier: Courier, sandbox: Sandbox) -> None:
    outcome = await courier.deliver(ADA, WARM_UP)
    (shown,) = sandbox.messages(ADA)
    assert outcome == Sent(shown["message_id"])
    assert shown["text"] == "Warm-up"
    assert shown["reply_markup"]["inline_keyboard"] == [[{"text": "Done", "callback_data": "routine:1:done"}]]


async def test_a_message_says_to_telegram_what_it_must_and_no_more(
    courier: Courier, sandbox: Sandbox
) -> None:
    await courier.deliver(ADA, Message("<b>Warm-up</b>"))
    await courier.deliver(ADA, replace(WARM_UP, silent=True))
    plain, silent = (it["parameters"] for it in sandbox.requests if it["method"] == "sendMessage")
    assert plain == {
        "chat_id": ADA,
        "text": "<b>Warm-up</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    assert silent == plain | {
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": [[{"text": "Done", "callback_data": "routine:1:done"}]]},
    }


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


async def test_an_unreachable_telegram_was_surely_not_sent_to(shelf: Database) -> None:
    async with Sandbox() as closed:
        base_url = f"{closed.url}/bot"
    request = AiohttpRequest()
    await request.initialize()
    courier = Courier(Bot(closed.token, base_url, request=request), shelf, Clock(), Gate(1000))
    assert await courier.deliver(ADA, WARM_UP) == TryLater("NotConnected")
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


@pytest.mark.usefixtures("figures")
async def test_what_can_no_longer_be_changed_is_said_anew_in_its_topic(
    courier: Courier, sandbox: Sandbox
) -> None:
    forum = sandbox.add_chat("supergroup", "Forum", [ADA], owner=ADA, is_forum=True).id
    sandbox.add_member(forum, "bot", by=ADA)
    topic = sandbox.add_topic(forum, "Trail").message_thread_id
    await courier.edit(forum, 999, WARM_UP, thread_id=topic)
    assert sandbox.messages(forum)[-1]["message_thread_id"] == topic
    # A figure never becomes a text: that is another message, in the same place.
    shown_id = await courier.reply(forum, SHOWN, topic)
    assert shown_id
    said_id = await courier.edit(forum, shown_id, WARM_UP, showing="b1", thread_id=topic)
    assert said_id != shown_id
    assert sandbox.messages(forum)[-1]["message_thread_id"] == topic


async def test_a_reply_waits_out_short_floods_and_a_lost_call_beside_them(
    sandbox: Sandbox, courier: Courier
) -> None:
    for fault in ("429", "500", "429"):
        sandbox.add_fault(fault, retry_after=1, times=1, method="sendMessage")
    assert await courier.reply(ADA, WARM_UP) is not None
    assert [it["status"] for it in sandbox.requests if it["method"] == "sendMessage"][-1] == 200


async def test_a_reply_waits_out_no_flood_for_longer_than_a_person_waits(
    sandbox: Sandbox, courier: Courier
) -> None:
    sandbox.add_fault("429", retry_after=31, times=1, method="sendMessage")
    with pytest.raises(RetryAfter):
        await courier.reply(ADA, WARM_UP)


async def test_a_person_who_blocked_us_gets_nothing_and_raises_nothing(
    sandbox: Sandbox, courier: Courier
) -> None:
    sandbox.block(ADA)
    assert await courier.reply(ADA, WARM_UP) is None


async def test_a_callback_answered_too_late_raises_nothing(courier: Courier, sandbox: Sandbox) -> None:
    await courier.answer("12345")
    assert sandbox.requests[-1]["status"] == 400


@pytest.mark.usefixtures("figures")
async def test_an_update_says_what_became_of_it(courier: Courier, sandbox: Sandbox) -> None:
    message_id = await courier.reply(ADA, SHOWN) or 0
    assert await courier.update(ADA, message_id, SHOWN, "b1") == Sent(message_id), "not modified"
    assert isinstance(await courier.update(ADA, 999, SHOWN, "b1"), Refused)
    sandbox.add_fault("429", retry_after=7, times=1, method="editMessageCaption")
    assert isinstance(await courier.update(ADA, message_id, SHOWN, "b1"), TryLater)
    sandbox.block(ADA)
    assert isinstance(await courier.update(ADA, message_id, SHOWN, "b1"), Gone)


async def test_a_second_press_is_told_by_what_the_message_says_and_a_lost_answer_is_none(
    courier: Courier, sandbox: Sandbox
) -> None:
    asked_in = await courier.reply(ADA, WARM_UP) or 0
    on_its_way = Message("<b>Your copy</b>")
    assert await courier.edit_once(ADA, asked_in, on_its_way)
    assert not await courier.edit_once(ADA, asked_in, on_its_way)
    sandbox.add_fault("drop_after", method="editMessageText", times=1)
    assert await courier.edit_once(ADA, asked_in, WARM_UP)
    assert await courier.edit_once(ADA, 99, on_its_way), "gone, and said anew"
    assert len(sandbox.messages(ADA)) == 2
