"""The HTTP side the bot talks to: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import json
from inspect import isawaitable

from aiohttp import web

from sandbox.faults import Fault, FaultKind, Faults
from sandbox.methods import METHODS, Call, Method
from sandbox.parameters import Asked, decode, fits, read_request, unknown
from sandbox.record import Record
from sandbox.shapes import Json, Refusal, bad
from sandbox.world import World

GATEWAY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"
LARGEST_REQUEST = 60 * 1024 * 1024
BEFORE = frozenset({FaultKind.TIMEOUT_BEFORE, FaultKind.DROP_BEFORE})
AFTER = frozenset({FaultKind.TIMEOUT_AFTER, FaultKind.DROP_AFTER})
HANGS = frozenset({FaultKind.TIMEOUT_BEFORE, FaultKind.TIMEOUT_AFTER})


class BotApi:
    """Answers the bot: token, method, parameters, faults, the method itself, and the record of it all."""

    def __init__(
        self, world: World, token: str, *, strict: bool, lean: bool, faults: Faults, record: Record
    ) -> None:
        self.world = world
        self.token = token
        self.strict = strict
        self.lean = lean
        self.faults = faults
        self.record = record
        self.closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """The routes a bot may ask."""
        return [
            web.route("*", "/bot{token}/{method}", self.answer),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def download(self, request: web.Request) -> web.Response:
        """A file the bot was told the path of."""
        if request.match_info["token"] != self.token:
            return _answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        kept = self.world.files.by_path(request.match_info["path"])
        if kept is None:
            return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=kept.content, content_type="application/octet-stream")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One Bot API call."""
        asked, fault = Asked(), None
        name = request.match_info["method"]
        token_ok = request.match_info["token"] == self.token
        try:
            asked = await read_request(request)
            method = METHODS.get(name.lower())
            if method is None:
                raise Refusal(404, "Not Found")
            name = method.name
            asked.parameters = decode(asked.parameters, method.kinds)
            if not token_ok:
                raise Refusal(401, "Unauthorized")
            fault = self.faults.strike(name, asked.parameters.get("chat_id")) if self.faults.waiting else None
            await self._trouble_before(request, name, asked, fault)
            result = await self._run(method, asked)
        except Refusal as refusal:
            return self._refused(name, asked, refusal, token_ok, fault)
        except _Cut:
            return _cut(request)
        if fault is not None and fault.kind in AFTER:
            self.record.add(name, asked.parameters, asked.uploads, None, fault=fault.kind)
            await self._hang(fault)
            return _cut(request)
        if name != "getUpdates" or result:
            strange = () if self.strict else tuple(unknown(asked, method.kinds))
            self.record.add(name, asked.parameters, asked.uploads, 200, unknown=strange)
        return _answer(200, {"ok": True, "result": result})

    async def _run(self, method: Method, asked: Asked) -> object:
        if self.strict:
            _check(method, asked)
        call = Call(self.world, asked.parameters, asked.uploads, self.strict, self.lean)
        result = method.run(call)
        return await result if isawaitable(result) else result

    async def _trouble_before(
        self, request: web.Request, name: str, asked: Asked, fault: Fault | None
    ) -> None:
        if fault is None:
            return
        chat_id = asked.parameters.get("chat_id")
        refusal = fault.refusal(chat_id if isinstance(chat_id, int) else None)
        if refusal is not None:
            raise refusal
        if fault.kind in BEFORE:
            self.record.add(name, asked.parameters, asked.uploads, None, fault=fault.kind)
            await self._hang(fault)
            raise _Cut

    async def _hang(self, fault: Fault) -> None:
        if fault.kind in HANGS:
            try:
                await asyncio.wait_for(self.closing.wait(), fault.seconds)
            except TimeoutError:
                return

    def _refused(
        self, name: str, asked: Asked, refusal: Refusal, token_ok: bool, fault: Fault | None
    ) -> web.Response:
        self.record.add(
            name,
            asked.parameters,
            asked.uploads,
            refusal.code,
            token_ok=token_ok,
            error=refusal.description,
            fault=fault.kind if fault else None,
        )
        if refusal.code == 502:
            return web.Response(status=502, text=GATEWAY_PAGE, content_type="text/html")
        return _answer(refusal.code, refusal.body())


class _Cut(Exception):
    """The connection ends without an answer."""


def _check(method: Method, asked: Asked) -> None:
    """Refuse what the published method does not have, which Telegram itself would silently ignore."""
    if strange := unknown(asked, method.kinds):
        raise bad(f"unknown parameter in {method.name}: {', '.join(sorted(strange))} (sandbox is strict)")
    for name, value in asked.parameters.items():
        if value is not None and value != "" and not fits(value, method.kinds[name]):
            raise bad(
                f"parameter {name} of {method.name} must be a {method.kinds[name].value} (sandbox is strict)"
            )


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def _answer(status: int, body: Json) -> web.Response:
    return web.Response(
        status=status, body=json.dumps(body, ensure_ascii=False).encode(), content_type="application/json"
    )
