"""python-telegram-bot's request seam on aiohttp: six times the messages a second of its default."""

import json
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram import Update
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.logs import logger

log = logger("transport")

# Together shorter than the lease of a delivery (deliveries.LEASE).
CONNECT_WITHIN_S = 10.0
ANSWER_WITHIN_S = 20.0
UPLOAD_WITHIN_S = 20.0


class NotConnected(NetworkError):
    """Telegram could not be reached; nothing was sent."""


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
        timeout = aiohttp.ClientTimeout(
            total=CONNECT_WITHIN_S + UPLOAD_WITHIN_S + read,
            connect=CONNECT_WITHIN_S,
            sock_read=read,
        )
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as answer:
                return self._judged(answer.status), await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            raise NotConnected(type(problem).__name__) from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except aiohttp.ClientError as problem:
            # The text of aiohttp's errors holds the address and so the token: the type is enough.
            raise NetworkError(type(problem).__name__) from None

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


class Polls(AiohttpRequest):
    """The pool that updates come through; one that the library cannot read arrives empty.

    The library reads a whole batch or raises: it would ask for the same batch for ever, answer nobody, and
    log what they said. An empty update is passed over, and its id still tells Telegram that it came.
    """

    def __init__(self) -> None:
        # One for the poll, one for the call that ends it at a stop.
        super().__init__(connections=2)

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One HTTP call, with every update in its answer fit to be read."""
        status, body = await super().do_request(*args, **kwargs)
        return status, _readable(body) if status == HTTPStatus.OK else body


def _readable(body: bytes) -> bytes:
    answer = json.loads(body)
    updates = answer.get("result")
    if not isinstance(updates, list) or all(map(_can_be_read, updates)):
        return body
    answer["result"] = [update if _can_be_read(update) else _emptied(update) for update in updates]
    return json.dumps(answer).encode()


def _emptied(update: dict[str, Any]) -> dict[str, Any]:
    log.error("update.unreadable", update_id=update["update_id"])
    return {"update_id": update["update_id"]}


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:
        # Whatever a model that does not fit may raise; its text may quote what somebody said.
        return False
    return True


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        # Encoded once and whole; the library would encode each value and then all of them again.
        return {"data": json.dumps(data.parameters), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime)
    return {"data": form}
