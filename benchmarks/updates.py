"""Updates a second, and how long a person waits for the reply, beside bare bots that only echo."""

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from benchmarks import tables
from benchmarks.filling import FIRST_CHAT, fill
from benchmarks.processes import bot_process, cpu_seconds, figures_of, largest_mb
from bot.vault import new_key
from sandbox import Sandbox, deeds
from sandbox.files import Upload
from sandbox.record import Record
from sandbox.shapes import Json

ROUNDS = 5
OWED = 10_000
PEOPLE = 1_500
FIRST_PERSON = FIRST_CHAT + OWED + 1
# For the rate: so many people at once, each taking the next step as soon as they are answered.
AT_ONCE = 300
# For the wait: well below what the slowest of them can handle, at random instants.
A_SECOND = 60
FOR_S = 6.0
STEPS = 3
PAID = 1_000  # a second
SETTLED_AFTER_S = 2.0
# So many messages of the bulk have gone out before anybody is measured.
UNDER_WAY = 50
LONGEST_S = 90.0

OURS = ("bot", "run")
PTB, AIOGRAM = "benchmarks.bare_ptb", "benchmarks.bare_aiogram"


@dataclass(frozen=True)
class Way:
    """A bot's process: what is said to it, how its bulk goes out meanwhile, and which database it has."""

    name: str
    module: tuple[str, ...]
    says: str = "/checkin"  # and then presses "none of these" twice; a text is said three times
    bulk: int = 0  # a second
    database: str | None = None  # sqlite | None for the bare ones


RATES = (
    Way("a check-in, ours on SQLite", OURS, database="sqlite"),
    Way("echo of a text, bare PTB", (PTB,), "hello"),
    Way("echo of a text, bare aiogram", (AIOGRAM,), "hello"),
    Way("the same presses, bare PTB", (PTB,)),
    Way("the same presses, bare aiogram", (AIOGRAM,)),
)
WAITS = (
    Way("ours, idle", OURS, database="sqlite"),
    Way("ours, 10,000 owed at 30 a second", OURS, bulk=30, database="sqlite"),
    Way("ours, 10,000 owed at 1,000 a second", OURS, bulk=1_000, database="sqlite"),
    Way("bare PTB, idle", (PTB,)),
    Way("bare PTB, a loop sends 30 a second", (PTB, "30"), bulk=30),
    Way("bare aiogram, idle", (AIOGRAM,)),
    Way("bare aiogram, a loop sends 30 a second", (AIOGRAM, "30"), bulk=30),
)


@dataclass(frozen=True)
class Found:
    """Updates a second, ms of CPU for each, ms from the update to its reply, MB at most; bulk a second."""

    rate: float
    cpu: float
    p50: float
    p99: float
    megabytes: float
    bulk: float


async def show() -> None:
    """Prints both tables."""
    with tempfile.TemporaryDirectory() as folder:
        templates = await _templates(Path(folder))
        rates = await _all(RATES, templates, 0)
        waits = await _all(WAITS, templates, A_SECOND)
    echo = rates["echo of a text, bare PTB"].rate
    tables.show(
        f"{AT_ONCE} people at once; an update is a message or a press that was answered (median of {ROUNDS})",
        ("", "a second", "to PTB's echo", "ms of CPU each", "MB at most"),
        [
            (name, f"{it.rate:.0f}", f"{it.rate / echo:.2f}", f"{it.cpu:.2f}", f"{it.megabytes:.0f}")
            for name, it in rates.items()
        ],
    )
    idle = {name.split(",")[0]: it.p99 for name, it in waits.items() if "idle" in name}
    tables.show(
        f"ms from the update to its reply, {A_SECOND} updates a second at random instants"
        f" (medians of {ROUNDS} times {FOR_S:.0f} s)",
        ("", "p50", "p99", "p99 to idle", "bulk a second", "MB at most"),
        [
            (
                name,
                f"{it.p50:.1f}",
                f"{it.p99:.1f}",
                f"{it.p99 / idle[name.split(',')[0]]:.2f}",
                f"{it.bulk:.0f}",
                f"{it.megabytes:.0f}",
            )
            for name, it in waits.items()
        ],
    )


async def _all(ways: tuple[Way, ...], templates: "Templates", a_second: int) -> dict[str, Found]:
    found: dict[str, list[Found]] = {way.name: [] for way in ways}
    for _ in range(ROUNDS):
        for way in ways:
            found[way.name].append(await measure(way, templates, a_second))
    return {
        name: Found(*(median(getattr(it, field) for it in some) for field in Found.__dataclass_fields__))
        for name, some in found.items()
    }


@dataclass(frozen=True)
class Templates:
    """Databases that are copied for every measurement: one where nothing is owed, one where 10,000 are."""

    folder: Path
    key: str

    def copy(self, way: Way, to: str) -> str:
        """A database of its own for this process."""
        if way.database is None:
            return ""
        shutil.copy(self.folder / ("owed.sqlite3" if way.bulk else "idle.sqlite3"), f"{to}/bot.sqlite3")
        return f"sqlite:///{to}/bot.sqlite3"


async def _templates(folder: Path) -> Templates:
    made = Templates(folder, new_key())
    await fill(f"sqlite:///{folder}/idle.sqlite3", 0, OWED + PEOPLE)
    owed = f"sqlite:///{folder}/owed.sqlite3"
    await fill(owed, OWED, PEOPLE)
    planned, *_ = await figures_of("benchmarks.planner", owed, made.key)
    if planned != OWED:
        raise RuntimeError(f"{planned} of {OWED} are owed")
    return made


async def measure(way: Way, templates: Templates, a_second: int) -> Found:
    """One process from start to end; `a_second` 0: as many updates as it can handle."""
    with tempfile.TemporaryDirectory() as folder:
        async with _sandbox() as (sandbox, people):
            url = templates.copy(way, folder)
            # As many as it can handle are more answers than Telegram lets pass unpaid.
            rate = way.bulk or (30 if a_second else PAID)
            process = await bot_process(sandbox, url, templates.key, *way.module, SEND_RATE=str(rate))
            try:
                async with asyncio.timeout(LONGEST_S):
                    await sandbox.world.updates.bot_listens.wait()
                    await asyncio.sleep(0 if way.bulk else SETTLED_AFTER_S)
                    if way.bulk:
                        await people.bulk_is_under_way.wait()
                    return await people.go(way.says, a_second, process.pid)
            finally:
                process.terminate()
                await process.wait()


@dataclass
class Person:
    """Where somebody stands: what they wait for and since when."""

    id: int
    step: int = 0
    since: float = 0.0


@dataclass
class People:
    """Those who talk to the bot, told of every request that it makes."""

    sandbox: Sandbox
    says: str = ""
    bulk: int = 0
    bulk_is_under_way: asyncio.Event = field(default_factory=asyncio.Event)
    waits: list[float] = field(default_factory=list)
    _under_way: dict[int, Person] = field(default_factory=dict)
    _fresh: Iterator[int] = field(default_factory=lambda: count(FIRST_PERSON))
    _pause: float = 0.0
    _all_done: asyncio.Event = field(default_factory=asyncio.Event)
    _to_come: int = 0

    async def go(self, says: str, a_second: int, pid: int) -> Found:
        """Everybody who is to talk to it does; what that took."""
        self.says, loop = says, asyncio.get_running_loop()
        began, bulk, cpu = time.perf_counter(), self.bulk, cpu_seconds(pid)
        if a_second:
            rng = random.Random(1)
            self._pause = 1.0
            self._to_come = int(a_second * FOR_S / STEPS)
            for _ in range(self._to_come):
                loop.call_later(rng.uniform(0, FOR_S), self._arrive)
        else:
            self._to_come = AT_ONCE
            for _ in range(AT_ONCE):
                self._arrive()
        await self._all_done.wait()
        took = time.perf_counter() - began
        parts = quantiles(self.waits, n=100)
        return Found(
            len(self.waits) / took,
            (cpu_seconds(pid) - cpu) / len(self.waits) * 1000,
            parts[49] * 1000,
            parts[98] * 1000,
            largest_mb(pid),
            (self.bulk - bulk) / took,
        )

    def heard(self, method: str, parameters: Json) -> None:
        """The bot asked something: the reply that somebody waits for, or the bulk."""
        if method not in ("sendMessage", "editMessageText"):
            return
        person = self._under_way.get(parameters["chat_id"])
        if person is None:
            self.bulk += 1
            if self.bulk == UNDER_WAY:
                self.bulk_is_under_way.set()
            return
        self.waits.append(time.perf_counter() - person.since)
        person.step += 1
        if person.step == STEPS:
            del self._under_way[person.id]
            if not self._under_way and not self._to_come:
                self._all_done.set()
        else:
            # Not before the answer is on its way: what was sent is kept after this.
            asyncio.get_running_loop().call_later(self._pause, self._act, person)

    def _arrive(self) -> None:
        self._to_come -= 1
        person = Person(next(self._fresh))
        self._under_way[person.id] = person
        self._act(person)

    def _act(self, person: Person) -> None:
        world = self.sandbox.world
        person.since = time.perf_counter()
        if person.step == 0 or not self.says.startswith("/"):
            deeds.say(world, person.id, person.id, {"text": self.says})
            return
        message = world.chat(person.id).messages[max(world.chat(person.id).messages)]
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["callback_data"].endswith(":none"))
        deeds.press(world, person.id, person.id, message["message_id"], data)


class Heard(Record):
    """Keeps nothing, and tells people of every request that was answered."""

    def __init__(self, people: People) -> None:
        super().__init__(people.sandbox.world.clock, keeps=False)
        self.people = people

    def add(
        self, method: str, parameters: Json, uploads: dict[str, Upload], status: int | None, **more: object
    ) -> None:
        """A request that was answered."""
        if status == 200:
            self.people.heard(method, parameters)


@asynccontextmanager
async def _sandbox() -> AsyncIterator[tuple[Sandbox, People]]:
    """A stand-in with everybody in it; it keeps the chats, whose buttons are pressed, and no record."""
    async with Sandbox(limits=False, late_after=LONGEST_S) as sandbox:
        for n in range(1, OWED + PEOPLE + 1):
            sandbox.add_person("Runner", id=FIRST_CHAT + n, started=True)
        people = People(sandbox)
        sandbox.record = sandbox.api.record = Heard(people)
        yield sandbox, people
