"""The rule for how fast the whole bot may send: even slots, slower after floods, and back by steps."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# Slots are one hundredth wider than the rate, so that a late packet does not make 31 in some second.
SLACK = 1.01

# A slot is taken this far ahead at most: long enough to hand out many at a high rate in one transaction and
# to have two at a low one, so that each goes out on its instant and not when the database was done; short
# enough that next to nothing is in flight when a process is killed.
HORIZON = timedelta(milliseconds=20)

# Who comes this little too late for a slot still has it, so that the rate is used up; later ones are lost.
LATE = timedelta(milliseconds=10)

# Countdowns may be left out, so they take what leaves pushes and advice as much again.
EDITS_SHARE = 0.5
EDITS_HORIZON = timedelta(seconds=1)

# Replies never wait, and what is owed gives way to them; but talk alone must not stop it for good.
LONGEST_YIELD = timedelta(seconds=1)

# Where several processes send, answers take slots, too; not all, so that talk alone stops nothing for good.
REPLIES_SHARE = 0.9
# So many answers leave together after a quiet while: fewer than Telegram tolerates on top of its limit.
TOGETHER, QUIET_FOR = 3, timedelta(seconds=1)

CLOCK_WENT_BACK = timedelta(seconds=10)

# One chat's 429 is that chat's. Telegram does not say when it means the whole bot, so several chats at
# once are read as that: half the rate, and a tenth of it back every ten seconds.
SEVERAL, AT_ONCE_WITHIN = 3, timedelta(seconds=10)
LEAST_PERCENT, STEP_PERCENT, STEP_AFTER = 10, 10, timedelta(seconds=10)
LONGEST_STOP = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Flow:
    """How the bot's messages flow, for all processes alike. Instants are None until there was one."""

    free_at: datetime | None = None  # the next message's slot
    edits_free_at: datetime | None = None  # the next slot of an edit that can wait
    percent: int = 100  # of the rate, at `slowed_at`
    slowed_at: datetime | None = None
    floods: int = 0  # 429s since `flooded_at`
    flooded_at: datetime | None = None
    replies_free_at: datetime | None = None  # the next answer's slot, of a process that others send beside

    def percent_at(self, now: datetime) -> int:
        """How much of the rate is used now: steps back up since it was slowed."""
        # Of a flood that is yet to come nobody heard: the machine's clock went back since.
        if self.slowed_at is None or self.slowed_at > now + CLOCK_WENT_BACK:
            return 100
        steps = max(timedelta(0), now - self.slowed_at) // STEP_AFTER
        return min(100, self.percent + steps * STEP_PERCENT)

    def step(self, now: datetime, rate: int) -> timedelta:
        """From one slot to the next, at `rate` messages a second."""
        return timedelta(seconds=SLACK / rate * 100 / self.percent_at(now))

    def first_free(self, now: datetime) -> datetime:
        """The next slot: now at the earliest, or one that was only just missed."""
        return _not_before(now, self.free_at, LATE)

    def slots(self, now: datetime, rate: int, most: int) -> list[datetime]:
        """Up to `most` instants at which the bot may send, from now to the horizon."""
        first, step = self.first_free(now), self.step(now, rate)
        until = now + max(HORIZON, step * 2)
        return [at for i in range(most) if (at := first + step * i) <= until]

    def slots_for_edits(self, now: datetime, rate: int, most: int) -> list[datetime]:
        """Up to `most` instants of the coming second for edits that can wait: half the rate at most."""
        first, step = _not_before(now, self.edits_free_at), self.step(now, rate) / EDITS_SHARE
        return [at for i in range(most) if (at := first + step * i) < now + EDITS_HORIZON]

    def after(self, last: datetime, now: datetime, rate: int) -> "Flow":
        """With every slot up to `last` taken."""
        return replace(self, free_at=last + self.step(now, rate))

    def after_edits(self, taken: list[datetime], now: datetime, rate: int) -> "Flow":
        """With these slots of edits taken, from the whole bot's: both together keep to the rate."""
        step = self.step(now, rate)
        return replace(
            self,
            edits_free_at=taken[-1] + step / EDITS_SHARE,
            free_at=self.first_free(now) + step * len(taken),
        )

    def after_replies(self, count: int, now: datetime, rate: int) -> "Flow":
        """So many replies went out meanwhile, at once; what is owed waits for as many slots."""
        later = self.first_free(now) + self.step(now, rate) * count
        return replace(self, free_at=min(later, max(self.first_free(now), now + LONGEST_YIELD)))

    def for_replies(self, count: int, now: datetime, rate: int) -> tuple[list[datetime], "Flow"]:
        """Slots for so many answers to people, and the flow with them taken: what is owed gives way at once.

        Floods slow what is owed and not these. One alone leaves at once; several begin behind what is on its
        way already. Where nobody has sent for a while, a few leave together.
        """
        slot = timedelta(seconds=SLACK / rate)
        step = slot / REPLIES_SHARE
        first = _not_before(now, self.replies_free_at)
        if first > now + CLOCK_WENT_BACK:
            # No queue of answers is as long: the slot was written before the machine's clock went back.
            first = now
        is_quiet = self.free_at is None or self.free_at < now - QUIET_FOR
        if is_quiet and first == now:
            first -= step * (TOGETHER - 1)
        elif count > 1 and self.free_at and self.free_at <= now + max(HORIZON, slot * 2):
            first = max(first, self.free_at)
        taken = [first + step * i for i in range(count)]
        later = self.first_free(now) + slot * count
        return taken, replace(self, free_at=later, replies_free_at=taken[-1] + step)

    def after_flood(self, wait: timedelta, now: datetime) -> "Flow":
        """One chat was told to wait; when several were, everything waits and goes on slower."""
        recent = self.flooded_at is not None and now - self.flooded_at < AT_ONCE_WITHIN
        floods = self.floods + 1 if recent else 1
        if floods < SEVERAL:
            return replace(self, floods=floods, flooded_at=self.flooded_at if recent else now)
        return replace(
            self,
            free_at=max(self.first_free(now), now + min(wait, LONGEST_STOP)),
            percent=max(LEAST_PERCENT, self.percent_at(now) // 2),
            slowed_at=now,
            floods=0,
            flooded_at=None,
        )


def _not_before(now: datetime, at: datetime | None, late: timedelta = timedelta(0)) -> datetime:
    # A slot further ahead than we ever take them was written before the machine's clock went back.
    if at is None or at > now + LONGEST_STOP + CLOCK_WENT_BACK or at < now - late:
        return now
    return at
