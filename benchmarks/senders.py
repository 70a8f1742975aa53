"""One way to send many messages, timed in a process of its own: `python -m benchmarks.senders <way> …`."""

import asyncio
import sys
import time
import warnings
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot import content, deliveries, logs
from bot.app import WORDS
from bot.clock import Clock
from bot.courier import Courier
from bot.database import open_database
from bot.deliveries import Gate
from bot.memory import keep_what_stays
from bot.send_line import SendLine
from bot.settings import Settings
from bot.ticks import Ticks
from bot.transport import AiohttpRequest
from bot.vault import Vault
from bot.wording.words import Dictionary
from sandbox import DEFAULT_TOKEN

FIRST_CHAT = 10_000
# As long, and with as many buttons, as a push of ours.
TEXT = "<b>Strength A</b>\n" + "\n".join(f"{n}. An exercise, 2 x 10 each side, hold 2 s" for n in range(1, 8))
LABELS = ("Start", "Done", "Later", "Not today", "Something else", "Short one")
AT_ONCE = 100

# Seconds on the wall, and seconds of CPU that this process used: these hardly change where others use the
# machine too.
Timed = tuple[float, float]


def _now() -> Timed:
    return time.perf_counter(), time.process_time()


def _since(began: Timed) -> Timed:
    wall, cpu = _now()
    return wall - began[0], cpu - began[1]


async def ours(url: str, count: int, rate: int, database_url: str, key: str) -> Timed:
    """The whole line: plan, claim, send, record. The runners are due in the database already."""
    settings = Settings(database_url=database_url)
    database, vault, clock = open_database(settings), Vault(key), Clock()
    bot = Bot(DEFAULT_TOKEN, base_url=f"{url}/bot", request=AiohttpRequest())
    await bot.initialize()
    gate = Gate(rate)
    courier = Courier(bot, database, clock, gate)
    ticks = Ticks(database, vault, content.load(content.FOLDER), Dictionary(WORDS), clock)
    line = SendLine(database, vault, clock, courier.deliver, rate, gate)
    keep_what_stays()
    began = _now()
    planning = asyncio.create_task(ticks.plan())
    while not planning.done():
        await line.send()
        await asyncio.sleep(0.01)
    await planning
    await line.send()
    await line.settle()
    took = _since(began)
    await bot.shutdown()
    async with database.begin() as session:
        sent = (await deliveries.stats(session, clock.now())).kinds["routine"].sent
    await database.close()
    if sent != count:
        raise RuntimeError(f"{sent} of {count} messages were sent")
    return took


async def ptb_gather(url: str, count: int, rate: int) -> Timed:
    """python-telegram-bot's own Bot, a hundred at a time with gather."""
    return await _ptb(Bot(DEFAULT_TOKEN, base_url=f"{url}/bot"), count)


async def ptb_limited(url: str, count: int, rate: int) -> Timed:
    """python-telegram-bot with its AIORateLimiter; a rate of 0 switches its pace off."""
    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1 if rate else 0, max_retries=9)
    bot = ExtBot(
        DEFAULT_TOKEN,
        base_url=f"{url}/bot",
        rate_limiter=limiter,
        request=HTTPXRequest(connection_pool_size=256),
    )
    return await _ptb(bot, count)


async def _ptb(bot: Bot, count: int) -> Timed:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in LABELS])
    await bot.initialize()

    async def send(chat_id: int) -> None:
        await bot.send_message(chat_id, TEXT, parse_mode="HTML", reply_markup=markup)

    began = _now()
    for first in range(0, count, AT_ONCE):
        await asyncio.gather(*(send(FIRST_CHAT + n) for n in range(first, min(first + AT_ONCE, count))))
    took = _since(began)
    await bot.shutdown()
    return took


async def aiogram(url: str, count: int, rate: int) -> Timed:
    """The broadcaster loop of aiogram's examples, one after the other, without its pause."""
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=label)] for label in LABELS]
    )
    async with AiogramBot(DEFAULT_TOKEN, session=session) as bot:
        await bot.send_message(FIRST_CHAT, TEXT, parse_mode="HTML", reply_markup=markup)
        began = _now()
        for n in range(count):
            await bot.send_message(FIRST_CHAT + n, TEXT, parse_mode="HTML", reply_markup=markup)
        return _since(began)


WAYS: dict[str, Callable[..., Coroutine[Any, Any, Timed]]] = {
    "ours": ours,
    "ptb_gather": ptb_gather,
    "ptb_limited": ptb_limited,
    "aiogram": aiogram,
}


def main() -> None:
    """Prints the seconds, of the wall and of CPU, that sending `count` messages at `rate` a second took."""
    way, url, count, rate, *more = sys.argv[1:]
    logs.set_up("ERROR")
    warnings.simplefilter("ignore")
    # What each of them is run with by those who use it.
    run = uvloop.run if way == "ours" else asyncio.run
    wall, cpu = run(WAYS[way](url, int(count), int(rate), *more))
    sys.stdout.write(f"{wall} {cpu}\n")


if __name__ == "__main__":
    main()
