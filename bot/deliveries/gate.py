"""The gate through which all messages of a process leave: answers first, and never too many a second."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot import tasks
from bot.database import DatabaseProblem
from bot.logs import logger

log = logger("gate")

# A second as it is counted where messages leave: a little more, because they arrive a little unevenly. Slots
# on the grid fill it, so that it holds back only what comes after one that was late.
A_SECOND_S = 1.008

# While people are answered, what is owed leaves them a part of the second: who answers is then hardly ever
# held up by it, and not at all by more than one slot.
SHARE_BESIDE_TALK = 0.8
# But talk alone must not stop it for good.
LONGEST_YIELD_S = 1.0

_LOOK_AGAIN_S = 0.002

# In how many seconds each of so many answers may leave, by the pace that several processes share.
Slots = Callable[[int], Awaitable[Sequence[float]]]


class Gate:
    """At most `rate` messages leave within any second; `reply` goes before `owed`.

    Where other processes send as well, answers take their `slots` from what all share, those that come
    together in one go. A database that gives none holds up no answer.
    """

    def __init__(self, rate: int, slots: Slots | None = None) -> None:
        self._rate, self._slots = rate, slots
        self._asking: list[asyncio.Future[float]] = []
        self._asks: set[asyncio.Task[None]] = set()
        self._is_asked = False
        self._left: deque[float] = deque()  # by the loop's clock, those of the last second
        self._talked_at: float | None = None
        self._people, self._owed = asyncio.Lock(), asyncio.Lock()

    async def reply(self) -> None:
        """Returns when an answer to a person may leave; who came first goes first."""
        if self._slots:
            await self._slot(self._slots)
        queued = self._people.locked()
        async with self._people:
            while wait := self._wait_s(self._rate, queued=queued):
                queued = True
                await asyncio.sleep(wait)
            self._talked_at = self._leaves()

    async def _slot(self, slots: Slots) -> None:
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[float] = loop.create_future()
        self._asking.append(mine)
        if not self._is_asked:
            self._is_asked = True
            tasks.keep(self._asks, self._ask(slots))
        if (wait := await mine - loop.time()) > 0:
            await asyncio.sleep(wait)

    async def _ask(self, slots: Slots) -> None:
        try:
            while self._asking:
                asking, self._asking = self._asking, []
                for mine, at in zip(asking, await self._instants(slots, len(asking)), strict=True):
                    # Who was cancelled meanwhile waits for nothing.
                    if not mine.done():
                        mine.set_result(at)
        finally:
            self._is_asked = False

    async def _instants(self, slots: Slots, count: int) -> list[float]:
        waits: Sequence[float] = (0.0,) * count
        try:
            waits = await slots(count)
        except DatabaseProblem as problem:
            log.warning("replies.unpaced", replies=count, exc_info=problem)
        now = asyncio.get_running_loop().time()
        return [now + wait for wait in waits]

    async def owed(self) -> None:
        """Returns when something owed may leave."""
        loop = asyncio.get_running_loop()
        async with self._owed:
            until = loop.time() + LONGEST_YIELD_S
            while wait := self._wait_of_owed(is_patient=loop.time() < until):  # noqa: ASYNC110
                await asyncio.sleep(wait)
            self._leaves()

    def _wait_of_owed(self, *, is_patient: bool) -> float:
        if not is_patient:
            return self._wait_s(self._rate)
        if self._people.locked():
            return _LOOK_AGAIN_S
        now = asyncio.get_running_loop().time()
        talks = self._talked_at is not None and now - self._talked_at < A_SECOND_S
        return self._wait_s(max(1, int(self._rate * SHARE_BESIDE_TALK)) if talks else self._rate)

    def _wait_s(self, most: int, *, queued: bool = False) -> float:
        """Seconds until fewer than `most` have left within a second; 0 when it is so now.

        Who is `queued` leaves a slot after the last: a burst that arrives unevenly, and another one right on
        its heels, would be too many in some second.
        """
        now, left = asyncio.get_running_loop().time(), self._left
        while left and now - left[0] >= A_SECOND_S:
            left.popleft()
        over = len(left) - most
        first_free = left[over] + A_SECOND_S if over >= 0 else now
        next_slot = left[-1] + A_SECOND_S / self._rate if queued and left else now
        return max(0.0, first_free - now, next_slot - now)

    def _leaves(self) -> float:
        now = asyncio.get_running_loop().time()
        self._left.append(now)
        return now
