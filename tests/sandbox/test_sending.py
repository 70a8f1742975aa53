"""Messages of the bot arrive as Telegram shapes them; what Telegram refuses is refused in its words."""

from typing import Any

import aiogram
import pytest
import telegram
from telegram.error import BadRequest

from sandbox import Sandbox
from tests.sandbox.conftest import ADA, Ask
from tests.sandbox.published import assert_well_formed

BUTTON = {"text": "Start", "callback_data": "start:1"}


async def test_both_clients_read_a_formatted_message_back(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot
) -> None:
    text = "<b>Warm-up</b> 🏃 &lt;today&gt;"
    keyboard = telegram.InlineKeyboardMarkup(
        [[telegram.InlineKeyboardButton("Start", callback_data="start:1")]]
    )
    by_ptb = await ptb.send_message(ADA, text, parse_mode="HTML", reply_markup=keyboard)
    by_aio = await aio.send_message(ADA, text, parse_mode="HTML")
    assert by_ptb.text == by_aio.text == "Warm-up 🏃 <today>"
    assert by_ptb.text_html == by_aio.html_text == text
    assert by_ptb.reply_markup == keyboard
    assert by_ptb.message_id < by_aio.message_id
    assert by_ptb.from_user is not None
    assert by_ptb.from_user.id == ptb.id
    assert [message["text"] for message in sandbox.messages(ADA)] == [by_ptb.text, by_aio.text]
    assert_well_formed(sandbox.requests)


async def test_parameters_come_by_query_form_json_and_multipart(sandbox: Sandbox, ask: Ask) -> None:
    import aiohttp

    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    form = aiohttp.FormData({"chat_id": "1001", "text": "multipart", "disable_notification": "true"})
    form.add_field("reply_markup", '{"remove_keyboard": true}', content_type="application/json")
    async with aiohttp.ClientSession() as http:
        assert (await http.get(url, params={"chat_id": ADA, "text": "query"})).status == 200
        assert (await http.post(url, data={"chat_id": ADA, "text": "form"})).status == 200
        assert (await http.post(url, data=form)).status == 200
    assert (await ask("SENDMESSAGE", chat_id=ADA, text="json"))["ok"]
    assert [message["text"] for message in sandbox.messages(ADA)] == ["query", "form", "multipart", "json"]
    assert sandbox.requests[2]["parameters"] == {
        "chat_id": ADA,
        "text": "multipart",
        "disable_notification": True,
        "reply_markup": {"remove_keyboard": True},
    }
    assert_well_formed(sandbox.requests)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag",
        ),
        ({"text": "*x*", "parse_mode": "MarkdownV2"}, "can't parse entities: this sandbox reads HTML only"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": "@nowhere"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "message_thread_id": 9}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "colour": "red"}, "unknown parameter in sendMessage: colour"),
        ({"text": 5}, "parameter text of sendMessage must be a text"),
        (
            {"text": "x", "disable_notification": "maybe"},
            "parameter disable_notification of sendMessage must be a flag",
        ),
        ({"text": "x", "reply_markup": "{"}, "parameter reply_markup of sendMessage must be a object"),
    ],
)
async def test_what_telegram_refuses_is_refused(ask: Ask, parameters: dict[str, Any], words: str) -> None:
    answer = await ask("sendMessage", **({"chat_id": ADA} | parameters))
    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ({"inline_keyboard": [[{"text": "x", "callback_data": "é" * 33}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x"}]]}, "Text buttons are unallowed"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'Can\'t find field "text"'),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}, "text must be non-empty"),
        ({"inline_keyboard": [[{"text": "x", "url": "ftp://a.example"}]]}, "inline keyboard button URL"),
        ({"inline_keyboard": [[{"text": "x", "url": "http://localhost"}]]}, "inline keyboard button URL"),
        ({"inline_keyboard": [BUTTON]}, "can't parse reply markup"),
        ({"inline_keyboard": [[BUTTON] * 101]}, "reply markup is too long"),
        ({"inline_keyboard": [[BUTTON | {"colour": "red"}]]}, "can't parse inline keyboard button"),
        ({"keyboard": []}, "reply keyboard must be non-empty"),
        ({"keyboard": [[{"text": "x", "data": "y"}]]}, "can't parse keyboard button"),
        ({"buttons": []}, "can't parse reply markup"),
        ([], "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_a_bad_keyboard_is_refused(ask: Ask, markup: object, words: str) -> None:
    answer = await ask("sendMessage", chat_id=ADA, text="x", reply_markup=markup)
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_64_bytes_of_callback_data_and_4096_units_of_text_are_fine(ask: Ask) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "é" * 32}]]}
    assert (await ask("sendMessage", chat_id=ADA, text="😀" * 2048, reply_markup=markup))["ok"]
    tagged = "<b>" + "x" * 4096 + "</b>"
    assert (await ask("sendMessage", chat_id=ADA, text=tagged, parse_mode="HTML"))["ok"]


async def test_unknown_parameters_are_recorded_and_pass_when_not_strict() -> None:
    import aiohttp

    async with Sandbox(strict=False) as lenient, aiohttp.ClientSession() as http:
        lenient.add_person("Ada", started=True)
        url = f"{lenient.url}/bot{lenient.token}/sendMessage"
        async with http.post(url, json={"chat_id": ADA, "text": "x", "colour": "red"}) as response:
            assert response.status == 200
        assert lenient.requests[0]["unknown"] == ["colour"]
        with pytest.raises(AssertionError, match="colour"):
            assert_well_formed(lenient.requests)


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(sandbox: Sandbox, ask: Ask) -> None:
    assert await ask("sendPigeon") == {"ok": False, "error_code": 404, "description": "Not Found"}
    stranger = telegram.Bot("123456:WRONG", f"{sandbox.url}/bot")
    with pytest.raises(telegram.error.InvalidToken):
        await stranger.initialize()
    assert sandbox.requests[-1]["token_ok"] is False
    assert sandbox.requests[-1]["status"] == 401
    await stranger.shutdown()


async def test_a_text_is_edited_once_and_not_into_itself(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    message = await ptb.send_message(ADA, "<b>one</b>", parse_mode="HTML")
    edited = await ptb.edit_message_text("two", ADA, message.message_id)
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.entities, edited.message_id) == ("two", (), message.message_id)
    assert edited.edit_date is not None
    with pytest.raises(
        BadRequest, match="Message is not modified: specified new message content and reply markup"
    ):
        await ptb.edit_message_text("<i></i>two ", ADA, message.message_id, parse_mode="HTML")
    assert len(sandbox.messages(ADA)) == 1


async def test_buttons_are_changed_and_taken_away(ptb: telegram.Bot) -> None:
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", callback_data="go")]])
    message = await ptb.send_message(ADA, "x")
    edited = await ptb.edit_message_reply_markup(ADA, message.message_id, reply_markup=keyboard)
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup == keyboard
    assert (await ptb.edit_message_text("y", ADA, message.message_id)).reply_markup is None  # type: ignore[union-attr]
    with pytest.raises(BadRequest, match="not modified"):
        await ptb.edit_message_reply_markup(ADA, message.message_id)


async def test_only_messages_of_its_own_that_are_there_can_be_edited(
    sandbox: Sandbox, ptb: telegram.Bot
) -> None:
    theirs = await sandbox.say(ADA, "mine")
    photo = await sandbox.say(ADA, photo=True)
    mine = await ptb.send_photo(ADA, photo["photo"][0]["file_id"])
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await ptb.edit_message_text("x", ADA, theirs["message_id"])
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await ptb.edit_message_text("x", ADA, 999)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await ptb.edit_message_text("x", ADA, mine.message_id)
    text = await ptb.send_message(ADA, "x")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await ptb.edit_message_text("x" * 4097, ADA, text.message_id)


async def test_a_message_with_a_reply_keyboard_stays_as_it_is(ptb: telegram.Bot) -> None:
    message = await ptb.send_message(ADA, "x", reply_markup=telegram.ReplyKeyboardMarkup([["Share"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await ptb.edit_message_text("y", ADA, message.message_id)


async def test_ready_made_entities_must_lie_within_the_text(ptb: telegram.Bot) -> None:
    bold = telegram.MessageEntity("bold", 2, 3)
    message = await ptb.send_message(ADA, "a bold one", entities=[bold])
    assert message.text_html == "a <b>bol</b>d one"
    with pytest.raises(BadRequest, match="ends after the end of the text at utf-16 offset 4"):
        await ptb.send_message(ADA, "a bo", entities=[bold])


async def test_messages_are_deleted_copied_and_forwarded(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    said = await sandbox.say(ADA, "hello")
    forwarded = await ptb.forward_message(ADA, ADA, said["message_id"])
    assert isinstance(forwarded.forward_origin, telegram.MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == ADA
    copied = await ptb.copy_message(ADA, ADA, said["message_id"])
    assert sandbox.messages(ADA)[-1]["message_id"] == copied.message_id
    assert await ptb.delete_message(ADA, copied.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await ptb.delete_message(ADA, copied.message_id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await ptb.copy_message(ADA, ADA, copied.message_id)
    assert await ptb.delete_messages(ADA, [said["message_id"], said["message_id"], 999])
    assert [message["message_id"] for message in sandbox.messages(ADA)] == [forwarded.message_id]


async def test_a_reply_carries_what_it_replies_to(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    said = await sandbox.say(ADA, "hello")
    parameters = telegram.ReplyParameters(said["message_id"])
    reply = await ptb.send_message(ADA, "hi", reply_parameters=parameters)
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "hello"
    gone = telegram.ReplyParameters(999, allow_sending_without_reply=True)
    assert (await ptb.send_message(ADA, "hi", reply_parameters=gone)).reply_to_message is None


async def test_typing_locations_and_polls(sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot) -> None:
    assert await ptb.send_chat_action(ADA, "typing")
    place = await aio.send_location(ADA, 52.5, 13.4)
    assert place.location is not None
    assert place.location.latitude == 52.5
    poll = await ptb.send_poll(ADA, "How hard was it?", ["Easy", "Hard"], is_anonymous=False)
    assert poll.poll is not None
    sandbox.vote(ADA, poll.poll.id, [1])
    updates = await ptb.get_updates()
    assert [update.poll_answer.option_ids for update in updates if update.poll_answer] == [(1,)]
    stopped = await aio.stop_poll(ADA, poll.message_id)
    assert stopped.is_closed
    assert [option.voter_count for option in stopped.options] == [0, 1]
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await ptb.stop_poll(ADA, poll.message_id)
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await ptb.send_chat_action(ADA, "dancing")
    assert_well_formed(sandbox.requests[:-1])
