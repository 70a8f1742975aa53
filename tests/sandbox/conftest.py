"""A sandbox with one person in it, and three ways to be a bot there: PTB's, aiogram's, and plain HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiogram
import aiohttp
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.request import HTTPXRequest

from sandbox import Json, Sandbox

ADA = 1001
Ask = Callable[..., Awaitable[Json]]


async def until(condition: Callable[[], object]) -> None:
    """Wait for something to become true, five seconds at most."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A strict Telegram without flood limits, where Ada has pressed Start."""
    async with Sandbox(limits=False) as opened:
        opened.add_person("Ada", started=True)
        yield opened


@pytest.fixture
async def ptb(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's own client."""
    # Without the certificates of this machine, which take a tenth of a second to read: nothing is encrypted.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    bot = telegram.Bot(
        sandbox.token,
        f"{sandbox.url}/bot",
        f"{sandbox.url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with bot:
        yield bot


@pytest.fixture
async def aio(sandbox: Sandbox) -> AsyncIterator[aiogram.Bot]:
    """aiogram's own client."""
    server = TelegramAPIServer.from_base(sandbox.url)
    bot = aiogram.Bot(sandbox.token, session=AiohttpSession(api=server))
    yield bot
    await bot.session.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Plain HTTP."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ask(sandbox: Sandbox, http: aiohttp.ClientSession) -> Ask:
    """Call a Bot API method with a JSON body; the whole answer."""

    async def call(method: str, **parameters: Any) -> Json:
        url = f"{sandbox.url}/bot{sandbox.token}/{method}"
        async with http.post(url, json=parameters) as response:
            answer: Json = await response.json()
            assert answer.get("error_code", 200) == response.status
            return answer

    return call
