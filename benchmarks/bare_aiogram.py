"""A bare bot on aiogram with nothing set: `python -m benchmarks.bare_aiogram [messages a second]`.

It does what the one on python-telegram-bot does.
"""

import asyncio
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.bare import BULK, BULK_CHATS, BUTTONS

MARKUP = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data)] for label, data in BUTTONS]
)


async def said(message: Message) -> None:
    """A text comes back, a command with buttons."""
    if message.text:
        await message.answer(message.text, reply_markup=MARKUP if message.text[0] == "/" else None)


async def pressed(query: CallbackQuery) -> None:
    """The spinner ends and the message changes."""
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"pressed {query.id}", reply_markup=MARKUP)


async def send_bulk(bot: Bot, rate: int) -> None:
    """Sends at the rate that was asked for until the process ends."""
    for chat_id in BULK_CHATS:
        await bot.send_message(chat_id, BULK)
        await asyncio.sleep(1 / rate)


async def main() -> None:
    """Polls until it is terminated."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot, dispatcher = Bot(os.environ["BOT_TOKEN"], session=session), Dispatcher()
    dispatcher.message.register(said)
    dispatcher.callback_query.register(pressed)
    sending = asyncio.create_task(send_bulk(bot, int(sys.argv[1]))) if len(sys.argv) > 1 else None
    await dispatcher.start_polling(bot, polling_timeout=30)
    if sending:
        sending.cancel()


if __name__ == "__main__":
    asyncio.run(main())
