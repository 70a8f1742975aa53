"""Time passed while an announcement is on its way: the next page is owed, operators see how far it is."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from bot import announcements, deliveries, runners
from bot.announcements import Announcement, Bar, Progress
from bot.clock import Clock
from bot.database import Database, Session
from bot.deliveries import Gone, Message, Outcome, Owed, Refused, Sent, TryLater
from bot.logs import logger
from bot.runners import Runner
from bot.vault import Vault
from bot.wording import announcements as wording
from bot.wording.words import DEFAULT_LANGUAGE, Dictionary

log = logger("announcing")

Update = Callable[[int, int, Message, str | None], Awaitable[Outcome]]

# A page is one transaction, as in ticks.py.
OWED_AT_ONCE = 100

# No more stands in the line than is sent within this time: so pauses and quiet hours that begin while a long
# announcement goes out still count, and a stop has little to take back.
AHEAD_S = 20


@dataclass
class Announcing:
    """What the announcements' clock may touch. Nothing is kept here of any: rows say how far each is."""

    database: Database
    vault: Vault
    dictionary: Dictionary
    clock: Clock
    update: Update
    rate: int
    page: int = OWED_AT_ONCE
    ahead_s: int = AHEAD_S
    _planning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _showing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def plan(self) -> None:
        """Owes the announcement that is on its way to the next runners, a page a transaction."""
        async with self._planning:
            while not self._stopping:
                async with self.database.begin() as session:
                    now = self.clock.now()
                    found = await announcements.under_way(session, self.vault, alone=True)
                    if found is None or found.is_all_owed:
                        return
                    if await self._has_enough(session, now):
                        return
                    await self._owe_page(session, found, now)

    async def _has_enough(self, session: Session, now: datetime) -> bool:
        return await deliveries.due_now(session, deliveries.ANNOUNCED, now) >= self.rate * self.ahead_s

    async def _owe_page(self, session: Session, found: Announcement, now: datetime) -> None:
        upto, since = found.last_runner_id, found.confirmed_at
        ids: Sequence[int] = ()
        if now < found.expires_at:
            ids = await runners.audience_after(session, found.owed_upto, upto, since, now, self.page)
        # Locked, so that a pause at this very moment is seen or takes back what we add.
        people = (await runners.lock_all(session, ids)).values() if ids else ()
        owed = self._owed_to([one for one in people if _may_hear(one, now)], found, now)
        added = await deliveries.add_all(session, self.vault, owed, now)
        if len(ids) == self.page:
            upto = ids[-1]
        await announcements.keep_owed(session, found.id, len(added), upto)
        log.info("announcement.owed", announcement=found.id, count=len(added))

    def _owed_to(self, people: Sequence[Runner], found: Announcement, now: datetime) -> list[Owed]:
        # A page has few different nights, and the end of one takes a walk by minutes to find.
        turns = {
            night: announcements.turn_to_hear(now, found.expires_at, *night) for night in map(_night, people)
        }
        return [
            Owed(
                key=announcements.key_for(found.id, one.id),
                kind=announcements.KIND,
                lane=deliveries.ANNOUNCED,
                announcement_id=found.id,
                runner_id=one.id,
                chat_id=one.chat_id,
                message=wording.announcement(
                    announcements.in_language(found.texts, one.language, DEFAULT_LANGUAGE)
                ),
                due_at=turns[_night(one)].due_at,
                expires_at=turns[_night(one)].expires_at,
            )
            for one in people
        ]

    async def show(self) -> None:
        """Counts how far announcements are, and changes the messages in which operators follow them."""
        async with self._showing:
            if self._stopping:
                return
            async with self.database.begin() as session:
                changes = await self._changes(session, self.clock.now())
            for bar, progress, at in changes:
                await self._show(bar, progress, at)

    async def _changes(self, session: Session, now: datetime) -> list[tuple[Bar, Progress, datetime]]:
        """The messages that say something else by now, each with the instant of its change."""
        changed = []
        for found in await announcements.to_look_at(session, self.vault, now):
            counts = await deliveries.of_announcement(session, found.id, now)
            progress = announcements.progress_of(found, counts)
            if progress.has_ended and not found.ended_at:
                await announcements.ended(session, found.id, progress, now)
                log.info("announcement.ended", announcement=found.id, sent=progress.sent)
            for bar in await announcements.bars_of(session, found.id):
                if bar.shown != progress.brief:
                    changed.append((bar, progress))
                elif progress.has_ended:
                    await announcements.forget_bar(session, bar)
            # One that has ended is looked at until everybody who follows it has seen so.
            over = progress.has_ended and not await announcements.bars_of(session, found.id)
            await announcements.look_later(session, found.id, None if over else now)
        if not changed:
            return []
        slots = await deliveries.take_for_edits(session, now, self.rate, len(changed))
        # Whom the pace leaves out is shown the next time.
        return [(bar, progress, at) for (bar, progress), at in zip(changed, slots, strict=False)]

    async def _show(self, bar: Bar, progress: Progress, at: datetime) -> None:
        await asyncio.sleep(self.clock.seconds_until(at, deliveries.EDITS_HORIZON))
        words = self.dictionary.in_language(bar.language)
        message = wording.progress(words, bar.announcement_id, progress, self.rate)
        outcome = await self.update(bar.chat_id, bar.message_id, message, None)
        async with self.database.begin() as session:
            match outcome:
                case Sent() if progress.has_ended:
                    await announcements.forget_bar(session, bar)
                case Sent():
                    await announcements.is_shown(session, bar, progress.brief)
                case Gone() | Refused():
                    # Deleted, or nobody is there to see it: /announce shows it anew.
                    await announcements.forget_bar(session, bar)
                case TryLater(_, after) if after:
                    await announcements.look_later(session, bar.announcement_id, self.clock.now(), after)
                case _:
                    # Not shown this time: the next look finds that it says something else.
                    log.info("announcement.unshown", announcement=bar.announcement_id)

    async def forget(self) -> None:
        """Deletes drafts that were left, and old announcements."""
        async with self.database.begin() as session:
            old = await announcements.forget_old(session, self.clock.now())
        if old:
            log.info("announcements.forgotten", count=old)

    @property
    def busy(self) -> bool:
        """Whether a message is being changed."""
        return self._showing.locked()

    async def stop(self) -> None:
        """Owes nothing more; the next process goes on where the rows say."""
        self._stopping = True
        async with self._planning, self._showing:
            return


def _night(runner: Runner) -> tuple[str, time, time]:
    return (runner.zone or "UTC", runner.quiet_from, runner.quiet_until)


def _may_hear(runner: Runner, now: datetime) -> bool:
    return runner.is_set_up and not runner.unreachable and not runner.is_paused(now)
