"""Charts drawn as the courier has them made: one at a time, in a thread, while the loop answers others."""

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from benchmarks import tables
from benchmarks.processes import resident_mb
from bot.pictures import chart
from bot.progress import Course
from tests.pictures.courses import course, wavy, words

ROUNDS, CHARTS = 5, 10
# The first ones fill what is kept: letters, and what the allocator holds on to.
WARM, MANY = 100, 1000
ASKED_EVERY_S = 0.005
FLAGS = {12: ("limping",), 40: ("swelling", "limping")}
COURSES = {f"{days} days": course(days, wavy, FLAGS) for days in (28, 84, 400, 2200)}


@dataclass(frozen=True)
class Drawn:
    """Milliseconds for each chart, of that CPU; how late the loop was at most; kilobytes of a picture."""

    milliseconds: float
    cpu: float
    late: float
    kilobytes: float


async def show() -> None:
    """Prints how long charts of several lengths take, and what a thousand leave behind."""
    with ThreadPoolExecutor(1) as worker:
        rounds: dict[str, list[Drawn]] = {name: [] for name in COURSES}
        for of in COURSES.values():
            await _drawn(worker, of)
        for _ in range(ROUNDS):
            for name, of in COURSES.items():
                rounds[name].append(await _drawn(worker, of))
        tables.show(
            f"Charts (medians of {ROUNDS} rounds of {CHARTS}, one worker thread)",
            ("", "ms", "of that CPU", "loop late at most, ms", "kB"),
            [(name, *_medians(some)) for name, some in rounds.items()],
        )
        before, after = await _growth(worker)
    tables.show(
        f"Resident memory after {WARM} charts, and after {MANY} more",
        ("", "MB"),
        [("after the first", f"{before:.1f}"), ("after the others", f"{after:.1f}")],
    )


async def _drawn(worker: ThreadPoolExecutor, of: Course) -> Drawn:
    loop, late = asyncio.get_running_loop(), [0.0]

    def draw() -> tuple[float, int]:
        cpu = time.thread_time()
        size = len(chart(of, words()))
        return time.thread_time() - cpu, size

    async def ask() -> None:
        while True:
            due = loop.time() + ASKED_EVERY_S
            await asyncio.sleep(ASKED_EVERY_S)
            late.append(loop.time() - due)

    asking, began = asyncio.create_task(ask()), time.perf_counter()
    made = [await loop.run_in_executor(worker, draw) for _ in range(CHARTS)]
    each = (time.perf_counter() - began) / CHARTS
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    return Drawn(
        each * 1000, sum(cpu for cpu, _ in made) / CHARTS * 1000, max(late) * 1000, made[0][1] / 1000
    )


def _medians(some: list[Drawn]) -> tuple[str, ...]:
    figures = ([getattr(it, name) for it in some] for name in Drawn.__dataclass_fields__)
    return tuple(f"{median(figure):.0f}" for figure in figures)


async def _growth(worker: ThreadPoolExecutor) -> tuple[float, float]:
    loop, courses = asyncio.get_running_loop(), list(COURSES.values())[:3]
    for number in range(WARM):
        await loop.run_in_executor(worker, chart, courses[number % 3], words())
    before = resident_mb(os.getpid())
    for number in range(MANY):
        await loop.run_in_executor(worker, chart, courses[number % 3], words())
    return before, resident_mb(os.getpid())
