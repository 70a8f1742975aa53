"""People did something: it is kept before Telegram hears that it came, and answered in each chat's order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from bot import inbox, tasks
from bot.clock import Clock
from bot.database import Database, DatabaseProblem, Session
from bot.inbox import Taken
from bot.logs import logger
from bot.vault import Vault

log = logger("answering")

Update = Mapping[str, Any]
Handle = Callable[[Update], Awaitable[None]]
# How long an answer took, from the update's arrival.
Took = Callable[[timedelta], None]

# More at once only fight for the loop: python-telegram-bot's own 256 measured slower than one.
AT_ONCE = 32

# An answer that cannot be finished within this is left to the next process: hosts kill soon after.
FINISHED_WITHIN_S = 20.0


@dataclass
class _Answer:
    taken: Taken
    is_done: bool = False


_being_answered: ContextVar[_Answer | None] = ContextVar("being_answered", default=None)


def nobody_counts(_took: timedelta) -> None:
    """How long answers took is of no interest."""


@dataclass
class Answering:
    """One a process. `handle` answers an update; what it does in `begin` is done once."""

    database: Database
    vault: Vault
    clock: Clock
    handle: Handle
    took: Took = nobody_counts
    _next: tuple[list[Update], asyncio.Task[None]] | None = None
    _storing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _answers: set[asyncio.Task[None]] = field(default_factory=set)
    _looks: set[asyncio.Task[None]] = field(default_factory=set)
    # Weak: a chat that nobody waits for costs nothing.
    _chats: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _stopping: bool = False

    async def receive(self, updates: Sequence[Update]) -> None:
        """Keeps updates, those that came before too, and returns when they are kept. Raises DatabaseProblem.

        What arrives while others are being kept is kept with the next, in one transaction.
        """
        if not updates:
            return
        if self._next is None:
            self._next = [], asyncio.create_task(self._keep_next())
        gathered, storing = self._next
        gathered.extend(updates)
        # Shielded: others wait for the same transaction as one whose connection has gone.
        await asyncio.shield(storing)
        self._look_soon()

    async def _keep_next(self) -> None:
        async with self._storing:
            gathered = self._next[0] if self._next else []
            self._next = None
            async with self.database.begin() as session:
                await inbox.keep(session, self.vault, gathered, self.clock.now())

    async def look(self) -> None:
        """Answers whatever waits: what was just kept, and what a process that died left behind."""
        async with self._looking:
            free = AT_ONCE - len(self._answers)
            if self._stopping or free <= 0:
                return
            async with self.database.begin() as session:
                taken = await inbox.take(session, self.vault, self.clock.now(), free)
            for one in taken:
                # A chat whose first was answered has its next.
                tasks.keep(self._answers, self._answer(one)).add_done_callback(self._look_soon)

    async def take_back(self) -> None:
        """What another process was answering waits again: to be called only when none lives."""
        async with self.database.begin() as session:
            await inbox.release(session)

    async def tidy(self) -> None:
        """Puts away what ended every process that took it, and forgets what was answered long ago."""
        async with self.database.begin() as session:
            now = self.clock.now()
            given_up = await inbox.give_up(session, now)
            await inbox.forget(session, now)
        if given_up:
            log.error("updates.given_up", updates=given_up)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """The transaction that answers the update this task is about: what it does is done once.

        Raises inbox.TakenOver, and does nothing, when another process has the update by now.
        """
        answer = _being_answered.get()
        async with self.database.begin() as session:
            if answer is not None:
                await inbox.answered(session, answer.taken.id, answer.taken.fence, self.clock.now())
            yield session
        if answer is not None:
            answer.is_done = True

    @property
    def busy(self) -> bool:
        """Whether anything is being kept, looked for or answered."""
        return bool(self._next or self._answers or self._looks or self._storing.locked())

    async def stop(self) -> None:
        """Takes nothing more, and finishes what is being answered."""
        self._stopping = True
        async with self._looking:
            if self._answers:
                await asyncio.wait(self._answers, timeout=FINISHED_WITHIN_S)
        for task in (*self._answers, *self._looks):
            task.cancel()
        await asyncio.gather(*self._answers, *self._looks, return_exceptions=True)

    async def _answer(self, taken: Taken) -> None:
        answer = _Answer(taken)
        _being_answered.set(answer)
        try:
            # What it did is kept before what it says is sent: the chat's next one may be here by then.
            async with self._chats.setdefault(taken.chat_id, asyncio.Lock()):
                await self.handle(taken.update)
        finally:
            if not answer.is_done:
                await self._put_away(taken)
        self.took(self.clock.now() - taken.arrived_at)

    async def _put_away(self, taken: Taken) -> None:
        """Whatever became of it, it is not answered again: who was told of a fault tries again themselves."""
        for wait in (0.1, 1, 5, None):
            try:
                async with self.database.begin() as session:
                    return await inbox.answered(session, taken.id, taken.fence, self.clock.now())
            except inbox.TakenOver:
                return None
            except DatabaseProblem as problem:
                log.error("update.not_put_away", update_id=taken.id, exc_info=problem)
                if wait is None:
                    return None
                await asyncio.sleep(wait)
        return None

    def _look_soon(self, _after: object = None) -> None:
        # One that waits for its turn sees all that was kept before it begins.
        if not self._stopping and len(self._looks) < 2:
            tasks.keep(self._looks, self.look())
