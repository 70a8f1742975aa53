"""A bot may write only to those who started it, have not blocked it, and are still there."""

import pytest
import telegram
from telegram.error import Forbidden

from sandbox import Impossible, Sandbox
from tests.sandbox.conftest import ADA


async def test_a_bot_cannot_open_a_chat(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    bruno = sandbox.add_person("Bruno").id
    with pytest.raises(Forbidden, match="can't initiate conversation with a user"):
        await ptb.send_message(bruno, "hello")
    await sandbox.say(bruno, "/start")
    assert (await ptb.send_message(bruno, "hello")).chat.id == bruno


async def test_blocking_and_unblocking_are_told(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    sandbox.block(ADA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(ADA, "hello")
    await sandbox.say(ADA, "/start")
    blocked, unblocked, start = await ptb.get_updates()
    assert blocked.my_chat_member is not None
    assert unblocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.difference()["status"] == ("kicked", "member")
    assert start.message is not None
    assert (await ptb.send_message(ADA, "hello")).text == "hello"


async def test_a_deleted_account_is_gone_for_good(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    group = sandbox.add_chat("group", "Harbour Harriers", [ADA], owner=ADA)
    sandbox.delete_person(ADA)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await ptb.send_message(ADA, "hello")
    with pytest.raises(Impossible, match="deleted this account"):
        await sandbox.say(ADA, "boo")
    assert ADA not in group.members


async def test_people_send_all_kinds_and_edit_their_texts(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    await sandbox.say(ADA, location={"latitude": 52.52, "longitude": 13.405})
    await sandbox.say(ADA, sticker=True)
    await sandbox.say(ADA, photo=True)
    await sandbox.say(ADA, voice=True)
    await sandbox.say(ADA, document={"file_name": "a.csv", "base64": "YSxi"})
    typed = await sandbox.say(ADA, "seven")
    await sandbox.edit(ADA, typed["message_id"], "7:15")
    *messages, edited = await ptb.get_updates()
    location, sticker, photo, voice, document, _ = [update.message for update in messages]
    assert location is not None
    assert location.location is not None
    assert sticker is not None
    assert sticker.sticker is not None
    assert photo is not None
    assert photo.photo
    assert voice is not None
    assert voice.voice is not None
    assert document is not None
    assert document.document is not None
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"a,b"
    assert edited.edited_message is not None
    assert edited.edited_message.text == "7:15"


async def test_people_cannot_do_what_telegram_does_not_let_them(sandbox: Sandbox) -> None:
    bruno = sandbox.add_person("Bruno").id
    group = sandbox.add_chat("group", "Harbour Harriers", [ADA], owner=ADA).id
    for wrong in (
        sandbox.say(bruno, "hello", chat_id=ADA),
        sandbox.say(bruno, "hello", chat_id=group),
        sandbox.say(ADA, "hello", chat_id=group, anonymous=True),
        sandbox.say(ADA, "   "),
        sandbox.say(ADA, "x" * 4097),
        sandbox.say(ADA),
        sandbox.say(77, "hello"),
    ):
        with pytest.raises(Impossible):
            await wrong
