"""Called from outside: updates by webhook, and how this process fares."""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web

from bot.database import DatabaseProblem
from bot.logs import logger

log = logger("web")

Receive = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram's own are a few kB; a forged giant is not read to its end.
LARGEST_UPDATE = 1024 * 1024


def webhook(path: str, secret: str, receive: Receive, refused: Callable[[], None]) -> web.RouteDef:
    """The way in for Telegram: 200 when an update is kept, so that nothing it was told is lost.

    403 without the secret, 400 for what is no update, 503 where it cannot be kept: Telegram comes again.
    """

    async def called(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        # Both as bytes: the comparison takes text of ASCII alone, and a forged header may be anything.
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            refused()
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict) or not _is_number(update.get("update_id")):
            refused()
            return web.Response(status=400)
        try:
            await receive([update])
        except DatabaseProblem as problem:
            log.error("update.not_kept", update_id=update["update_id"], exc_info=problem)
            return web.Response(status=503)
        return web.Response()

    return web.post(path, called)


def health(
    ready: Callable[[], Awaitable[str | None]], metrics: Callable[[], Awaitable[bytes]]
) -> list[web.RouteDef]:
    """/healthz: the process lives. /readyz: it can work, or 503 and why. /metrics: for Prometheus."""

    async def lives(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def can_work(_request: web.Request) -> web.Response:
        why_not = await ready()
        return web.Response(text=f"{why_not or 'ready'}\n", status=503 if why_not else 200)

    async def counted(request: web.Request) -> web.Response:
        if FORWARDED in request.headers:
            return web.Response(status=404)
        try:
            return web.Response(body=await metrics(), headers={"Content-Type": METRICS_TYPE})
        except DatabaseProblem as problem:
            return web.Response(text=f"{type(problem).__name__}\n", status=503)

    return [web.get("/healthz", lives), web.get("/readyz", can_work), web.get("/metrics", counted)]


# What a proxy before us adds: whoever comes through it is not the operator's Prometheus.
FORWARDED = "X-Forwarded-For"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def site(routes: Sequence[web.RouteDef]) -> web.Application:
    """The routes as an application of aiohttp's."""
    application = web.Application(client_max_size=LARGEST_UPDATE)
    application.add_routes(routes)
    return application


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
