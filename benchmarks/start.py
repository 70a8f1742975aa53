"""How long the bot takes to start and how much memory it holds, with few and with very many runners."""

import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks import tables
from benchmarks.filling import fill
from benchmarks.processes import bot_process, resident_mb
from bot.vault import new_key
from sandbox import Sandbox

# A start of the other takes half a minute with 100,000 jobs, so that there are fewer of them.
ROUNDS, ROUNDS_OF_JOBS = 5, 3
SETTLED_AFTER_S = 3.0
LONGEST_S = 120.0
COUNTS = (0, 10_000, 100_000, 1_000_000)
# Known only once the stand-in runs.
ITS_ADDRESS = "{url}"
JOBS = (0, 10_000, 100_000)


@dataclass(frozen=True)
class Start:
    """Seconds from the process's start to its first getUpdates; resident MB three seconds later."""

    seconds: float
    megabytes: float


async def show() -> None:
    """Prints how both start."""
    ours, jobs = await measure(), await measure_jobs()
    rows = []
    for name, found in (("ours, schedules on SQLite", ours), ("PTB's JobQueue, a job each", jobs)):
        least = found[0]
        for count, it in found.items():
            longer, larger = it.seconds / least.seconds, it.megabytes / least.megabytes
            figures = f"{it.seconds:.2f}", f"{longer:.2f}", f"{it.megabytes:.0f}", f"{larger:.2f}"
            rows.append((name, f"{count:,}", *figures))
    tables.show(
        f"Start (medians of {ROUNDS} and {ROUNDS_OF_JOBS}, in turn)",
        ("", "how many", "seconds", "to none", "MB", "to none"),
        rows,
    )


async def measure(counts: Sequence[int] = COUNTS) -> dict[int, Start]:
    """Ours with so many runners, each with a schedule."""
    with tempfile.TemporaryDirectory() as folder:
        key = new_key()
        urls = {count: f"sqlite:///{folder}/{count}.sqlite3" for count in counts}
        for count, url in urls.items():
            await fill(url, due=0, later=count)
        ways = {count: (url, key, "bot", "run") for count, url in urls.items()}
        return await _medians(ways, ROUNDS)


async def measure_jobs(counts: Sequence[int] = JOBS) -> dict[int, Start]:
    """python-telegram-bot's JobQueue with so many daily jobs, added at the start as they must be."""
    ways = {count: ("", "", "benchmarks.jobs", ITS_ADDRESS, str(count)) for count in counts}
    return await _medians(ways, ROUNDS_OF_JOBS)


async def _medians(ways: Mapping[int, tuple[str, ...]], rounds: int) -> dict[int, Start]:
    """In turn, so that a drift hits all alike."""
    starts: dict[int, list[Start]] = {count: [] for count in ways}
    for _ in range(rounds):
        for count, way in ways.items():
            starts[count].append(await _start(*way))
    return {
        count: Start(median(s.seconds for s in some), median(s.megabytes for s in some))
        for count, some in starts.items()
    }


async def _start(url: str, key: str, *module: str) -> Start:
    async with Sandbox(limits=False) as sandbox:
        began = time.perf_counter()
        words = (sandbox.url if word == ITS_ADDRESS else word for word in module)
        process = await bot_process(sandbox, url, key, *words)
        try:
            async with asyncio.timeout(LONGEST_S):
                await sandbox.world.updates.bot_listens.wait()
            seconds = time.perf_counter() - began
            await asyncio.sleep(SETTLED_AFTER_S)
            return Start(seconds, resident_mb(process.pid))
        finally:
            process.terminate()
            await process.wait()
