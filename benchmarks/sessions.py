"""A thousand runners press Start at once: how long each waits, what is uploaded, what memory it takes."""

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks import tables
from benchmarks.processes import bot_process, resident_mb
from bot import routines, runners, schema
from bot.clock import Clock
from bot.content import FOLDER, load
from bot.database import open_database
from bot.settings import Settings
from bot.triage import Effect
from bot.vault import Vault, new_key
from sandbox import Sandbox

RUNNERS = 1000
FIRST_ID = 50_000
SETTLED_AFTER_S = 5.0


@dataclass(frozen=True)
class Sessions:
    """From press to the answer of the button, and to the changed message, in ms; memory in MB."""

    a_second: int
    answered_p50: float
    answered_p99: float
    shown_p50: float
    shown_p99: float
    uploads: int
    edits: int
    refused: int
    megabytes_before: float
    megabytes_after: float


async def show() -> None:
    """Prints one row for each rate."""
    heads = "answered p50", "p99", "shown p50", "p99", "uploads", "edits", "refused", "MB before", "after"
    tables.show(
        f"{RUNNERS:,} runners press Start; presses a second at random instants; ms from the press",
        ("a second", *heads),
        [
            (
                f"{it.a_second}",
                f"{it.answered_p50:.0f}",
                f"{it.answered_p99:.0f}",
                f"{it.shown_p50:.0f}",
                f"{it.shown_p99:.0f}",
                f"{it.uploads}",
                f"{it.edits}",
                f"{it.refused}",
                f"{it.megabytes_before:.0f}",
                f"{it.megabytes_after:.0f}",
            )
            for it in await measure()
        ],
    )


async def measure(rates: Sequence[int] = (30, 60, 120)) -> list[Sessions]:
    """One row for each rate of arrival: presses a second, at random instants, a new database each."""
    return [await _measure(rate) for rate in rates]


async def _measure(rate: int) -> Sessions:
    with tempfile.TemporaryDirectory() as folder:
        key, url = new_key(), f"sqlite:///{folder}/sessions.sqlite3"
        async with Sandbox(limits=False, late_after=60.0) as sandbox:
            data = await _fill(url, Vault(key), sandbox)
            figures = Path(folder) / "figures"
            _draw(figures)
            process = await bot_process(sandbox, url, key, "benchmarks.drawing_bot", str(figures))
            try:
                await sandbox.world.updates.bot_listens.wait()
                await asyncio.sleep(2)
                before = resident_mb(process.pid)
                waits = await _press(sandbox, data, rate)
                await asyncio.sleep(SETTLED_AFTER_S)
                after = resident_mb(process.pid)
            finally:
                process.terminate()
                await process.wait()
            return _told(rate, sandbox, waits, before, after)


def _told(
    rate: int, sandbox: Sandbox, waits: list[tuple[float, float]], before: float, after: float
) -> Sessions:
    answered, shown = ([wait[n] * 1000 for wait in waits] for n in (0, 1))
    counts = sandbox.record.counts
    return Sessions(
        rate,
        quantiles(answered, n=100)[49],
        quantiles(answered, n=100)[98],
        quantiles(shown, n=100)[49],
        quantiles(shown, n=100)[98],
        sum(sandbox.record.uploaded.values()),
        sum(many for method, many in counts.items() if method.startswith("editMessage")),
        sum((request["status"] or 0) >= 400 for request in sandbox.requests),
        before,
        after,
    )


async def _press(sandbox: Sandbox, data: dict[int, str], rate: int) -> list[tuple[float, float]]:
    """Presses Start for everybody, `rate` a second at random instants; gives how long each waited."""
    rng = random.Random(1)

    async def one(person_id: int, data: str, at: float) -> tuple[float, float]:
        await asyncio.sleep(at)
        message_id = max(sandbox.world.chat(person_id).messages)
        began = time.perf_counter()
        pressed = await sandbox.press(person_id, data, message_id, wait_for=60.0)
        answered = time.perf_counter() - began
        assert pressed["answer"] is not None
        # A listener would be woken by all the others, a thousand times over.
        for _ in range(12_000):
            if " 1 of " in _text(sandbox, person_id):
                return answered, time.perf_counter() - began
            await asyncio.sleep(0.005)
        raise TimeoutError("a session was never shown")

    lasts = len(data) / rate
    return await asyncio.gather(*(one(it, word, rng.uniform(0, lasts)) for it, word in data.items()))


def _text(sandbox: Sandbox, person_id: int) -> str:
    newest = list(sandbox.world.chat(person_id).messages.values())[-1]
    return str(newest.get("caption") or newest.get("text"))


async def _fill(url: str, vault: Vault, sandbox: Sandbox) -> dict[int, str]:
    """Runners with a routine of today each, and the message to press Start on."""
    database, content, now = open_database(Settings(database_url=url)), load(FOLDER), Clock().now()
    await schema.migrate(database)
    data = {}
    for person_id in range(FIRST_ID, FIRST_ID + RUNNERS):
        sandbox.add_person("Runner", id=person_id, started=True)
        async with database.begin() as session:
            runner = await runners.arrive(session, person_id, "en", now)
            await runners.consent(session, runner.id, "1", now)
            await runners.set_zone(session, runner.id, "UTC")
            await runners.finish_onboarding(session, runner.id, now)
            planned = await routines.plan_for(
                session,
                vault,
                runner.id,
                on=now.date(),
                slot="1",
                wants=("strength", "mobility", "warm_up")[person_id % 3],
                effect=Effect.AS_PLANNED,
                content=content,
                now=now,
            )
            assert isinstance(planned, routines.PlannedRoutine)
            data[person_id] = f"routine:{planned.id}:start:"
        chat = sandbox.world.chat(person_id)
        sender = sandbox.world.user(sandbox.world.bot_id)
        sandbox.world.post(chat, sandbox.world.blank(chat, sender) | {"text": "Strength A"})
    await database.close()
    return data


def _draw(folder: Path) -> None:
    """Files as large as a figure may be; what is in them does not matter to anybody here."""
    folder.mkdir()
    for exercise_id in load(FOLDER).exercises:
        head = b"\0\0\0\x18ftypisom" + exercise_id.encode()
        (folder / f"{exercise_id}.mp4").write_bytes(head + bytes(150_000))
