"""Several workers under load, some killed, the server too: what must be true of every message afterwards."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiohttp
from sqlalchemy import func, select

from bot import deliveries, schema
from bot.clock import Clock
from bot.database import Database, DatabaseProblem, open_database
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.send_line import at_once
from bot.settings import Settings
from bot.vault import Vault, new_key, open_vault
from sandbox import Sandbox
from tests.conftest import settings_for
from tests.flows.forked import Forked

FIRST_CHAT = 5000
# Every so many is advice, which is worth a repeat; the others are not.
ADVICE_EVERY = 5
OPEN = ("due", "claimed")
UNTIL_S, LOOK_S = 120.0, 0.05


@dataclass(frozen=True)
class Losses:
    """What became of it: rows by state, and how many messages came twice where they may."""

    states: Counter[str]
    repeated: int
    kills: int


class Workers:
    """What `python -m bot worker` is, several of them, each a process; `clocks` are the ports of theirs."""

    def __init__(self, settings: Settings, url: str, clocks: list[int]) -> None:
        assert settings.bot_token
        assert settings.encryption_key
        self._environment = {
            "BOT_TOKEN": settings.bot_token.get_secret_value(),
            "TELEGRAM_API_URL": settings.telegram_api_url,
            "ENCRYPTION_KEY": settings.encryption_key.get_secret_value(),
            "DATABASE_URL": url,
            "SEND_RATE": str(settings.send_rate),
            "LOG_LEVEL": "ERROR",
        }
        self._clocks = clocks
        self._processes: dict[int, Forked] = {}

    async def __aenter__(self) -> Self:
        for number in range(len(self._clocks)):
            await self.start(number)
        return self

    async def __aexit__(self, *problem: object) -> None:
        for number in list(self._processes):
            await self.kill(number)

    async def start(self, number: int) -> None:
        """Starts one, in place of one that was killed."""
        settings = self._environment | {"DEMO_CLOCK_PORT": str(self._clocks[number])}
        self._processes[number] = await Forked.started("worker", settings)

    async def kill(self, number: int) -> None:
        """As `kill -9` does."""
        process = self._processes.pop(number)
        process.kill()
        await process.wait()

    async def stop(self) -> None:
        """As a deploy does."""
        for process in self._processes.values():
            process.terminate()
        codes = [await process.wait() for process in self._processes.values()]
        self._processes.clear()
        assert set(codes) == {0}, "a worker did not stop as it should"

    async def are_up(self) -> None:
        """Until every one of them has started."""
        await self._each(lambda session, url: session.get(url))

    async def leases_run_out(self) -> None:
        """Moves the clocks of all of them past every lease."""
        later = {"now": (Clock().now() + deliveries.LEASE * 2).isoformat()}
        await self._each(lambda session, url: session.post(url, json=later))

    async def _each(self, ask: Callable[[aiohttp.ClientSession, str], Any]) -> None:
        async with aiohttp.ClientSession() as session:
            for number in self._processes:
                for _ in range(int(UNTIL_S / LOOK_S)):
                    try:
                        async with ask(session, f"http://127.0.0.1:{self._clocks[number]}/clock") as answer:
                            assert answer.status == 200
                            break
                    except aiohttp.ClientConnectorError:
                        await asyncio.sleep(LOOK_S)


async def lose_workers(
    server: Any, url: str, clocks: list[int], *, messages: int, kills: int, server_kills: int = 0, rate: int
) -> Losses:
    """Owes messages, kills one of the workers again and again, and the server; asserts what became of all."""
    async with Sandbox(limits=False) as sandbox:
        settings = settings_for(
            url,
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            encryption_key=new_key(),
            send_rate=rate,
        )
        database, vault = open_database(settings), open_vault(settings)
        await schema.migrate(database)
        await _owe(database, vault, sandbox, messages)
        async with Workers(settings, url, clocks) as workers:
            for kill in range(kills):
                await _arrived(sandbox, messages * (kill + 1) // (kills + 2))
                await workers.kill(kill % len(clocks))
                await workers.start(kill % len(clocks))
                if kill in _spread(server_kills, kills):
                    # One that has not begun would say that there is no database, and end.
                    await workers.are_up()
                    await _kill_server(server)
            await _arrived(sandbox, messages * (kills + 1) // (kills + 2))
            await workers.leases_run_out()
            await _none_open(database)
            await workers.stop()
        async with database.begin() as session:
            rows = list(await session.scalars(select(DeliveryRow)))
        await database.close()
        return _checked(rows, sandbox, messages, kills + server_kills * len(clocks), rate)


def _spread(server_kills: int, kills: int) -> set[int]:
    return {kills * (n + 1) // (server_kills + 1) for n in range(server_kills)}


async def _kill_server(server: Any) -> None:
    """It goes without a word and comes back, in a thread: the stand-in answers in this one."""

    def kill_and_start() -> None:
        pid = server.get_pid()
        os.kill(pid, 9)
        while Path(f"/proc/{pid}").exists():
            time.sleep(LOOK_S)
        server.ensure_postgres_running()

    await asyncio.to_thread(kill_and_start)


async def _owe(database: Database, vault: Vault, sandbox: Sandbox, messages: int) -> None:
    now = Clock().now()
    owed = []
    for n in range(messages):
        sandbox.add_person(f"P{n}", id=FIRST_CHAT + n, started=True)
        is_advice = n % ADVICE_EVERY == 0
        owed.append(
            deliveries.Owed(
                key=f"{n}",
                kind="advice" if is_advice else "routine",
                lane=deliveries.ADVICE if n % (2 * ADVICE_EVERY) == 0 else deliveries.SCHEDULED,
                chat_id=FIRST_CHAT + n,
                message=Message("said"),
                again=Message("said again") if is_advice else None,
                due_at=now,
            )
        )
    async with database.begin() as session:
        await deliveries.add_all(session, vault, owed, now)


async def _arrived(sandbox: Sandbox, many: int) -> None:
    for _ in range(int(UNTIL_S / LOOK_S)):
        if sandbox.record.counts.get("sendMessage", 0) >= many:
            return
        await asyncio.sleep(LOOK_S)
    raise TimeoutError(f"{many} messages did not arrive within {UNTIL_S:.0f} s")


async def _none_open(database: Database) -> None:
    still_open = select(func.count()).where(DeliveryRow.state.in_(OPEN))
    for _ in range(int(UNTIL_S)):
        try:
            async with database.begin() as session:
                if not await session.scalar(still_open):
                    return
        except DatabaseProblem:
            # The server was killed a moment ago, and its old connections are found out one by one.
            pass
        await asyncio.sleep(1)
    raise TimeoutError("some messages never came to an end")


def _checked(rows: list[DeliveryRow], sandbox: Sandbox, messages: int, deaths: int, rate: int) -> Losses:
    assert len(rows) == messages
    repeated = 0
    for row in rows:
        texts = [m["text"] for m in sandbox.messages(row.chat_id)]
        assert row.state in {"sent", "unsure"}, row.state
        if row.kind == "advice":
            assert texts in (["said"], ["said", "said again"], ["said again"]), "advice was lost or doubled"
            assert len(texts) == 1 or row.repeats == 1
            repeated += row.repeats
        else:
            assert len(texts) <= 1, "a push was doubled"
            assert texts or row.state == "unsure", "a push was lost"
    states = Counter(row.state for row in rows)
    # No more is in doubt than those who died had in hand.
    assert states["unsure"] + repeated <= deaths * at_once(rate), (states, repeated)
    refused = [r for r in sandbox.requests if (r["status"] or 0) >= 400]
    assert not refused, refused[:3]
    return Losses(states, repeated, deaths)
