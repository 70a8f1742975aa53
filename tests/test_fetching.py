"""A file that somebody sent: fetched from Telegram as far as it may be, whatever the network does."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import cast

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from bot import transport
from bot.clock import Clock
from bot.courier import Courier
from bot.database import Database
from bot.deliveries import Gate
from bot.transport import AiohttpRequest
from sandbox import Sandbox

ADA = 1001


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as opened:
        opened.add_person("Ada", id=ADA, started=True)
        yield opened


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot(
        sandbox.token,
        base_url=f"{sandbox.url}/bot",
        base_file_url=f"{sandbox.url}/file/bot",
        request=AiohttpRequest(),
    ) as opened:
        yield opened


async def sent_by_ada(sandbox: Sandbox, content: bytes) -> str:
    """A file that she drops into the chat: what the bot knows it by."""
    given = {"file_name": "run.fit", "base64": b64encode(content).decode()}
    sent = await sandbox.say(ADA, document=given)
    return str(sent["document"]["file_id"])


async def test_a_file_that_somebody_sent_is_fetched_as_far_as_it_may_be(bot: Bot, sandbox: Sandbox) -> None:
    # It fetches without a look into its database.
    courier = Courier(bot, cast(Database, None), Clock(), Gate(1000))
    file_id = await sent_by_ada(sandbox, b"x" * 200_000)
    assert await courier.fetch(file_id, 200_000) == b"x" * 200_000
    assert await courier.fetch(file_id, 199_999) is None
    # Of more than 20 MB Telegram gives a bot nothing, and says so.
    huge = await sent_by_ada(sandbox, b"x" * (20 * 2**20 + 1))
    assert await courier.fetch(huge, 2**40) is None
    with pytest.raises(BadRequest):
        await courier.fetch("unknown", 9)


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("200 OK\r\nContent-Length: 1000", b"x" * 400, NetworkError),  # it breaks off
        ("200 OK\r\nTransfer-Encoding: chunked", b"190\r\n" + b"x" * 400 + b"\r\n", NetworkError),
        ("200 OK", b"x" * 900_000, None),  # it never said how much
        ("404 Not Found\r\nContent-Length: 0", b"", NetworkError),
    ],
)
async def test_a_download_that_breaks_off_or_brings_more_than_was_claimed_is_no_file(
    bot: Bot, head: str, body: bytes, found: type[Exception] | None
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/file/bot{bot.token}/run.fit"
        if found is None:
            assert await transport.download(bot, url, 10_000) is None
        else:
            with pytest.raises(found) as raised:
                await transport.download(bot, url, 10_000)
            assert bot.token not in str(raised.value)
