"""The clock side of clubs: owes warm-ups and the week's posts, shows counts, follows what became of them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot import clubs, deliveries, routines, schedules, tasks, tips
from bot.clock import Clock
from bot.clubs import Club, Due, Recount, Totals, Weekly, WeeklyDue
from bot.content import Content
from bot.database import Database, DatabaseProblem, Session
from bot.deliveries import Button, Claimed, Gone, Message, Moved, Outcome, Refused, Sent, TryLater
from bot.logs import logger
from bot.vault import Vault
from bot.wording import club_posts as wording
from bot.wording.figures import Figures, no_figures
from bot.wording.words import Dictionary, Words

log = logger("club_posts")

Rebutton = Callable[[int, int, tuple[tuple[Button, ...], ...]], Awaitable[Outcome]]
Wording = Callable[[Words, Club], Message]

KIND, NEWS_KIND = "club", "club_news"

# The template for an easy run: a club has all kinds of runners.
WARM_UP = "warm_up"

WEEK = timedelta(days=7)

# A page is one transaction, as in ticks.py.
PLANNED_AT_ONCE = 20

# Changes under way; more would only wait for each other.
AT_ONCE = 32
NO_SLOT_FOR = timedelta(seconds=1)


@dataclass
class ClubPosts:
    """What the clubs' clock may touch. Nothing is kept here of any club: rows say what is due."""

    database: Database
    vault: Vault
    content: Content
    dictionary: Dictionary
    clock: Clock
    rebutton: Rebutton
    rate: int
    figures: Figures = no_figures
    _calls: set[asyncio.Task[None]] = field(default_factory=set)
    _planning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _counting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def plan(self) -> None:
        """Owes every warm-up and every post of the week whose time has come, a page a transaction."""
        async with self._planning:
            while not self._stopping:
                async with self.database.begin() as session:
                    now = self.clock.now()
                    due = await clubs.due(session, now, PLANNED_AT_ONCE)
                    weekly = await clubs.due_weekly(session, now, PLANNED_AT_ONCE)
                    for one in due:
                        await self._plan_safely(session, one, now)
                        await clubs.advance(session, one.club, one.run.id, now)
                    for other in weekly:
                        await self._plan_safely(session, other, now)
                        await clubs.advance_week(session, other, now)
                if not due and not weekly:
                    return
                log.info("club_posts.planned", warm_ups=len(due), weekly=len(weekly))

    async def _plan_safely(self, session: Session, due: Due | WeeklyDue, now: datetime) -> None:
        """One that cannot be planned loses its turn, and holds up no other club."""
        try:
            async with session.begin_nested():
                if isinstance(due, Due):
                    await self._owe_warm_up(session, due, now)
                else:
                    await self._owe_weekly(session, due, now)
        except DatabaseProblem:
            raise
        except Exception as problem:
            log.error("club_post.unplannable", club=due.club.id, exc_info=problem)

    async def _owe_warm_up(self, session: Session, due: Due, now: datetime) -> None:
        if not await _has_room(session, due, now):
            return
        if due.starts_at <= now:
            await self._count_expired(session, due, f"{due.run.id}", due.starts_at, now)
            return
        post_id = await clubs.post(session, due, now)
        if post_id is not None:
            words = self.dictionary.in_language(due.club.language)
            routine = routines.for_everyone(WARM_UP, due.club.level, self.content)
            message = wording.warm_up(words, self.content, self.figures, due, routine, post_id)
            await self._owe(session, due, post_id, message, due.starts_at, now)

    async def _owe_weekly(self, session: Session, due: WeeklyDue, now: datetime) -> None:
        expires_at = due.post_at + clubs.GOOD_FOR
        if not await _has_room(session, due, now):
            return
        if expires_at <= now:
            await self._count_expired(session, due, due.what, expires_at, now)
            return
        totals = None
        if due.what is Weekly.DIGEST:
            await clubs.count_week(session, due.club.id, due.post_at - WEEK, due.post_at)
            totals = await clubs.totals(session, due.club.id, due.post_at - WEEK, due.post_at)
            if totals.people < clubs.FEWEST_IN_A_DIGEST:
                return
        post_id = await clubs.post(session, due, now)
        if post_id is not None:
            message = self._weekly(due, post_id, totals)
            await self._owe(session, due, post_id, message, expires_at, now)

    def _weekly(self, due: WeeklyDue, post_id: int, totals: Totals | None) -> Message:
        words, week = self.dictionary.in_language(due.club.language), due.on.isocalendar().week
        match due.what:
            case Weekly.CHALLENGE:
                exercise = routines.challenge(week, self.content)
                return wording.challenge(words, self.figures, due.club, exercise, post_id)
            case Weekly.TIP:
                return wording.tip(words, tips.for_everyone(self.content.cards.values(), week))
        return wording.digest(words, due.club, totals or Totals(), post_id)

    async def _owe(
        self,
        session: Session,
        due: Due | WeeklyDue,
        post_id: int,
        message: Message,
        expires_at: datetime,
        now: datetime,
    ) -> None:
        await deliveries.add(
            session,
            self.vault,
            key=clubs.delivery_keys(post_id)[0],
            kind=KIND,
            lane=deliveries.CLUBS,
            chat_id=due.club.chat_id,
            thread_id=due.club.thread_id,
            message=message,
            due_at=due.post_at,
            expires_at=expires_at,
            now=now,
        )

    async def _count_expired(
        self, session: Session, due: Due | WeeklyDue, what: str, expires_at: datetime, now: datetime
    ) -> None:
        """It was to be posted and came too late to be of use: counted as dropped, and said to nobody."""
        post = deliveries.Owed(
            key=f"club:{due.club.id}:{what}:{due.on}",
            kind=KIND,
            lane=deliveries.CLUBS,
            chat_id=due.club.chat_id,
            message=deliveries.UNSAID,
            due_at=due.post_at,
            expires_at=expires_at,
        )
        await deliveries.add_expired(session, self.vault, [post], now)

    async def recount(self) -> None:
        """Shows the counts that have changed, as many as the pace allows, in one go for many taps."""
        async with self._counting:
            free = AT_ONCE - len(self._calls)
            if self._stopping or free <= 0:
                return
            async with self.database.begin() as session:
                changes = await self._changes(session, free)
            for recount, at in changes:
                tasks.keep(self._calls, self._show(recount, at))

    async def _changes(self, session: Session, most: int) -> list[tuple[Recount, datetime]]:
        """The posts to be changed, each with its instant. Whom the pace leaves out is asked for again."""
        now = self.clock.now()
        found = await clubs.to_recount(session, self.vault, now, most)
        if not found:
            return []
        # One a chat, however many of its topics have a club.
        first = {recount.chat_id: recount for recount in reversed(found)}
        open_chats = await deliveries.take_chats_for_edits(session, now, first, clubs.RECOUNT_EVERY)
        chosen = [recount for chat_id, recount in reversed(first.items()) if chat_id in open_chats]
        slots = await deliveries.take_for_edits(session, now, self.rate, len(chosen))
        changes = list(zip(chosen, slots, strict=False))
        made = {recount.post_id for recount, _ in changes}
        for recount in found:
            if recount.post_id not in made:
                await clubs.hold(session, recount.post_id, now, NO_SLOT_FOR)
        return changes

    async def _show(self, recount: Recount, at: datetime) -> None:
        await asyncio.sleep(self.clock.seconds_until(at, deliveries.EDITS_HORIZON))
        words = self.dictionary.in_language(recount.language)
        rows = wording.buttons(words, recount.what, recount.post_id, recount.counts)
        outcome = await self.rebutton(recount.chat_id, recount.message_id, rows)
        async with self.database.begin() as session:
            await self._settle(session, recount, outcome)

    async def _settle(self, session: Session, recount: Recount, outcome: Outcome) -> None:
        now = self.clock.now()
        match outcome:
            case Sent():
                await clubs.is_shown(session, recount)
            case Gone(reason):
                await clubs.is_shown(session, recount)
                await self.silence(session, recount.chat_id, now, not clubs.may_not_post(reason))
            case Moved(chat_id):
                await self._move(session, recount.chat_id, chat_id)
            case Refused():
                # Deleted, or we may not change it: its counts are kept, and shown to nobody.
                await clubs.is_shown(session, recount)
                log.info("club_post.unchangeable", post=recount.post_id)
            case TryLater(_, after):
                await clubs.hold(session, recount.post_id, now, after or clubs.RECOUNT_EVERY)
            case _:
                await clubs.hold(session, recount.post_id, now)

    async def follow_up(self, session: Session, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        """What becomes of a club when this became of a message to it; private chats are none of its business.

        It is part of the transaction that records the delivery.
        """
        if claimed.chat_id > 0:
            return
        match outcome:
            case Gone(reason):
                await self.silence(session, claimed.chat_id, now, not clubs.may_not_post(reason))
            case Moved(chat_id):
                await self._move(session, claimed.chat_id, chat_id)
            case Refused(reason) if clubs.may_not_post(reason):
                await self.silence(session, claimed.chat_id, now)
            case Refused(reason) if clubs.topic_is_shut(reason):
                await self._fall_back(session, claimed, now)

    async def silence(self, session: Session, chat_id: int, now: datetime, out: bool = False) -> None:
        """We may not post in this chat: nothing more is owed to it, and who set it up hears so, each once.

        `out`: we were taken out of it altogether, and forget its clubs in time.
        """
        newly = await clubs.silence(session, chat_id, now)
        if out:
            await clubs.leave(session, chat_id, now)
        await deliveries.withdraw_chat(session, chat_id, now)
        say = wording.taken_out if out else wording.silenced
        # One message a person, however many topics of the chat they set up.
        told = {who: club for club in reversed(newly) for who in await clubs.to_tell(session, club.id)}
        for who, club in told.items():
            await self._owe_news(session, who, club, f"silenced:{now.isoformat()}", say, now)

    async def _move(self, session: Session, old_chat_id: int, new_chat_id: int) -> None:
        await deliveries.move_chat(session, old_chat_id, new_chat_id)
        await clubs.move(session, old_chat_id, new_chat_id)

    async def _fall_back(self, session: Session, claimed: Claimed, now: datetime) -> None:
        """Its topic is shut: General takes the post, and the club where no other club is there."""
        club = await clubs.at(session, claimed.chat_id, claimed.thread_id)
        if claimed.thread_id is None:
            if club:
                await self._tell(session, club, "general", wording.general_closed, now)
            return
        if club:
            moved = await clubs.move_to_topic(session, club.id, None)
            said = wording.in_general if moved else wording.once_in_general
            # Once for each topic: what falls back later is no news.
            await self._tell(session, club, f"topic:{claimed.thread_id}", said, now)
        await deliveries.add(
            session,
            self.vault,
            key=f"{claimed.key}:general",
            kind=claimed.kind,
            lane=deliveries.CLUBS,
            chat_id=claimed.chat_id,
            message=claimed.message,
            due_at=now,
            expires_at=claimed.expires_at,
            now=now,
        )

    async def _tell(self, session: Session, club: Club, what: str, say: Wording, now: datetime) -> None:
        for who in await clubs.to_tell(session, club.id):
            await self._owe_news(session, who, club, what, say, now)

    async def _owe_news(
        self, session: Session, who: int, club: Club, what: str, say: Wording, now: datetime
    ) -> None:
        words = self.dictionary.in_language(club.language)
        await deliveries.add(
            session,
            self.vault,
            key=f"club_news:{club.id}:{what}:{who}",
            kind=NEWS_KIND,
            chat_id=who,
            message=say(words, club),
            due_at=now,
            now=now,
        )

    async def forget(self) -> None:
        """Deletes the clubs that were left, and what was posted, each after its time."""
        async with self.database.begin() as session:
            now = self.clock.now()
            left = await clubs.forget_left(session, now)
            old = await clubs.forget_old(session, now)
            await clubs.forget_said(session, now)
        if left or old:
            log.info("clubs.forgotten", clubs=left, posts=old)

    @property
    def busy(self) -> bool:
        """Whether a change is under way or about to be."""
        return bool(self._calls)

    async def stop(self) -> None:
        """Begins nothing more; a count that was not shown is left to the next process."""
        self._stopping = True
        async with self._planning, self._counting:
            for task in self._calls:
                task.cancel()
            await asyncio.gather(*self._calls, return_exceptions=True)


async def _has_room(session: Session, due: Due | WeeklyDue, now: datetime) -> bool:
    """Whether the club may hear from us: not quiet, and not more than it was promised a day."""
    club = due.club
    if not club.posts or club.zone is None or clubs.is_quiet(club.quiet_until, due.on):
        return False
    today = schedules.local_date(now, club.zone)
    began_at = schedules.instant_on(today, time(0), club.zone) or now
    posted = await clubs.posts_on(session, club.id, began_at)
    if isinstance(due, WeeklyDue):
        # What the club meets for goes before what is only said to it.
        to_come = [run for run in await clubs.runs_of(session, club.id) if run.next_on == today]
        posted += len(to_come)
    return posted < clubs.POSTS_A_DAY
