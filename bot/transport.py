"""python-telegram-bot's request seam on aiohttp: six times the messages a second of its default."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

import aiohttp
from telegram import Bot
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Together shorter than the lease of a delivery (deliveries.LEASE).
CONNECT_WITHIN_S = 10.0
ANSWER_WITHIN_S = 20.0
UPLOAD_WITHIN_S = 20.0
POLL_FOR_S = 30

_JSON = {"Content-Type": "application/json"}


class NotConnected(NetworkError):
    """Telegram could not be reached; nothing was sent."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """Parameters that are JSON already, in the place of the library's RequestData."""

    parameters: dict[str, Any]
    contains_files: bool = False


async def call(bot: Bot, method: str, parameters: dict[str, Any]) -> Any:
    """One call with plain JSON and its plain result; raises what the library's own methods raise.

    For what is sent by the thousand: the library would check each parameter and make an object of what was
    sent, with a hundred attributes of which one is read. That was half of what sending a message cost.
    """
    # post() makes errors of bad answers and hands what it is given to do_request below, unread.
    plain = cast(RequestData, _Plain({name: it for name, it in parameters.items() if it is not None}))
    return await bot.request.post(f"{bot.base_url}/{method}", plain)


async def download(bot: Bot, url: str, at_most: int) -> bytes | None:
    """A file that lies at Telegram, or None where it is more than `at_most` bytes."""
    return await cast(AiohttpRequest, bot.request).download(url, at_most)


class AiohttpRequest(BaseRequest):
    """One pool of connections. Raises NotConnected when surely nothing was sent, else PTB's own errors."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._token_is_good = False

    def trust_token(self) -> None:
        """The token has worked: an answer that denies it is a passing fault from here on."""
        self._token_is_good = True

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer; getUpdates adds its own long poll to it."""
        return ANSWER_WITHIN_S

    async def initialize(self) -> None:
        """Opens the pool, inside the running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, ttl_dns_cache=300, keepalive_timeout=30
                )
            )

    async def shutdown(self) -> None:
        """Closes every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP call. PTB says the read timeout of a long poll and leaves the others to us."""
        if self._session is None:
            raise RuntimeError("the transport was used before initialize()")
        read = read_timeout if isinstance(read_timeout, int | float) else ANSWER_WITHIN_S
        try:
            async with self._session.request(
                method, url, timeout=_timeout(read), **_body(request_data)
            ) as answer:
                return self._judged(answer.status), await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            raise NotConnected(type(problem).__name__) from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except aiohttp.ClientError as problem:
            # The text of aiohttp's errors holds the address and so the token: the type is enough.
            raise NetworkError(type(problem).__name__) from None

    async def download(self, url: str, at_most: int) -> bytes | None:
        """What lies at `url`, or None where it is more than `at_most` bytes: no more of it is read.

        Raises what `do_request` raises, NetworkError also for a file that is not there.
        """
        if self._session is None:
            raise RuntimeError("the transport was used before initialize()")
        content = bytearray()
        try:
            async with self._session.get(url, timeout=_timeout(ANSWER_WITHIN_S)) as answer:
                if answer.status != HTTPStatus.OK:
                    raise NetworkError(str(int(answer.status)))
                async for part in answer.content.iter_chunked(65536):
                    content += part
                    if len(content) > at_most:
                        return None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except aiohttp.ClientError as problem:
            # Its text holds the address and so the token.
            raise NetworkError(type(problem).__name__) from None
        return bytes(content)

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Telegram's answer without what it only repeats of our own message: nobody reads that here.

        The library would make objects of every button and entity, a fifth of what a message costs.
        """
        answer = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, dict):
            for repeated in ("reply_markup", "entities", "caption_entities", "link_preview_options"):
                result.pop(repeated, None)
        return answer

    def _judged(self, status: int) -> int:
        # PTB reads these as a bad token and stops polling for good, with the process left alive and deaf.
        if self._token_is_good and status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            raise NotConnected(str(int(status)))
        return status


class NoUpdates(Exception):
    """A poll brought nothing: `wait_for` is how long Telegram asked us to wait, if it did."""

    def __init__(self, reason: str, wait_for: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait_for = wait_for


class AnotherPoller(NoUpdates):
    """Telegram ended the poll because another process asks for the same bot's updates."""


class Polls(AiohttpRequest):
    """The pool that updates come through, as Telegram sends them: the library's models would refuse a whole
    batch for one update that they do not know."""

    def __init__(self) -> None:
        super().__init__(connections=1)

    async def updates(self, url: str, offset: int, kinds: Sequence[str]) -> list[dict[str, Any]]:
        """What came since `offset`, after waiting half a minute for the first. Raises NoUpdates.

        `url` is the bot's own, with its token. Asking confirms everything before the offset.
        """
        asked = {"offset": offset, "timeout": POLL_FOR_S, "allowed_updates": json.dumps(kinds)}
        try:
            status, body = await self.do_request(
                f"{url}/getUpdates?{urlencode(asked)}", "POST", read_timeout=POLL_FOR_S + ANSWER_WITHIN_S
            )
            answer = json.loads(body)
        except (NetworkError, ValueError) as problem:
            raise NoUpdates(type(problem).__name__) from None
        if status == HTTPStatus.OK:
            return list(answer["result"])
        if status == HTTPStatus.CONFLICT:
            raise AnotherPoller(str(AnotherPoller.__doc__))
        wait_s = answer.get("parameters", {}).get("retry_after")
        raise NoUpdates(str(int(status)), timedelta(seconds=wait_s) if wait_s else None)


@lru_cache
def _timeout(read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=CONNECT_WITHIN_S + UPLOAD_WITHIN_S + read, connect=CONNECT_WITHIN_S, sock_read=read
    )


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        # Encoded once and whole; the library would encode each value and then all of them again.
        return {"data": json.dumps(data.parameters).encode(), "headers": _JSON}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime)
    return {"data": form}
