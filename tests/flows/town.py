"""A town to try the bot in: the stand-in, the bot in this process with a movable clock, and people to be."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self

from bot import app, schema
from bot.clock import MovableClock
from bot.courier import FIGURES
from bot.database import Database, open_database
from bot.settings import Settings
from bot.vault import new_key
from bot.wording.figures import Figures, no_figures
from sandbox import Sandbox
from sandbox.clock import Clock as SandboxClock
from sandbox.limits import Limits
from tests.conftest import NOON, settings_for
from tests.sandbox.published import assert_well_formed
from tests.tables import lay_tables
from tests.until import until

# Telegram ends the spinner on a button by itself after a while; a person waits far less.
ANSWERED_WITHIN_S = 1.0


class _SameTime(SandboxClock):
    """Flood limits by the bot's own clock, for flows that take minutes of it."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__()
        self._clock = clock

    def monotonic(self) -> float:
        return self._clock.now().timestamp()


class Town:
    """`async with Town(url) as town:` starts everything; `restart()` is a new process over the same rows.

    `figures=None` shows those of the content; by default flows are text alone.
    `policed` turns the flood limits on, edits in private chats included, by the bot's clock.
    """

    def __init__(
        self,
        database_url: str,
        now: datetime = NOON,
        *,
        limits: bool = False,
        policed: bool = False,
        figures: Figures | None = no_figures,
        folder: Path = FIGURES,
        **settings: Any,
    ) -> None:
        # A flow's minutes pass in milliseconds, and the flood limits go by real time.
        self.sandbox = Sandbox(limits=limits)
        self.clock = MovableClock(now)
        if policed:
            self.sandbox.world.clock = _SameTime(self.clock)
            self.sandbox.world.limits = Limits(police_edits=True)
        self._database_url = database_url
        self._figures, self._folder = figures, folder
        self._changes = {"encryption_key": new_key(), **settings}
        self._bot = AsyncExitStack()
        self._is_up = False
        self.slowest_answer_s = 0.0

    async def __aenter__(self) -> Self:
        await self.sandbox.__aenter__()
        await lay_tables(self._database_url)
        self.database = open_database(self.settings)
        await schema.migrate(self.database)
        await self.start()
        return self

    async def __aexit__(self, *problem: Any) -> None:
        await self.stop()
        await self.database.close()
        await self.sandbox.__aexit__(*problem)

    @property
    def settings(self) -> Settings:
        """What the bot is started with."""
        return settings_for(
            self._database_url,
            bot_token=self.sandbox.token,
            telegram_api_url=self.sandbox.url,
            **self._changes,
        )

    async def start(self) -> None:
        """Starts the bot."""
        running = app.running(self.settings, self.clock, self._figures, self._folder)
        self.bot = await self._bot.enter_async_context(running)
        self._bot.callback(setattr, self, "_is_up", False)
        self._is_up = True

    async def stop(self) -> None:
        """Stops the bot as SIGTERM does."""
        await self._bot.aclose()

    async def restart(self) -> None:
        """Stops and starts the bot: whatever it remembers is in the database."""
        await self.stop()
        await self.start()

    def arrive(self, name: str = "Ada", person_id: int = 1001, language: str = "en") -> "Resident":
        """Somebody new with a Telegram account."""
        self.sandbox.add_person(name, language, id=person_id)
        return Resident(self, person_id)

    async def wait(self, time: timedelta) -> None:
        """Moves the bot's clock on and lets the ticks do what is due."""
        self.clock.move_to(self.clock.now() + time)
        await self.tick()

    async def wait_until(self, instant: datetime) -> None:
        """Moves the bot's clock to an instant and lets the ticks do what is due."""
        self.clock.move_to(instant)
        await self.tick()

    async def tick(self) -> None:
        """What the scheduler would do within seconds."""
        ticks = self.bot.ticks
        await ticks.tidy_ledger()
        await ticks.close_days()
        await ticks.plan()
        await self.bot.club_posts.plan()
        # The scheduler's own look at an announcement holds its row, and planning would go round it.
        await until(lambda: not self.bot.announcing.busy)
        await self.bot.announcing.plan()
        await self.bot.line.send()
        await self.bot.countdowns.show()
        await self.bot.club_posts.recount()
        await self.bot.announcing.show()
        await self.idle()

    async def idle(self) -> None:
        """Until the bot has nothing in hand, no update, no call, and Telegram none for it."""
        for _ in range(1000):
            await asyncio.sleep(0.005)
            if self._is_up and self.sandbox.world.updates.pending:
                continue
            moving = (
                self.bot.answering,
                self.bot.line,
                self.bot.countdowns,
                self.bot.club_posts,
                self.bot.announcing,
            )
            if not any(part.busy for part in moving):
                return
        raise TimeoutError("the bot is still busy after 5 s")

    def assert_faultless(self) -> None:
        """Every request is as published, none was refused, and no press waited."""
        requests = self.sandbox.requests
        assert_well_formed(requests)
        refused = [r for r in requests if r["status"] == 400]
        assert not refused, refused
        assert self.slowest_answer_s < ANSWERED_WITHIN_S


class Place(Protocol):
    """Where a person and the bot meet."""

    sandbox: Sandbox
    slowest_answer_s: float

    async def idle(self) -> None:
        """Until the bot has nothing in hand."""


@dataclass
class Resident:
    """A person in town; `sees` is the newest text in their private chat with the bot."""

    town: Place
    id: int

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What stands in the chat, oldest first; their own messages too."""
        return self.town.sandbox.messages(self.id)

    @property
    def heard(self) -> list[dict[str, Any]]:
        """The bot's messages, oldest first."""
        return [m for m in self.messages if m["from"]["is_bot"]]

    @property
    def sees(self) -> str:
        """The text of the bot's newest message."""
        shown = self.heard[-1]
        return str(shown["text"] if "text" in shown else shown["caption"])

    @property
    def labels(self) -> list[str]:
        """The buttons under the bot's newest message."""
        keyboard = self.heard[-1].get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in keyboard for button in row]

    async def says(self, text: str) -> str:
        """Types, waits for the answer, gives its text."""
        before = self.messages[-1]["message_id"] if self.messages else 0
        await self.town.sandbox.say(self.id, text)
        await self.town.sandbox.heard(self.id, after=before)
        await self.town.idle()
        return self.sees

    async def shares(self, latitude: float, longitude: float) -> str:
        """Shares a place, in degrees."""
        before = self.messages[-1]["message_id"]
        place = {"latitude": latitude, "longitude": longitude}
        await self.town.sandbox.say(self.id, location=place)
        await self.town.sandbox.heard(self.id, after=before)
        await self.town.idle()
        return self.sees

    async def presses(self, *labels: str) -> str:
        """Presses buttons one after the other, each on the newest message that has it."""
        for label in labels:
            pressed = await self.town.sandbox.press(self.id, label)
            assert pressed["answer"] is not None, f"{label!r} was never answered"
            self.town.slowest_answer_s = max(self.town.slowest_answer_s, pressed["answered_after"])
            await self.town.idle()
        return self.sees


async def rows(database: Database, table: str) -> int:
    """How many rows a table has."""
    async with database.engine.connect() as connection:
        return int((await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar() or 0)
