"""What is made while it is sent: a chart as a photo, papers as documents, and the text where that fails."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.courier import UNKNOWN, Courier
from bot.deliveries import (
    Made,
)
from sandbox import Sandbox
from tests.courier.messages import ADA, WARM_UP
from tests.flows.rough import log_kept


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
