"""Somebody moved the clock: the demo's way to wait for tomorrow's push, on this machine only."""

from datetime import UTC, datetime

from aiohttp import web

from bot import clubs, deliveries, schedules
from bot.clock import MovableClock
from bot.database import Database


def site(database: Database, clock: MovableClock) -> web.Application:
    """GET /clock: the time and the next push. POST /clock {"now"} sets it, POST /clock/jump goes there."""

    async def next_due_at() -> datetime | None:
        async with database.begin() as session:
            rooms = schedules, clubs, deliveries
            found = [await room.next_due_at(session) for room in rooms]
        return min((at for at in found if at is not None), default=None)

    async def show(_request: web.Request) -> web.Response:
        next_at = await next_due_at()
        return web.json_response(
            {"now": clock.now().isoformat(), "next_due_at": next_at.isoformat() if next_at else None}
        )

    async def jump(_request: web.Request) -> web.Response:
        next_at = await next_due_at()
        if next_at is None:
            return web.json_response({"error": "Nothing is planned yet: finish /start first."}, status=409)
        return await move(next_at)

    async def put(request: web.Request) -> web.Response:
        try:
            instant = datetime.fromisoformat((await request.json())["now"])
        except (ValueError, KeyError, TypeError):
            return web.json_response({"error": "now must be an ISO 8601 instant"}, status=400)
        return await move(instant if instant.tzinfo else instant.replace(tzinfo=UTC))

    async def move(instant: datetime) -> web.Response:
        before = clock.now()
        if instant > before:
            # What is due then goes out by the ticks, within a second.
            clock.move_to(instant)
        moved = (clock.now() - before).total_seconds()
        next_at = await next_due_at()
        return web.json_response(
            {
                "now": clock.now().isoformat(),
                "moved_seconds": round(moved),
                "next_due_at": next_at.isoformat() if next_at else None,
            }
        )

    application = web.Application()
    application.add_routes([web.get("/clock", show), web.post("/clock", put), web.post("/clock/jump", jump)])
    return application
