"""People did something: it is kept before Telegram hears that it came, and answered in each chat's order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

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


_being_answered: ContextVar[Taken | None] = ContextVar("being_answered", default=None)


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
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _answers: set[asyncio.Task[None]] = field(default_factory=set)
    _looks: set[asyncio.Task[None]] = field(default_factory=set)
    _in_hand: dict[tuple[int, int], Taken] = field(default_factory=dict)  # by number and fence
    _ended: list[Taken] = field(default_factory=list)  # answered, and to be put away with the next look
    _stopping: bool = False

    async def receive(self, updates: Sequence[Update]) -> None:
        """Keeps updates, those that came before too, and returns when they are kept. Raises DatabaseProblem.

        What arrives while others are being kept is kept with the next, in one transaction; whatever may be
        answered of it is taken in the same one.
        """
        if not updates:
            return
        if self._next is None:
            self._next = [], asyncio.create_task(self._keep_next())
        gathered, storing = self._next
        gathered.extend(updates)
        # Shielded: others wait for the same transaction as one whose connection has gone.
        await asyncio.shield(storing)

    async def _keep_next(self) -> None:
        async with self._looking:
            gathered = self._next[0] if self._next else []
            self._next = None
            await self._turn_over(gathered)

    async def look(self) -> None:
        """Answers whatever waits: what was just kept, and what a process that died left behind."""
        async with self._looking:
            if self._free or self._ended:
                await self._turn_over()

    @property
    def _free(self) -> int:
        return 0 if self._stopping else AT_ONCE - len(self._answers)

    async def _turn_over(self, came: Sequence[Update] = ()) -> None:
        """Keeps what came, puts away what was answered and takes what is next, in one transaction."""
        ended, self._ended = self._ended, []
        try:
            async with self.database.begin(somebody_waits=True) as session:
                now, free = self.clock.now(), self._free
                await inbox.keep(session, self.vault, came, now)
                await inbox.put_away(session, ended, now)
                taken = await inbox.take(session, self.vault, now, free) if free else []
        except BaseException:
            self._ended = ended + self._ended
            raise
        for one in taken:
            # A chat whose first was answered has its next.
            tasks.keep(self._answers, self._answer(one)).add_done_callback(self._look_soon)

    async def renew(self) -> None:
        """Others take over from a process that died, and from no other: what is in hand here stays ours."""
        in_hand = list(self._in_hand.values())
        if in_hand:
            async with self.database.begin() as session:
                await inbox.renew(session, in_hand, self.clock.now())

    async def take_back(self) -> None:
        """What another process was answering waits again: to be called only when none lives."""
        async with self.database.begin() as session:
            await inbox.release(session, self.clock.now())

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
        taken = _being_answered.get()
        async with self.database.begin(somebody_waits=True) as session:
            if taken is not None:
                await inbox.done(session, taken)
            yield session

    async def not_done(self, session: Session) -> None:
        """What answers this update changes nothing: should this process die amid it, another answers anew."""
        taken = _being_answered.get()
        if taken is not None:
            await inbox.not_done(session, self.vault, taken)

    def is_anew(self) -> bool:
        """Whether a process that had the update this task is about has died, or lost it, before."""
        taken = _being_answered.get()
        return taken is not None and taken.fence > 1

    @property
    def people_wait(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._next or self._answers or self._looks or self._looking.locked())

    @property
    def busy(self) -> bool:
        """Whether anything is being kept, looked for or answered."""
        return bool(self.people_wait or self._ended)

    async def stop(self, finished_within_s: float = FINISHED_WITHIN_S) -> None:
        """Takes nothing more, and finishes what is being answered."""
        self._stopping = True
        async with self._looking:
            pass  # Who is taking something has taken it then, and what comes meanwhile is kept all the same.
        if self._answers:
            await asyncio.wait(self._answers, timeout=finished_within_s)
        for task in (*self._answers, *self._looks):
            task.cancel()
        await asyncio.gather(*self._answers, *self._looks, return_exceptions=True)
        try:
            await self.look()
        except DatabaseProblem as problem:
            # What was done is done; the chats go on when the leases have run out.
            log.error("updates.not_put_away", exc_info=problem)

    async def _answer(self, taken: Taken) -> None:
        _being_answered.set(taken)
        # By its fence too: a clock that jumps makes a process take over from itself.
        in_hand = taken.id, taken.fence
        self._in_hand[in_hand] = taken
        try:
            await self.handle(taken.update)
        except Exception as problem:
            # It is not answered again: who was told of a fault tries again themselves.
            log.error("update.failed", update_id=taken.id, exc_info=problem)
        # Who is stopped in the middle does not come here, and leaves it to the next process.
        del self._in_hand[in_hand]
        self._ended.append(taken)
        self.took(self.clock.now() - taken.arrived_at)

    def _look_soon(self, _after: object = None) -> None:
        # One that waits for its turn sees all that was kept before it begins.
        if not self._stopping and len(self._looks) < 2:
            tasks.keep(self._looks, self.look())
