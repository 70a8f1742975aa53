"""A file from a watch becomes a run: read in a process of its own, one at a time, and never for long."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.logs import logger
from bot.runs import watch_file
from bot.runs.run import Source

log = logger("runs")

FILE_AT_MOST = watch_file.AT_MOST
READ_WITHIN_S = 90.0

_SCRIPT = str(Path(watch_file.__file__).resolve())
# What a Python may need to start; the token and the key are none of its business.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH")


# What watches and the sites they send to hand out, alone or packed.
_NAMES = (".gpx", ".fit", ".gz", ".zip")


def may_be_run(name: str) -> bool:
    """Whether a file of this name is worth fetching."""
    return name.lower().endswith(_NAMES)


class FileRefused(StrEnum):
    """Why a file gives no run."""

    TOO_BIG = "too_big"
    TOO_BIG_INSIDE = "too_big_inside"
    BROKEN = "broken"
    NO_TRACK = "no_track"
    NO_DISTANCE = "no_distance"
    SEVERAL = "several"
    RIDE = "ride"
    SWIM = "swim"
    WALK = "walk"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileRun:
    """What a file tells of a run: metres, seconds on the move and the start, the last two where it says."""

    source: Source
    distance_m: int
    duration_s: int | None
    started_at: datetime | None


class Files:
    """Reads one file at a time, from its fetching on: what is held in memory is one file."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def read(self, fetch: Callable[[], Awaitable[bytes | None]]) -> FileRun | FileRefused:
        """The run in a file. `fetch` gives its content, None for too much; what it raises is raised."""
        async with self._turn:
            content = await fetch()
            if content is None or len(content) > FILE_AT_MOST:
                return FileRefused.TOO_BIG
            return _understood(await _apart(content))


async def _apart(content: bytes) -> bytes:
    """What the reading process says of this content; nothing where it had to be stopped."""
    reading = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        _SCRIPT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    )
    try:
        async with asyncio.timeout(READ_WITHIN_S):
            said, _ = await reading.communicate(content)
    except TimeoutError:
        return b""
    finally:
        # Also where we are stopped in the middle; one whose bot is killed ends at its own limits.
        if reading.returncode is None:
            reading.kill()
            await reading.wait()
    if reading.returncode:
        # Its limits, or a fault of ours; what it would say may quote the file.
        log.warning("file.reader_ended", code=reading.returncode)
    return said


def _understood(said: bytes) -> FileRun | FileRefused:
    try:
        found = json.loads(said)
    except ValueError:
        return FileRefused.BROKEN
    if "refused" in found:
        return FileRefused(found["refused"])
    started_at = found["started_at"]
    return FileRun(
        Source(found["kind"]),
        found["distance_m"],
        found["duration_s"],
        datetime.fromisoformat(started_at) if started_at else None,
    )
