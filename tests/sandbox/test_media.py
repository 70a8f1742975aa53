"""Pictures, animations, documents and albums go up once and are named by id afterwards."""

import struct
import zlib
from typing import Any

import aiogram
import pytest
import telegram
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from sandbox import Sandbox
from tests.sandbox.conftest import ADA, Ask
from tests.sandbox.published import assert_well_formed


def png(width: int = 8, height: int = 6) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + b"\x80" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


GIF = b"GIF89a" + struct.pack("<HH", 20, 10) + b"\x00" * 10


async def test_a_photo_is_uploaded_once_then_sent_by_id_and_downloaded(
    sandbox: Sandbox, ptb: telegram.Bot
) -> None:
    first = await ptb.send_photo(
        ADA, png(), caption="<b>Your week</b>", parse_mode="HTML", filename="chart.png"
    )
    assert first.caption_html == "<b>Your week</b>"
    assert (first.photo[0].width, first.photo[0].height) == (8, 6)
    again = await ptb.send_photo(ADA, first.photo[0].file_id)
    assert again.photo[0].file_unique_id == first.photo[0].file_unique_id
    file = await ptb.get_file(again.photo[0].file_id)
    assert bytes(await file.download_as_bytearray()) == png()
    assert sandbox.requests[1]["parameters"]["photo"] == {
        "file_name": "chart.png",
        "mime_type": "image/png",
        "size": len(png()),
    }
    assert_well_formed(sandbox.requests)


async def test_an_animation_arrives_as_animation_and_document(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot
) -> None:
    message = await ptb.send_animation(ADA, GIF, filename="clamshell.gif", duration=3)
    assert message.animation is not None
    assert message.document is not None
    assert (message.animation.width, message.animation.height) == (20, 10)
    again = await aio.send_animation(ADA, message.animation.file_id, caption="again")
    assert again.animation is not None
    assert again.animation.file_unique_id == message.animation.file_unique_id
    moved = await aio.edit_message_media(
        InputMediaPhoto(media=BufferedInputFile(png(), "p.png"), caption="now a photo"),
        chat_id=ADA,
        message_id=again.message_id,
    )
    assert isinstance(moved, aiogram.types.Message)
    assert moved.photo
    assert (moved.animation, moved.caption) == (None, "now a photo")
    assert_well_formed(sandbox.requests)


async def test_documents_stickers_and_albums(sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot) -> None:
    document = await aio.send_document(ADA, BufferedInputFile(b"all your data", "export.json"))
    assert document.document is not None
    assert document.document.file_name == "export.json"
    sticker = (await sandbox.say(ADA, sticker=True))["sticker"]
    assert (await ptb.send_sticker(ADA, sticker["file_id"])).sticker is not None
    album = await aio.send_media_group(
        ADA,
        [
            InputMediaPhoto(media=BufferedInputFile(png(), "1.png"), caption="first"),
            InputMediaPhoto(media=BufferedInputFile(png(9, 9), "2.png")),
        ],
    )
    assert [bool(message.photo) for message in album] == [True, True]
    assert album[0].media_group_id == album[1].media_group_id
    mixed: list[Any] = [
        InputMediaPhoto(media=album[0].photo[0].file_id),  # type: ignore[index]
        InputMediaDocument(media=document.document.file_id),
    ]
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="can't be mixed"):
        await aio.send_media_group(ADA, mixed)
    assert_well_formed(sandbox.requests)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "File must be non-empty"),
        (b"not a picture", "Image_process_failed"),
        (png(9000, 2000), "Photo_invalid_dimensions"),
        (png(2100, 100), "Photo_invalid_dimensions"),
    ],
)
async def test_a_bad_photo_is_refused(ptb: telegram.Bot, content: bytes, words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        await ptb.send_photo(ADA, telegram.InputFile(content, "x.png"))


async def test_wrong_file_ids_are_refused(sandbox: Sandbox, ptb: telegram.Bot, ask: Ask) -> None:
    photo = (await sandbox.say(ADA, photo=True))["photo"][0]["file_id"]
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        await ptb.send_photo(ADA, "AgACnothing")
    with pytest.raises(BadRequest, match="Can't use file of type photo as animation"):
        await ptb.send_animation(ADA, photo)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await ptb.get_file("AgACnothing")
    assert "there is no photo" in (await ask("sendPhoto", chat_id=ADA))["description"]
    assert "is not in the request" in (await ask("sendPhoto", chat_id=ADA, photo="attach://x"))["description"]


async def test_a_caption_has_1024_units_at_most(ptb: telegram.Bot, sandbox: Sandbox) -> None:
    photo = (await sandbox.say(ADA, photo=True))["photo"][0]["file_id"]
    sent = await ptb.send_photo(ADA, photo, caption="😀" * 512)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await ptb.send_photo(ADA, photo, caption="😀" * 513)
    edited = await ptb.edit_message_caption(ADA, sent.message_id, caption="short")
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "short"
    text = await ptb.send_message(ADA, "x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await ptb.edit_message_caption(ADA, text.message_id, caption="short")
