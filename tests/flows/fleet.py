"""Several processes of one bot on PostgreSQL, in this process: webs, workers, and what Telegram would see."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any, Self

from bot import app, inbox, schema
from bot.app import Role, Running
from bot.clock import MovableClock
from bot.database import Database, open_database
from bot.settings import Settings
from bot.vault import new_key
from bot.wording.figures import no_figures
from sandbox import Sandbox
from tests.conftest import NOON, settings_for

SECRET = "a-secret-of-sixteen-or-more"
HOST = "127.0.0.1"


class Fleet:
    """`async with Fleet(url) as fleet:` then `start` the roles; each has connections of its own."""

    def __init__(self, database_url: str, **sandbox: Any) -> None:
        self.sandbox = Sandbox(**{"limits": False} | sandbox)
        self.clock = MovableClock(NOON)
        self._database_url = database_url
        self._key = new_key()
        self._processes: dict[int, tuple[AsyncExitStack, Running]] = {}
        self._listening: set[int] = set()  # of them, those that Telegram can reach
        self.slowest_answer_s = 0.0
        self.database: Database

    async def __aenter__(self) -> Self:
        await self.sandbox.__aenter__()
        self.database = open_database(self.settings())
        await schema.migrate(self.database)
        return self

    async def __aexit__(self, *problem: Any) -> None:
        for number in list(self._processes):
            await self.stop(number)
        await self.database.close()
        await self.sandbox.__aexit__(*problem)

    def settings(self, port: int | None = None, **changes: Any) -> Settings:
        """What a process is started with; a web's `port` is where Telegram calls."""
        url = f"http://{HOST}:{port}/telegram" if port else None
        return settings_for(
            self._database_url,
            **{
                "bot_token": self.sandbox.token,
                "telegram_api_url": self.sandbox.url,
                "encryption_key": self._key,
                "webhook_url": url,
                "webhook_secret": SECRET if port else None,
                "port": port,
            }
            | changes,
        )

    async def start(self, role: Role, port: int | None = None, **changes: Any) -> tuple[int, Running]:
        """Starts one; gives its number, to stop it by."""
        opened = AsyncExitStack()
        running = app.running(self.settings(port, **changes), self.clock, no_figures, role=role)
        moving = await opened.enter_async_context(running)
        number = max(self._processes, default=0) + 1
        self._processes[number] = opened, moving
        if role is not Role.WORKER:
            self._listening.add(number)
        return number, moving

    async def stop(self, number: int) -> None:
        """Stops one as SIGTERM does."""
        self._listening.discard(number)
        await self._processes.pop(number)[0].aclose()

    async def idle(self) -> None:
        """Until no process has anything in hand and every update is answered."""
        for _ in range(2000):
            await asyncio.sleep(0.005)
            if self._listening and self.sandbox.world.updates.pending:
                continue
            if not any(it.answering.busy or it.line.busy for _, it in self._processes.values()):
                async with self.database.begin() as session:
                    if (await inbox.waiting(session))[0] == 0:
                        return
        raise TimeoutError("the bot is still busy after 10 s")
