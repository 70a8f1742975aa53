"""The clock side of guided sessions: changes their messages as time passes, as fast as Telegram takes it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import deliveries, routines, runners, sessions, tasks
from bot.clock import Clock
from bot.content import Content
from bot.database import Database, Session
from bot.deliveries import Gone, Message, Outcome, Refused, Sent, TryLater
from bot.logs import logger
from bot.sessions import Ending, GuidedSession
from bot.vault import Vault
from bot.wording import sessions as wording
from bot.wording.figures import Figures, no_figures
from bot.wording.words import Dictionary

log = logger("countdowns")

Update = Callable[[int, int, Message, str | None], Awaitable[Outcome]]

# The tick looks this far ahead, and each change waits for its own instant: a hold ends when it should,
# however often the tick looks.
AHEAD = timedelta(seconds=1)

# Calls under way; more would only wait for each other.
AT_ONCE = 32

TRY_AGAIN_AFTER = timedelta(seconds=5)


@dataclass(frozen=True)
class _Change:
    """One message to be changed at an instant; what it showed, and what it says then."""

    guided: GuidedSession
    at: datetime
    message: Message
    showing: str | None


@dataclass
class Countdowns:
    """What the sessions' clock may touch. Nothing is kept here of any session: rows say what is due."""

    database: Database
    vault: Vault
    content: Content
    dictionary: Dictionary
    clock: Clock
    update: Update
    rate: int
    figures: Figures = no_figures
    _calls: set[asyncio.Task[None]] = field(default_factory=set)
    _at_work: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def show(self) -> None:
        """Changes the messages that are due within a second, as many as the pace allows."""
        async with self._at_work:
            free = AT_ONCE - len(self._calls)
            if self._stopping or free <= 0:
                return
            async with self.database.begin() as session:
                changes = await self._due(session, free)
            for change in changes:
                tasks.keep(self._calls, self._make(change))

    async def end_left(self) -> None:
        """Ends the sessions that somebody walked away from."""
        async with self._at_work, self.database.begin() as session:
            left = await sessions.end_left(session, self.vault, self.clock.now())
        if left:
            log.info("sessions.left", count=left)

    @property
    def busy(self) -> bool:
        """Whether a change is under way or about to be."""
        return bool(self._calls)

    async def stop(self) -> None:
        """Begins nothing more; what waits for its instant is left to the next process."""
        self._stopping = True
        # Whoever is at the database ends there: the scheduler, which is shut down next, would cut it short.
        async with self._at_work:
            for task in self._calls:
                task.cancel()
            await asyncio.gather(*self._calls, return_exceptions=True)

    async def _due(self, session: Session, most: int) -> list[_Change]:
        now = self.clock.now()
        due = await sessions.due(session, self.vault, now + AHEAD, most)
        if not due:
            return []
        slots = await deliveries.take_for_edits(session, now, self.rate, len(due))
        changes = []
        for guided, slot in zip(due, slots, strict=False):
            change = await self._change(session, guided, max(slot, guided.edit_at or slot))
            if change:
                changes.append(change)
        return changes

    async def _change(self, session: Session, guided: GuidedSession, at: datetime) -> _Change | None:
        """What the message says at this instant, kept as if it said so already."""
        runner = await runners.get(session, guided.runner_id)
        if runner is None:
            return None
        words = self.dictionary.in_language(runner.language)
        now = guided.brought_to(at)
        if not all(item.exercise_id in self.content.exercises for item in now.items):
            now = replace(now, ending=now.ending or Ending.LEFT)
        if now.is_over and not now.ending:
            now = replace(now, ending=await sessions.finish(session, now, at))
        if now.ending:
            planned = await routines.get(session, self.vault, now.routine_id, now.runner_id)
            zone = runner.zone or "UTC"
            message = wording.ended(words, self.content, self.figures, now, now.ending, planned, zone)
        else:
            message = wording.shown(words, self.content, self.figures, now, at)
        shown = now.shown(at, message.picture.digest if message.picture else None)
        if now.ending:
            # Gone when it is said; until then somebody else may say it, should this process die.
            shown = replace(shown, edit_at=at + deliveries.LEASE, change_at=at + deliveries.LEASE)
        await sessions.keep(session, self.vault, shown)
        return _Change(shown, at, message, guided.picture)

    async def _make(self, change: _Change) -> None:
        guided = change.guided
        await asyncio.sleep(self.clock.seconds_until(change.at, AHEAD))
        outcome = await self.update(guided.chat_id, guided.message_id, change.message, change.showing)
        if isinstance(outcome, Sent) and outcome.message_id == guided.message_id and not guided.ending:
            return
        async with self.database.begin() as session:
            await self._settle(session, guided, outcome)

    async def _settle(self, session: Session, guided: GuidedSession, outcome: Outcome) -> None:
        now = self.clock.now()
        match outcome:
            case Sent(message_id) if not guided.ending:
                await sessions.is_shown_in(session, guided.id, message_id)
            case Sent():
                await sessions.drop(session, guided.id)
            case Gone():
                await sessions.drop_all(session, guided.runner_id)
                await runners.unreachable(session, guided.runner_id, now)
            case Refused():
                # Deleted, or too old to be changed: there is nothing left to lead somebody in.
                await sessions.drop(session, guided.id)
                log.info("session.dropped", session=guided.id)
            case TryLater(_, after):
                await sessions.hold(session, guided.id, now + (after or TRY_AGAIN_AFTER))
            case _:
                await sessions.hold(session, guided.id, now + TRY_AGAIN_AFTER)
