"""What became of a call: each fault of Telegram and the network gives its own outcome, over our transport."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from telegram import Bot

from bot import transport
from bot.clock import Clock
from bot.courier import UNKNOWN, Courier
from bot.database import Database, Row, open_database
from bot.deliveries import (
    Button,
    Gone,
    Made,
    Message,
    Moved,
    Outcome,
    Picture,
    Refused,
    Sent,
    TryLater,
    Unsure,
)
from bot.transport import AiohttpRequest
from sandbox import Sandbox
from sandbox.files import Files
from tests.conftest import import_every_table, settings_for
from tests.flows.rough import log_kept

ADA = 1001


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as opened:
        opened.add_person("Ada", id=ADA, started=True)
        yield opened


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Database]:
    """A database of its own for what was uploaded."""
    import_every_table()
    database = open_database(settings_for(f"sqlite:///{tmp_path}/shelf.sqlite3"))
    async with database.engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
async def courier(sandbox: Sandbox, shelf: Database, tmp_path: Path) -> AsyncIterator[Courier]:
    async with _bot(sandbox) as bot:
        yield Courier(bot, shelf, Clock(), tmp_path)


def _bot(sandbox: Sandbox) -> Bot:
    return Bot(sandbox.token, base_url=f"{sandbox.url}/bot", request=AiohttpRequest())


WARM_UP = Message("<b>Warm-up</b>", ((Button("Done", "routine:1:done"),),))


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
    courier = Courier(Bot(closed.token, base_url, request=request), shelf, Clock())
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


MP4 = b"\0\0\0\x18ftypisom" + bytes(64)
BRIDGE = Picture("bridge.mp4", "b1", 640, 480, 2.96)
CLAMSHELL = Picture("clamshell.mp4", "c1", 640, 480, 3.0)
SHOWN = replace(WARM_UP, picture=BRIDGE)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Where the courier finds its pictures."""
    for n, picture in enumerate((BRIDGE, CLAMSHELL)):
        (tmp_path / picture.name).write_bytes(MP4 + bytes([n]))
    return tmp_path


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
    async with _bot(sandbox) as bot:
        again = Courier(bot, shelf, Clock(), tmp_path)
        assert isinstance(await again.deliver(ADA, SHOWN), Sent)
        unique_id = sandbox.messages(ADA)[0]["animation"]["file_unique_id"]
        assert await Courier(bot, shelf, Clock(), tmp_path).pictures.digest_of(unique_id) == "b1"
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


def png(grey: int) -> bytes:
    Image.new("L", (8, 8), grey).save(out := BytesIO(), "PNG")
    return out.getvalue()


def refuse() -> bytes:
    raise ZeroDivisionError("4 of 10 on Tuesday")


CHART = replace(WARM_UP, made=Made("progress.png", lambda: png(9), is_photo=True))
UNDRAWN = replace(WARM_UP, made=Made("progress.png", refuse, is_photo=True))


async def test_what_is_made_goes_as_a_photo_or_a_document_under_its_name(
    courier: Courier, sandbox: Sandbox
) -> None:
    asked_from = await courier.reply(ADA, CHART) or 0
    await courier.edit(ADA, asked_from, replace(WARM_UP, made=Made("report.pdf", lambda: b"%PDF-1.7")))
    photo, document = sandbox.messages(ADA)
    assert photo["photo"]
    assert photo["caption"] == document["caption"] == "Warm-up"
    assert document["document"]["file_name"] == "report.pdf"


async def test_what_has_no_room_in_one_document_comes_in_several_with_the_same_words(
    courier: Courier, sandbox: Sandbox
) -> None:
    more = iter([b"two", b"three", None])
    made = Made("copy.zip", lambda: b"one", more=lambda: next(more))
    last_id = await courier.reply(ADA, replace(WARM_UP, made=made))
    sent = sandbox.messages(ADA)
    assert [it["document"]["file_name"] for it in sent] == ["copy.zip", "copy-2.zip", "copy-3.zip"]
    assert {it["caption"] for it in sent} == {"Warm-up"}
    assert sent[-1]["message_id"] == last_id


async def test_a_message_changes_between_text_and_photos(courier: Courier, sandbox: Sandbox) -> None:
    message_id = await courier.reply(ADA, WARM_UP) or 0
    assert await courier.edit(ADA, message_id, CHART) == message_id
    first = sandbox.messages(ADA)[0]["photo"]
    darker = replace(CHART, text="<b>Dark</b>", made=Made("progress.png", lambda: png(200), is_photo=True))
    assert await courier.edit(ADA, message_id, darker, showing=UNKNOWN) == message_id
    (shown,) = sandbox.messages(ADA)
    assert (shown["caption"], shown["photo"] != first) == ("Dark", True)
    said_id = await courier.edit(ADA, message_id, WARM_UP, showing=UNKNOWN)
    assert said_id != message_id
    assert [m.get("text") for m in sandbox.messages(ADA)] == ["Warm-up"], "the photo is gone"


async def test_a_drawing_that_fails_still_says_the_text_and_logs_nothing_of_it(
    courier: Courier, sandbox: Sandbox
) -> None:
    with log_kept("ERROR") as logged:
        message_id = await courier.reply(ADA, UNDRAWN) or 0
        assert await courier.edit(ADA, message_id, replace(UNDRAWN, text="<b>2</b>")) == message_id
        shown_id = await courier.reply(ADA, CHART) or 0
        await courier.edit(ADA, shown_id, replace(UNDRAWN, text="<b>3</b>"), showing=UNKNOWN)
    assert [m.get("text") for m in sandbox.messages(ADA)] == ["2", "3"]
    lines = logged.getvalue().splitlines()
    assert ["photo.not_made" in line for line in lines] == [True] * 3
    assert "Tuesday" not in logged.getvalue()


async def test_a_photo_that_telegram_refuses_still_says_the_text(courier: Courier, sandbox: Sandbox) -> None:
    group = sandbox.add_chat("supergroup", "Harriers", [ADA], ADA).id
    sandbox.add_member(group, "bot", ADA)
    sandbox.permit(group, {"can_send_photos": False})
    assert await courier.reply(group, CHART)
    assert sandbox.messages(group)[-1]["text"] == "Warm-up"


async def test_a_document_that_cannot_be_made_is_not_said_to_be_there(
    courier: Courier, sandbox: Sandbox
) -> None:
    with pytest.raises(ZeroDivisionError):
        await courier.reply(ADA, replace(WARM_UP, made=Made("report.pdf", refuse)))
    assert sandbox.messages(ADA) == []


def test_a_picture_is_stored_with_its_delivery() -> None:
    assert Message.from_json(SHOWN.to_json()) == SHOWN
