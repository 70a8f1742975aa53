"""Time passed: plan what is due, close what has ended, forget what has expired."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import checkins, deliveries, routines, runners, schedules, tips
from bot.clock import Clock
from bot.content import Content
from bot.database import Database, DatabaseProblem, Session
from bot.deliveries import Message
from bot.logs import logger
from bot.vault import Vault
from bot.wording import routines as wording
from bot.wording import tips as tip_words
from bot.wording.words import Dictionary

log = logger("ticks")

# A warm-up four hours late is of no use to anyone.
ROUTINE_IS_OF_USE_FOR = timedelta(hours=4)

UNFINISHED_IS_KEPT_FOR = timedelta(days=30)

# A page is one transaction, and on SQLite nobody is answered during one: kept to some tens of milliseconds.
PLANNED_AT_ONCE = 20
# No reminder has this id. A word here would say in clear what only the sealed message may say.
REST_SLOT = "0"
MISSED_AT_ONCE = 500


@dataclass
class Ticks:
    """What planning may touch. Nothing is kept here of anybody: rows say what is due."""

    database: Database
    vault: Vault
    content: Content
    dictionary: Dictionary
    clock: Clock
    _planning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def plan(self) -> None:
        """Owes every push whose time has come, a page a transaction, oldest first."""
        async with self._planning:
            while not self._stopping:
                async with self.database.begin() as session:
                    now = self.clock.now()
                    due = await schedules.due(session, now, PLANNED_AT_ONCE)
                    for schedule in due:
                        await self._plan_safely(session, schedule, now)
                if due:
                    log.info("pushes.planned", count=len(due))
                if len(due) < PLANNED_AT_ONCE:
                    return

    async def _plan_safely(self, session: Session, schedule: schedules.DueSchedule, now: datetime) -> None:
        """One that cannot be planned loses its turn, and holds up nobody who is due after it."""
        try:
            async with session.begin_nested():
                await self._plan_one(session, schedule, now)
        except DatabaseProblem:
            raise
        except Exception as problem:
            log.error("push.unplannable", schedule=schedule.id, exc_info=problem)
            await schedules.advance(session, schedule.id, "UTC", now)

    async def _plan_one(self, session: Session, schedule: schedules.DueSchedule, now: datetime) -> None:
        # Locked, so that a check-in that pauses the plan at this very moment is seen or waits for us.
        runner = await runners.get(session, schedule.runner_id, lock=True)
        if runner is None or runner.zone is None:
            await schedules.rest(session, schedule.id)
            return
        await schedules.advance(session, schedule.id, runner.zone, now)
        expires_at = schedule.next_at + ROUTINE_IS_OF_USE_FOR
        wall = schedule.next_at.astimezone(ZoneInfo(runner.zone)).time()
        unwanted = (
            runner.is_paused(now)
            or runner.unreachable
            or not runner.onboarded
            # Its hour was chosen outside them; a flight or new quiet hours may have moved it in.
            or schedules.is_quiet(wall, runner.quiet_from, runner.quiet_until)
        )
        if unwanted or expires_at <= now:
            return
        if schedule.wants is schedules.Wants.TIP:
            await self._plan_tip(session, runner, schedule, now)
            return
        pushed = await self._push(session, runner, schedule, now)
        if pushed is None:
            return
        slot, message = pushed
        await deliveries.add(
            session,
            self.vault,
            key=routines.push_key(runner.id, schedule.on, slot),
            kind="routine",
            runner_id=runner.id,
            chat_id=runner.chat_id,
            message=message,
            due_at=schedule.next_at,
            expires_at=expires_at,
            now=now,
        )

    async def _push(
        self, session: Session, runner: runners.Runner, schedule: schedules.DueSchedule, now: datetime
    ) -> tuple[str, Message] | None:
        """What this reminder has to say today, and the slot of the day it is said in."""
        words = self.dictionary.in_language(runner.language)
        standing = await checkins.standing(session, self.vault, runner.id)
        planned = await routines.for_reminder(
            session,
            self.vault,
            runner.id,
            on=schedule.on,
            slot=str(schedule.id),
            wants=schedule.wants,
            effect=standing.effect,
            content=self.content,
            now=now,
            schedule_id=schedule.id,
        )
        if isinstance(planned, routines.Rest):
            # Once a day is enough to hear that the plan rests, however many reminders there are.
            if standing.needs_clearing and standing.since and standing.checkin_id:
                since_on = schedules.local_date(standing.since, runner.zone or "UTC")
                return REST_SLOT, wording.rest_until_cleared(words, since_on, standing.checkin_id)
            return REST_SLOT, wording.rest(words)
        if planned is None:
            return None
        routine = await routines.as_it_stands(session, self.vault, planned, standing.effect, self.content)
        if not isinstance(routine, routines.Routine):
            return None
        swaps = await routines.swaps_for(session, self.vault, planned, standing.effect, self.content)
        return str(schedule.id), wording.push(words, self.content, planned.id, routine, swaps)

    async def _plan_tip(
        self, session: Session, runner: runners.Runner, schedule: schedules.DueSchedule, now: datetime
    ) -> None:
        """Owes the tip of the week, where one may come now."""
        tip = await tips.next_tip(session, self.vault, runner, self.content, now)
        if tip is None:
            return
        words = self.dictionary.in_language(runner.language)
        await deliveries.add(
            session,
            self.vault,
            key=f"tip:{runner.id}:{schedule.on}",
            kind="tip",
            runner_id=runner.id,
            chat_id=runner.chat_id,
            message=tip_words.push(words, self.content.cards[tip.card_id]),
            due_at=schedule.next_at,
            expires_at=schedule.next_at + ROUTINE_IS_OF_USE_FOR,
            now=now,
        )

    async def tidy_ledger(self) -> None:
        """Drops what came too late and applies the rule for doubt to claims of dead processes."""
        async with self.database.begin() as session:
            now = self.clock.now()
            expired = await deliveries.expire(session, now)
            doubted = await deliveries.recover(session, now)
        if expired or doubted:
            log.warning("deliveries.tidied", expired=expired, doubted=doubted)

    async def close_days(self) -> None:
        """Marks routines as missed whose day has ended where their runner lives."""
        async with self.database.begin() as session:
            missed = await routines.mark_missed(session, self.clock.now(), MISSED_AT_ONCE)
        if missed:
            log.info("routines.missed", count=missed)

    async def forget(self) -> None:
        """Deletes settled deliveries after their time, and people who never finished the set-up."""
        async with self.database.begin() as session:
            now = self.clock.now()
            settled = await deliveries.forget_settled(session, now)
            unfinished = await runners.prune_unfinished(session, now - UNFINISHED_IS_KEPT_FOR)
        if settled or unfinished:
            log.info("expired.forgotten", deliveries=settled, unfinished=unfinished)

    async def stop(self) -> None:
        """Plans nothing more."""
        self._stopping = True
        async with self._planning:
            return
