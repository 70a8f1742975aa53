"""Ticks, the clock that they go by, and what they sent."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines, schedules
from bot.clock import MovableClock
from bot.content import Content
from bot.database import Database
from bot.deliveries import Gate, Message, Outcome, Sent
from bot.deliveries.tables import DeliveryRow
from bot.routines.tables import RoutineRow
from bot.schedules import Schedule
from bot.send_line import SendLine
from bot.ticks import Ticks
from bot.vault import Vault
from tests.conftest import add_runner
from tests.words import DICTIONARY

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # 06:00 in Berlin
PUSH = datetime(2026, 11, 23, 6, 15, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # 22:00 in Berlin


class Watched:
    """Ticks, their clock, and what they sent."""

    def __init__(self, database: Database, vault: Vault, content: Content) -> None:
        self.database, self.vault, self.content = database, vault, content
        self.clock = MovableClock(MONDAY)
        self.sent: Counter[int] = Counter()
        self.texts: list[str] = []
        self.outcome: Outcome | None = None
        self.ticks = Ticks(database, vault, content, DICTIONARY, self.clock)
        self.line = SendLine(database, vault, self.clock, self._deliver, 1000, Gate(1000))

    async def _deliver(self, chat_id: int, message: Message, _thread_id: int | None) -> Outcome:
        self.sent[chat_id] += 1
        self.texts.append(message.text)
        return self.outcome or Sent(1)

    async def at(self, instant: datetime) -> None:
        """Moves the clock there and lets the ticks do what is due."""
        self.clock.move_to(instant)
        await self.ticks.tidy_ledger()
        await self.ticks.plan()
        await self.line.send()
        await self.line.settle()

    async def routines(self) -> list[RoutineRow]:
        """Every routine that was planned."""
        async with self.database.begin() as session:
            return list(await session.scalars(select(RoutineRow)))

    async def add(self, chat_id: int = 1001, at: time = time(7, 15), **changes: Any) -> int:
        """Somebody in Berlin who runs on Tuesdays, with a reminder every day; gives the runner's id."""
        zone = str(changes.get("zone", "Europe/Berlin"))
        now = self.clock.now()
        async with self.database.begin() as session:
            runner_id = await add_runner(session, chat_id, **changes)
            await routines.set_plan(session, runner_id, run_days=[1])
            await schedules.add(session, runner_id, wants="plan", days=range(7), at=at, zone=zone, now=now)
        return runner_id


async def deliveries_of(session: AsyncSession) -> list[DeliveryRow]:
    """Every delivery, whatever became of it."""
    return list(await session.scalars(select(DeliveryRow)))


async def remind(
    ticks: Watched, runner_id: int, wants: str, at: time, days: Iterable[int] = range(7)
) -> Schedule:
    """Adds a reminder in Berlin, on every day where none is named."""
    async with ticks.database.begin() as session:
        added = await schedules.add(
            session, runner_id, wants=wants, days=days, at=at, zone="Europe/Berlin", now=ticks.clock.now()
        )
    assert isinstance(added, Schedule)
    return added
