"""The send line: claims what is owed, hands it to the courier at its slot, writes down what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot import deliveries, runners, tasks
from bot.clock import Clock
from bot.database import Database, DatabaseProblem, Session
from bot.deliveries import Claimed, Gate, Gone, Message, Outcome, Refused, Sent
from bot.logs import logger
from bot.vault import Vault

log = logger("send_line")

Deliver = Callable[[int, Message, int | None], Awaitable[Outcome]]
# What else follows from an outcome, in the transaction that records it.
FollowUp = Callable[[Session, Claimed, Outcome, datetime], Awaitable[None]]
# How many replies went out since it was last asked.
Replies = Callable[[], int]
# Whether somebody waits for an answer in this process.
PeopleWait = Callable[[], bool]
# What became of a call, for whoever counts.
Delivered = Callable[[Outcome], None]
Settled = list[tuple[Claimed, Outcome]]

# Calls under way, or made and not yet recorded, are the most that a crash may leave in doubt: few at 30 a
# second, where the rest is for a slow Telegram, and a quarter of a second's worth where the rate is high.
LEAST_AT_ONCE, MOST_AT_ONCE = 32, 256
# At a high rate outcomes are gathered so long, and recorded together.
GATHERED_FOR_S = 0.02

# Together shorter than the lease: who died with what was sent and not recorded is followed by doubt alone.
RECORDED_AGAIN_AFTER_S = (0.1, 0.5, 1, 2, 5, 10, 10)

# Between two messages of this process, as a part of the slot's width; a little less than a slot, so that
# what was late catches up.
LEAST_GAP = 1.005
# Two slots are taken ahead, and at a tenth of the rate they are ten times as wide.
MOST_SLOTS_AHEAD = 21
SHORTEST_SLEEP_S = 0.0005
# After a flood the line may stand for a minute; who stops the process does not wait as long.
LONGEST_SLEEP_S = 1.0
# Together less than a slot at 30 a second, which is taken as far ahead: talk takes none that it does not use.
LOOKS, LOOK_AGAIN_AFTER_S = 5, 0.005
# What waits for its slot when a process is killed was not sent, but nobody can know that.
MOST_WAITING = 1


def at_once(rate: int) -> int:
    """How many messages a process has in hand at most, at `rate` a second."""
    return min(max(LEAST_AT_ONCE, rate // 4), MOST_AT_ONCE)


async def nothing_more(_session: Session, _claimed: Claimed, _outcome: Outcome, _now: datetime) -> None:
    """The ledger alone says what follows."""


def no_replies() -> int:
    """Nobody is talked to beside the ledger."""
    return 0


def nobody_waits() -> bool:
    """Nobody is answered in this process."""
    return False


def nobody_counts(_outcome: Outcome) -> None:
    """What became of a call is counted by nobody."""


@dataclass
class SendLine:
    """One line a process. It is handed the courier's `deliver` and runs without Telegram."""

    database: Database
    vault: Vault
    clock: Clock
    deliver: Deliver
    rate: int
    gate: Gate
    follow_up: FollowUp = nothing_more
    replies: Replies = no_replies
    delivered: Delivered = nobody_counts
    people_wait: PeopleWait = nobody_waits
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _wakes: set[asyncio.Task[None]] = field(default_factory=set)
    _calls: set[asyncio.Task[None]] = field(default_factory=set)
    _settled: Settled = field(default_factory=list)
    _being_recorded: int = 0
    _recorders: set[asyncio.Task[None]] = field(default_factory=set)
    _recorder: asyncio.Task[None] | None = None
    _moved_on: asyncio.Event = field(default_factory=asyncio.Event)
    _not_before: float = 0.0  # by the loop's clock
    _waiting: int = 0  # claimed, and before their slot
    _stopping: bool = False

    @property
    def busy(self) -> bool:
        """Whether a call is under way, about to be, or not yet recorded."""
        return bool(self._wakes or self._in_hand)

    @property
    def _in_hand(self) -> int:
        return len(self._calls) + len(self._settled) + self._being_recorded

    def send_now(self) -> None:
        """Something was owed that should not wait for the next tick."""
        # One that waits for its turn sees all that was owed before it begins.
        if len(self._wakes) < 2:
            tasks.keep(self._wakes, self.send())

    async def send(self) -> None:
        """Sends what is owed, at the pace, until nothing more is due."""
        most = at_once(self.rate)
        async with self._claiming:
            while not self._stopping:
                # One transaction for many: a claim of one costs nearly as much as a claim of all these.
                while self._in_hand > most // 2 or self._waiting > MOST_WAITING:
                    self._moved_on.clear()
                    await self._moved_on.wait()
                await self._let_people_go_first()
                async with self.database.begin() as session:
                    claim = await deliveries.claim(
                        session,
                        self.vault,
                        now=self.clock.now(),
                        rate=self.rate,
                        most=most // 2,
                        replies=self.replies(),
                    )
                for claimed in claim.rows:
                    tasks.keep(self._calls, self._send_one(claimed))
                if claim.wait_until is None:
                    return
                wait = (claim.wait_until - self.clock.now()).total_seconds()
                await asyncio.sleep(min(max(0.0, wait), LONGEST_SLEEP_S))

    async def _let_people_go_first(self) -> None:
        """At a high rate the line would use the whole processor: what is claimed next waits for who waits."""
        for _ in range(LOOKS):
            if not self.people_wait():
                return
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)

    async def _send_one(self, claimed: Claimed) -> None:
        loop = asyncio.get_running_loop()
        # A slot further ahead than any is taken was meant by a clock that has gone back since.
        wait = min((claimed.send_at - self.clock.now()).total_seconds(), MOST_SLOTS_AHEAD / self.rate)
        # Whoever comes late to a slot makes the next one wait: a burst after a slow moment would be seen.
        at = max(loop.time() + wait, self._not_before)
        self._not_before = max(at, loop.time()) + LEAST_GAP / self.rate
        if at - loop.time() > SHORTEST_SLEEP_S:
            self._waiting += 1
            try:
                await asyncio.sleep(at - loop.time())
            finally:
                self._waiting -= 1
                self._moved_on.set()
        await self.gate.owed()
        outcome = await self.deliver(claimed.chat_id, claimed.message, claimed.thread_id)
        self.delivered(outcome)
        self._settled.append((claimed, outcome))
        if self._recorder is None or self._recorder.done():
            self._recorder = tasks.keep(self._recorders, self._record())

    async def _record(self) -> None:
        """The first at once; what comes in while it is written down is next, together."""
        while self._settled:
            settled, self._settled = self._settled, []
            self._being_recorded = len(settled)
            try:
                await self._write_down(settled)
            finally:
                self._being_recorded = 0
                self._moved_on.set()
            if len(settled) > 1 and not self._stopping:
                await asyncio.sleep(GATHERED_FOR_S)

    async def _write_down(self, settled: Settled) -> None:
        """Only the recording is tried again when the database will not have it; never the sending."""
        for wait in (*RECORDED_AGAIN_AFTER_S, None):
            try:
                return await self._write(settled)
            except DatabaseProblem as problem:
                log.error("deliveries.unrecorded", deliveries=_ids(settled), exc_info=problem)
                if wait is None:
                    return None
                await asyncio.sleep(wait)
            except Exception as problem:
                # What follows from one outcome may fail; the others are recorded all the same.
                if len(settled) == 1:
                    log.error("delivery.unrecorded", delivery=settled[0][0].id, exc_info=problem)
                    return None
                for one in settled:
                    await self._write_down([one])
                return None
        return None

    async def _write(self, settled: Settled) -> None:
        async with self.database.begin() as session:
            now = self.clock.now()
            ours = await deliveries.record_all(session, settled, now)
            for claimed, outcome in settled:
                if isinstance(outcome, Gone) and claimed.runner_id is not None:
                    await runners.unreachable(session, claimed.runner_id, now)
                await self.follow_up(session, claimed, outcome, now)
        _tell(settled, ours)

    async def stop(self) -> None:
        """Claims nothing more and waits for what is in flight."""
        self._stopping = True
        self._moved_on.set()
        async with self._claiming:
            await self.settle()

    async def settle(self) -> None:
        """Waits until every call under way is recorded."""
        while self._in_hand:
            await asyncio.gather(*self._calls, *self._recorders, return_exceptions=True)


def _ids(settled: Settled) -> list[int]:
    return [claimed.id for claimed, _ in settled]


def _tell(settled: Settled, ours: frozenset[int]) -> None:
    sent = [claimed.id for claimed, it in settled if isinstance(it, Sent) and claimed.id in ours]
    if sent:
        log.info("deliveries.sent", deliveries=sent)
    for claimed, outcome in settled:
        if claimed.id not in ours:
            log.warning("delivery.taken_over", delivery=claimed.id, outcome=type(outcome).__name__)
        elif not isinstance(outcome, Sent):
            # A refusal is a fault of ours; without the kind, which would tell more than an id.
            tell = log.error if isinstance(outcome, Refused) else log.info
            tell("delivery.settled", delivery=claimed.id, outcome=type(outcome).__name__)
