"""How long the bot takes to start and how much memory it holds, with few and with many runners."""

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.filling import fill
from bot.vault import new_key
from sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
SETTLED_AFTER_S = 3.0


@dataclass(frozen=True)
class Start:
    """Seconds from the process's start to its first getUpdates; resident MB three seconds later."""

    seconds: float
    megabytes: float


async def measure(counts: Sequence[int] = (0, 100_000)) -> dict[int, Start]:
    """The median of five starts for each number of runners, in turn, so that a drift hits all alike."""
    with tempfile.TemporaryDirectory() as folder:
        key = new_key()
        urls = {count: f"sqlite:///{folder}/{count}.sqlite3" for count in counts}
        for count, url in urls.items():
            await fill(url, due=0, later=count)
        starts: dict[int, list[Start]] = {count: [] for count in counts}
        for _ in range(ROUNDS):
            for count, url in urls.items():
                starts[count].append(await _start(url, key))
    return {
        count: Start(median(s.seconds for s in some), median(s.megabytes for s in some))
        for count, some in starts.items()
    }


async def _start(url: str, key: str) -> Start:
    async with Sandbox(limits=False) as sandbox:
        began = time.perf_counter()
        process = await bot_process(sandbox, url, key, "bot", "run")
        try:
            await sandbox.world.updates.bot_listens.wait()
            seconds = time.perf_counter() - began
            await asyncio.sleep(SETTLED_AFTER_S)
            return Start(seconds, resident_mb(process.pid))
        finally:
            process.terminate()
            await process.wait()


async def bot_process(sandbox: Sandbox, url: str, key: str, *module: str) -> asyncio.subprocess.Process:
    """A process of its own that answers in a sandbox: `python -m` these words, on a database and its key."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module,
        cwd=ROOT,
        env={
            **os.environ,
            "BOT_TOKEN": sandbox.token,
            "TELEGRAM_API_URL": sandbox.url,
            "DATABASE_URL": url,
            "ENCRYPTION_KEY": key,
            "LOG_LEVEL": "ERROR",
        },
    )


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB; where the system does not say, that of the largest child so far."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except FileNotFoundError:
        # No /proc on macOS: the largest child so far is an upper bound.
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    return pages * resource.getpagesize() / 1024 / 1024
