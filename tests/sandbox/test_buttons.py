"""Pressed buttons reach the bot, and an answer counts once and in time."""

import asyncio

import aiogram
import aiohttp
import pytest
import telegram
from telegram.error import BadRequest

from sandbox import Impossible, Sandbox
from tests.sandbox.conftest import ADA

TOO_LATE = "Query is too old and response timeout expired or query id is invalid"


def keyboard(*labels: str) -> telegram.InlineKeyboardMarkup:
    """A row of buttons that carry their label in small letters."""
    row = [telegram.InlineKeyboardButton(label, callback_data=label.lower()) for label in labels]
    return telegram.InlineKeyboardMarkup([row])


async def next_query(ptb: telegram.Bot) -> telegram.CallbackQuery:
    """The next pressed button."""
    (update,) = await ptb.get_updates(timeout=5)
    assert update.callback_query is not None
    await ptb.get_updates(offset=update.update_id + 1)
    return update.callback_query


async def test_a_pressed_button_gets_its_answer(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    await ptb.send_message(ADA, "old", reply_markup=keyboard("Done"))
    newest = await ptb.send_message(ADA, "new", reply_markup=keyboard("Start", "Done"))
    pressing = asyncio.create_task(sandbox.press(ADA, "Done"))
    query = await next_query(ptb)
    assert (query.data, query.from_user.id) == ("done", ADA)
    assert isinstance(query.message, telegram.Message)
    assert query.message.message_id == newest.message_id
    assert query.message.text == "new"
    await query.answer("Well done", show_alert=True)
    pressed = await pressing
    assert pressed["answer"] == {"text": "Well done", "show_alert": True, "url": None}
    assert 0 < pressed["answered_after"] < 5


async def test_a_second_answer_is_refused(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    await ptb.send_message(ADA, "x", reply_markup=keyboard("Done"))
    pressing = asyncio.create_task(sandbox.press(ADA, "done"))
    query = await next_query(ptb)
    await query.answer()
    with pytest.raises(BadRequest, match=TOO_LATE):
        await query.answer()
    assert (await pressing)["answer"] == {"text": None, "show_alert": False, "url": None}


async def test_a_late_answer_is_refused(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    sandbox.world.late_after = 0.0
    await ptb.send_message(ADA, "x", reply_markup=keyboard("Done"))
    pressing = asyncio.create_task(sandbox.press(ADA, "Done", wait_for=0.2))
    query = await next_query(ptb)
    with pytest.raises(BadRequest, match=TOO_LATE):
        await query.answer()
    assert await pressing == {"answer": None, "answered_after": None}


async def test_an_invented_query_and_a_long_answer_are_refused(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    with pytest.raises(BadRequest, match=TOO_LATE):
        await ptb.answer_callback_query("12345")
    message = await ptb.send_message(ADA, "x", reply_markup=keyboard("Done"))
    pressing = asyncio.create_task(sandbox.press(ADA, "forged", message.message_id))
    query = await next_query(ptb)
    assert query.data == "forged"
    with pytest.raises(BadRequest, match="Message_too_long"):
        await query.answer("x" * 201)
    await query.answer("x" * 200)
    await pressing


async def test_a_button_of_a_deleted_message_names_a_message_out_of_reach(
    sandbox: Sandbox, aio: aiogram.Bot
) -> None:
    # Asked through aiogram: python-telegram-bot 22.8 reads such a message as an ordinary one of 1970.
    message = await aio.send_message(ADA, "x")
    await aio.delete_message(ADA, message.message_id)
    pressing = asyncio.create_task(sandbox.press(ADA, "done", message.message_id))
    (update,) = await aio.get_updates(timeout=5)
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, aiogram.types.InaccessibleMessage)
    await aio.answer_callback_query(update.callback_query.id)
    assert (await pressing)["answer"] is not None


async def test_there_is_no_pressing_what_is_not_there(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    await ptb.send_message(ADA, "x", reply_markup=keyboard("Done"))
    with pytest.raises(Impossible, match="there are \\['Done'\\]"):
        await sandbox.press(ADA, "Skip")


async def test_a_button_is_pressed_by_row_and_column_and_a_link_opens(
    sandbox: Sandbox, ptb: telegram.Bot, http: aiohttp.ClientSession
) -> None:
    link = telegram.InlineKeyboardButton("Source", url="https://a.example/paper")
    done = telegram.InlineKeyboardButton("Done", callback_data="done")
    message = await ptb.send_message(ADA, "x", reply_markup=telegram.InlineKeyboardMarkup([[link], [done]]))
    url = f"{sandbox.url}/api/chats/{ADA}/press"
    place = {"from": ADA, "message_id": message.message_id, "row": 0, "column": 0}
    async with http.post(url, json=place) as response:
        assert (await response.json())["answer"]["url"] == "https://a.example/paper"
    pressing = asyncio.create_task(http.post(url, json=place | {"row": 1}))
    await (await next_query(ptb)).answer("ok")
    assert (await (await pressing).json())["answer"]["text"] == "ok"
    async with http.post(url, json=place | {"row": 5}) as response:
        assert response.status == 400
        assert await response.json() == {"error": "there is no such button"}
