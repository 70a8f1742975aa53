"""The gate through which all messages of a process leave: answers first, and never too many a second."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from math import ceil

from bot import tasks
from bot.logs import logger

log = logger("gate")

# A second as it is counted where messages leave: a little more, because they arrive a little unevenly. Slots
# on the grid fill it, so that it holds back only what comes after one that was late.
A_SECOND_S = 1.008

# While people are answered, what is owed leaves them a part of the second, and half as much again as they had
# of the last: answers come unevenly, and are then hardly ever held up by it.
SHARE_BESIDE_TALK, FOR_EACH_ANSWER = 0.8, 0.5
# So many answers more may leave in the second in which talk begins: as many as Telegram lets pass beyond it.
BEYOND = 0.1
# But talk alone must not stop it for good.
LONGEST_YIELD_S = 1.0

_LOOK_AGAIN_S = 0.002

# In how many seconds each of so many answers may leave, by the pace that several processes share.
Slots = Callable[[int], Awaitable[Sequence[float]]]


class Gate:
    """At most `rate` messages leave within any second; `reply` goes before `owed`.

    When talk begins beside much that is owed, a few more may: else the first answers would wait for each
    message of the second before.

    Where other processes send as well, answers take their `slots` from what all share, those that come
    together in one go. A database that gives none holds up no answer.
    """

    def __init__(self, rate: int, slots: Slots | None = None) -> None:
        self._rate, self._slots = rate, slots
        self._asking: list[asyncio.Future[float]] = []
        self._asks: set[asyncio.Task[None]] = set()
        self._is_asked = False
        self._left: deque[float] = deque()  # by the loop's clock, those of the last second
        self._answers: deque[float] = deque()  # those of them that were answers
        self._people, self._owed = asyncio.Lock(), asyncio.Lock()

    async def reply(self) -> None:
        """Returns when an answer to a person may leave; who came first goes first."""
        if self._slots:
            await self._slot(self._slots)
        queued = self._people.locked()
        async with self._people:
            while wait := self._wait_of_answer(queued=queued):
                queued = True
                await asyncio.sleep(wait)
            self._answers.append(self._leaves())

    async def _slot(self, slots: Slots) -> None:
        mine: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._asking.append(mine)
        if not self._is_asked:
            self._is_asked = True
            tasks.keep(self._asks, self._ask(slots))
        if (wait := await mine - _now()) > 0:
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
        except Exception as problem:
            # Whatever it was: who waits for an answer must not wait for good.
            log.warning("replies.unpaced", replies=count, exc_info=problem)
        now = _now()
        return [now + wait for wait in waits]

    async def owed(self) -> None:
        """Returns when something owed may leave."""
        async with self._owed:
            until = _now() + LONGEST_YIELD_S
            while wait := self._wait_of_owed(is_patient=_now() < until):  # noqa: ASYNC110
                await asyncio.sleep(wait)
            self._leaves()

    def _wait_of_answer(self, *, queued: bool) -> float:
        """Seconds until an answer may leave; 0 when it may now.

        Where half of a second's are answers, who is queued leaves a slot after the last: a burst that arrives
        unevenly, and another on its heels, would be too many in some second.
        """
        now = _now()
        by_all = self._wait_s(self._left, self._rate + ceil(self._rate * BEYOND))
        by_answers = self._wait_s(self._answers, self._rate)
        is_spaced = queued and len(self._answers) * 2 >= self._rate
        next_slot = self._left[-1] + A_SECOND_S / self._rate - now if is_spaced else 0.0
        return max(by_all, by_answers, next_slot, 0.0)

    def _wait_of_owed(self, *, is_patient: bool) -> float:
        if not is_patient:
            return self._wait_s(self._left, self._rate)
        if self._people.locked():
            return _LOOK_AGAIN_S
        if not self._wait_s(self._answers, 1):
            # None of the last second was an answer.
            return self._wait_s(self._left, self._rate)
        left = self._rate * SHARE_BESIDE_TALK - len(self._answers) * FOR_EACH_ANSWER
        # Where they leave nothing, it is looked at again when the first of them is a second old.
        return self._wait_s(self._left, int(left)) if left >= 1 else self._answers[0] + A_SECOND_S - _now()

    def _wait_s(self, left: deque[float], most: int) -> float:
        """Seconds until fewer than `most` of these have left within a second; 0 when it is so now."""
        now = _now()
        while left and now - left[0] >= A_SECOND_S:
            left.popleft()
        over = len(left) - most
        return 0.0 if over < 0 else left[over] + A_SECOND_S - now

    def _leaves(self) -> float:
        now = _now()
        self._left.append(now)
        return now


def _now() -> float:
    """By the loop's clock, which only goes on."""
    return asyncio.get_running_loop().time()
