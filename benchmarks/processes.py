"""Processes of their own for what is measured: started on the stand-in, asked for figures, ended."""

import asyncio
import os
import resource
import sys
from pathlib import Path

from sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[1]


async def bot_process(
    sandbox: Sandbox, url: str, key: str, *module: str, **settings: str
) -> asyncio.subprocess.Process:
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
            **settings,
        },
    )


async def figures_of(*module: str) -> list[float]:
    """What `python -m` these words prints: figures alone. Raises RuntimeError when it fails."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *module, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{module[0]} ended with {process.returncode}")
    return [float(figure) for figure in said.split()]


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB; where the system does not say, that of the largest child so far."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except FileNotFoundError:
        # No /proc on macOS: the largest child so far is an upper bound.
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    return pages * resource.getpagesize() / 1024 / 1024


def largest_mb(pid: int) -> float:
    """The most memory in MB that a process has held; what it holds now where the system says no more."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return resident_mb(pid)
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def cpu_seconds(pid: int) -> float:
    """Seconds of CPU that a process has used so far; 0 where the system does not say."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
