"""Pictures: uploaded once and sent by their id, and what is said where one cannot be shown."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.courier import UNKNOWN, Courier
from bot.database import Database
from bot.deliveries import (
    Gate,
    Message,
    Sent,
)
from sandbox import Sandbox
from sandbox.files import Files
from tests.courier.messages import ADA, BRIDGE, CLAMSHELL, SHOWN, WARM_UP, bot_in


@pytest.mark.usefixtures("figures")
async def test_a_picture_is_uploaded_once_with_its_size_and_sent_by_its_id_from_then_on(
    courier: Courier, sandbox: Sandbox
) -> None:
    for _ in range(3):
        assert isinstance(await courier.deliver(ADA, SHOWN), Sent)
    assert [m["caption"] for m in sandbox.messages(ADA)] == ["Warm-up"] * 3
    shown = sandbox.messages(ADA)[0]["animation"]
    assert (shown["width"], shown["height"], shown["duration"]) == (640, 480, 3)
    assert shown["file_name"] == "bridge.mp4"
    assert sandbox.record.uploaded == {BRIDGE.name: 1}


@pytest.mark.usefixtures("figures")
async def test_many_at_once_upload_each_picture_once(courier: Courier, sandbox: Sandbox) -> None:
    other = replace(WARM_UP, picture=CLAMSHELL)
    outcomes = await asyncio.gather(*(courier.deliver(ADA, it) for it in (SHOWN, other) * 100))
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert sandbox.record.uploaded == {BRIDGE.name: 1, CLAMSHELL.name: 1}


@pytest.mark.usefixtures("figures")
async def test_another_process_sends_by_the_id_that_was_kept(
    courier: Courier, sandbox: Sandbox, shelf: Database, tmp_path: Path
) -> None:
    await courier.deliver(ADA, SHOWN)
    async with bot_in(sandbox) as bot:
        again = Courier(bot, shelf, Clock(), Gate(1000), tmp_path)
        assert isinstance(await again.deliver(ADA, SHOWN), Sent)
        unique_id = sandbox.messages(ADA)[0]["animation"]["file_unique_id"]
        assert await Courier(bot, shelf, Clock(), Gate(1000), tmp_path).pictures.digest_of(unique_id) == "b1"
        assert await again.pictures.digest_of("another") == UNKNOWN
    assert sandbox.record.uploaded == {BRIDGE.name: 1}


@pytest.mark.usefixtures("figures")
async def test_an_id_that_telegram_refuses_is_forgotten_and_the_picture_uploaded_again(
    courier: Courier, sandbox: Sandbox
) -> None:
    await courier.deliver(ADA, SHOWN)
    # Another bot's token, or a Telegram that lost it: the id means nothing any more.
    sandbox.world.files = Files()
    for _ in range(2):
        assert isinstance(await courier.deliver(ADA, SHOWN), Sent)
    assert sandbox.record.uploaded == {BRIDGE.name: 2}
    assert len(sandbox.messages(ADA)) == 3


async def test_a_missing_file_still_says_the_text(courier: Courier, sandbox: Sandbox) -> None:
    message_id = await courier.reply(ADA, SHOWN)
    assert message_id is not None
    assert [m["text"] for m in sandbox.messages(ADA)] == ["Warm-up"]
    assert await courier.edit(ADA, message_id, replace(SHOWN, text="<b>More</b>")) == message_id
    assert [m["text"] for m in sandbox.messages(ADA)] == ["More"]


@pytest.mark.usefixtures("figures")
async def test_a_chat_that_shows_no_pictures_gets_the_text(courier: Courier, sandbox: Sandbox) -> None:
    owner = sandbox.add_person("Olga", id=7, started=True)
    group = sandbox.add_chat("supergroup", "Harriers", [owner.id], owner.id)
    sandbox.add_member(group.id, "bot", owner.id)
    sandbox.permit(group.id, {"can_send_other_messages": False})
    assert isinstance(await courier.deliver(group.id, SHOWN), Sent)
    assert sandbox.messages(group.id)[-1]["text"] == "Warm-up"


@pytest.mark.usefixtures("figures")
async def test_a_message_changes_between_text_and_pictures(courier: Courier, sandbox: Sandbox) -> None:
    message_id = await courier.reply(ADA, WARM_UP)
    assert message_id is not None
    assert await courier.edit(ADA, message_id, SHOWN) == message_id
    assert await courier.edit(ADA, message_id, replace(SHOWN, text="<b>2</b>"), showing="b1") == message_id
    other = replace(SHOWN, text="<b>3</b>", picture=CLAMSHELL)
    assert await courier.edit(ADA, message_id, other, showing="b1") == message_id
    (shown,) = sandbox.messages(ADA)
    assert (shown["caption"], shown["animation"]["file_name"]) == ("3", "clamshell.mp4")
    assert await courier.edit(ADA, message_id, WARM_UP, showing="c1") != message_id
    assert [m.get("text") for m in sandbox.messages(ADA)] == ["Warm-up"], "the picture is gone"
    methods = [r["method"] for r in sandbox.requests if r["method"] != "getMe"]
    assert methods == [
        "sendMessage",
        "editMessageMedia",
        "editMessageCaption",
        "editMessageMedia",
        "sendMessage",
        "deleteMessage",
    ]


@pytest.mark.usefixtures("figures")
async def test_a_wrong_guess_at_what_is_shown_is_mended(courier: Courier, sandbox: Sandbox) -> None:
    message_id = await courier.reply(ADA, WARM_UP) or 0
    assert await courier.edit(ADA, message_id, replace(SHOWN, text="<b>2</b>"), showing="b1") == message_id
    assert sandbox.messages(ADA)[0]["text"] == "2"
    await courier.edit(ADA, message_id, SHOWN)
    await courier.edit(ADA, message_id, replace(WARM_UP, text="<b>3</b>"))
    assert [m["text"] for m in sandbox.messages(ADA)] == ["3"]


def test_a_picture_is_stored_with_its_delivery() -> None:
    assert Message.from_json(SHOWN.to_json()) == SHOWN
