"""The gate: never more than the rate in any second, people first, and nobody for good behind others."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from bot.deliveries.gate import A_SECOND_S, BEYOND, LONGEST_YIELD_S, Gate

RATE = 30


class Jumping(asyncio.SelectorEventLoop):
    """A loop whose time jumps to what is waited for next."""

    def __init__(self) -> None:
        super().__init__()
        self.now, select = 0.0, self._selector.select  # type: ignore[attr-defined]

        def jump(timeout: float | None = None) -> Any:
            self.now += timeout or 0.0
            return select(0)

        self._selector.select = jump  # type: ignore[attr-defined]

    def time(self) -> float:
        return self.now


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(test())


class Left:
    """When each of those that were sent through a gate left it."""

    def __init__(self) -> None:
        self.replies: list[float] = []
        self.owed: list[float] = []

    async def at(self, leave: Callable[[], Awaitable[None]], to: list[float], at: float = 0.0) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, at - loop.time()))
        await leave()
        to.append(loop.time())

    def most_in_a_second(self, since: float = 0.0) -> int:
        instants = sorted(at for at in self.replies + self.owed if at >= since)
        return max(sum(at <= it < at + 1 for it in instants) for at in instants)


def test_a_hundred_and_twenty_at_once_leave_at_the_rate_and_in_the_order_they_came() -> None:
    async def test() -> None:
        gate, order = Gate(RATE), list[int]()

        async def says(n: int) -> None:
            await gate.reply()
            order.append(n)

        await asyncio.gather(*(says(n) for n in range(4 * RATE)))
        assert order == list(range(4 * RATE))
        took = asyncio.get_running_loop().time()
        assert took == pytest.approx((4 * RATE - 1) / RATE * A_SECOND_S, abs=1.1 / RATE), "and no slower"

    run(test)


def test_no_second_has_more_than_the_rate_however_late_some_leave() -> None:
    async def test() -> None:
        gate, left = Gate(RATE), Left()
        # Every seventh leaves 45 ms after its slot, and the next ones on theirs.
        slots = (n * 1.01 / RATE + (0.045 if n % 7 == 0 else 0) for n in range(300))
        await asyncio.gather(*(left.at(gate.owed, left.owed, at) for at in slots))
        assert left.most_in_a_second() <= RATE
        assert left.owed[-1] < 300 * 1.01 / RATE + 0.1, "and the rate is used"

    run(test)


def test_nothing_waits_where_few_leave() -> None:
    async def test() -> None:
        gate = Gate(RATE)
        for _ in range(RATE // 3):
            await gate.owed()
            await gate.reply()
        assert asyncio.get_running_loop().time() == 0

    run(test)


def test_no_second_has_more_than_the_rate_whoever_talks_while_much_is_owed() -> None:
    async def test() -> None:
        gate, left = Gate(RATE), Left()
        owed = (left.at(gate.owed, left.owed, n / RATE) for n in range(10 * RATE))
        talk = (left.at(gate.reply, left.replies, 3 + n / 10) for n in range(40))
        await asyncio.gather(*owed, *talk)
        assert left.most_in_a_second() <= RATE * (1 + BEYOND)
        assert left.most_in_a_second(since=4.1) <= RATE, "a few more than that only when talk begins"
        late = [at - (3 + n / 10) for n, at in enumerate(left.replies)]
        assert max(late) == 0, "nobody waits for what is owed"

    run(test)


def test_what_is_owed_has_the_whole_rate_when_nobody_talks() -> None:
    async def test() -> None:
        gate, left = Gate(RATE), Left()
        await asyncio.gather(*(left.at(gate.owed, left.owed) for _ in range(5 * RATE)))
        assert left.owed[-1] == pytest.approx(4 * A_SECOND_S)

    run(test)


def test_talk_alone_does_not_stop_what_is_owed_for_good() -> None:
    async def test() -> None:
        gate, left = Gate(RATE), Left()
        talk = (left.at(gate.reply, left.replies, n / (2 * RATE)) for n in range(10 * RATE))
        owed = (left.at(gate.owed, left.owed, 0.5) for _ in range(3))
        await asyncio.gather(*talk, *owed)
        assert left.most_in_a_second() <= RATE * (1 + BEYOND)
        apart = [later - earlier for earlier, later in zip([0.5, *left.owed], left.owed, strict=False)]
        assert max(apart) <= LONGEST_YIELD_S + 2 * A_SECOND_S

    run(test)


def test_answers_wait_for_slots_that_all_processes_share_and_ask_for_them_together() -> None:
    async def test() -> None:
        asked, left = list[int](), Left()

        async def slots(count: int) -> list[float]:
            asked.append(count)
            await asyncio.sleep(0.003)
            return [n / 10 for n in range(count)]

        gate = Gate(RATE, slots)
        await asyncio.gather(*(left.at(gate.reply, left.replies) for _ in range(5)))
        assert asked == [5]
        assert max(left.replies) == pytest.approx(0.4, abs=0.01)
        await left.at(gate.reply, left.replies)
        assert asked[-1] == 1, "and who comes later is asked for anew"

    run(test)


@pytest.mark.parametrize("problem", [OSError, KeyError])
def test_a_database_that_gives_no_slots_holds_up_no_answer(problem: type[Exception]) -> None:
    async def test() -> None:
        async def slots(count: int) -> list[float]:
            raise problem

        await asyncio.wait_for(Gate(RATE, slots).reply(), 1)

    run(test)
