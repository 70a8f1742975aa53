"""A bare bot on python-telegram-bot with nothing set: `python -m benchmarks.bare_ptb [messages a second]`.

It says texts again; it answers a pressed button and changes the message, as one must, and keeps nothing.
A number makes it send to other chats at that rate meanwhile, by a loop and a pause as most bots do.
"""

import asyncio
import os
import sys
import warnings
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from benchmarks.bare import BULK, BULK_CHATS, BUTTONS

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label, data in BUTTONS])


async def said(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """A text comes back, a command with buttons."""
    message = update.message
    if message and message.text:
        await message.reply_text(message.text, reply_markup=MARKUP if message.text[0] == "/" else None)


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """The spinner ends and the message changes."""
    query = update.callback_query
    if query:
        await query.answer()
        await query.edit_message_text(f"pressed {query.id}", reply_markup=MARKUP)


async def send_bulk(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Sends at the rate that was asked for until the process ends."""
    rate = int(sys.argv[1])

    async def send() -> None:
        for chat_id in BULK_CHATS:
            await application.bot.send_message(chat_id, BULK)
            await asyncio.sleep(1 / rate)

    application.bot_data["bulk"] = asyncio.create_task(send())


def main() -> None:
    """Polls until it is terminated."""
    warnings.simplefilter("ignore")
    builder = ApplicationBuilder().token(os.environ["BOT_TOKEN"])
    builder.base_url(f"{os.environ['TELEGRAM_API_URL']}/bot")
    if len(sys.argv) > 1:
        builder.post_init(send_bulk)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, said))
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling(timeout=30)


if __name__ == "__main__":
    main()
