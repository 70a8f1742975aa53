"""Time passed: plan what is due, close what has ended, forget what has expired."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import (
    checkins,
    deliveries,
    progress,
    questionnaires,
    returning,
    routines,
    runners,
    runs,
    schedules,
    tips,
)
from bot.clock import Clock
from bot.content import Content
from bot.database import Database, DatabaseProblem, Session
from bot.deliveries import Message
from bot.logs import logger
from bot.routines import About, hangs_on_a_run, is_warm_up
from bot.runners import Runner
from bot.schedules import DueSchedule, Wants
from bot.triage import Effect
from bot.vault import Vault
from bot.wording import digests as digest_words
from bot.wording import questionnaires as question_words
from bot.wording import routines as wording
from bot.wording import tips as tip_words
from bot.wording.words import Dictionary

log = logger("ticks")

Turn = tuple[DueSchedule, Runner]
Says = Callable[[Session, Runner, DueSchedule, datetime], Awaitable[Message | None]]

# Where a clock is put back a day has more hours than 24.
A_LOCAL_DAY_AT_MOST = timedelta(hours=26)

UNFINISHED_IS_KEPT_FOR = timedelta(days=30)

# Long enough to press Undo.
DELETED_RUNS_ARE_KEPT_FOR = timedelta(days=1)

# A page is one transaction, and on SQLite nobody is answered during one: kept to some tens of milliseconds.
PLANNED_AT_ONCE = 100
# No reminder has this id. A word here would say in clear what only the sealed message may say.
REST_SLOT = "0"
MISSED_AT_ONCE = 500


ROUTINE = "routine"
# What came too late to be planned is counted, turn by turn, so far back at most.
COUNTED_FOR = timedelta(days=7)


class _Planned(NamedTuple):
    owed: int = 0
    expired: int = 0


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
                    # A runner's second reminder must see what the first has planned: it waits for its page.
                    page = list({turn.runner_id: turn for turn in reversed(due)}.values())
                    planned = await self._plan_safely(session, page[::-1], now)
                if planned.owed:
                    log.info("pushes.planned", count=planned.owed)
                if planned.expired:
                    log.warning("pushes.expired", count=planned.expired)
                if not due:
                    return

    async def _plan_safely(self, session: Session, page: Sequence[DueSchedule], now: datetime) -> _Planned:
        """One that cannot be planned loses its turn, and holds up nobody who is due beside it."""
        try:
            async with session.begin_nested():
                return await self._plan_page(session, page, now)
        except DatabaseProblem:
            raise
        except Exception as problem:
            if len(page) == 1:
                log.error("push.unplannable", schedule=page[0].id, exc_info=problem)
                await schedules.advance(session, page[0].id, "UTC", now)
                return _Planned()
        each = [await self._plan_safely(session, [turn], now) for turn in page]
        return _Planned(sum(it.owed for it in each), sum(it.expired for it in each))

    async def _plan_page(self, session: Session, page: Sequence[DueSchedule], now: datetime) -> _Planned:
        # Locked, so that a check-in that pauses the plan at this very moment is seen or waits for us.
        found = await runners.lock_all(session, {turn.runner_id for turn in page})
        zones = {}
        wanted: list[Turn] = []
        late: list[Turn] = []
        for turn in page:
            runner = found.get(turn.runner_id)
            if runner is None or runner.zone is None:
                await schedules.rest(session, turn.id)
                continue
            zones[turn.id] = runner.zone
            if _is_wanted(turn, runner, now):
                (late if _is_too_late(turn, runner, now) else wanted).append((turn, runner))
        await self._advance(session, page, zones, now)
        expired = [_expired(turn, runner) for turn, runner in late]
        await deliveries.add_expired(session, self.vault, expired, now)
        wanted = await self._under_the_ceiling(session, wanted)
        weekly = [it for it in wanted if it[0].wants in schedules.WEEKLY]
        daily = [it for it in wanted if it[0].wants not in schedules.WEEKLY]
        owed = await self._plan_routines(session, daily, now)
        for turn, runner in weekly:
            owed += await self._plan_weekly(session, turn, runner, now)
        return _Planned(owed, len(expired))

    async def _advance(
        self, session: Session, page: Sequence[DueSchedule], zones: Mapping[int, str], now: datetime
    ) -> None:
        """Moves each on to its next turn.

        One that is too late hides the next: after days of silence each day is counted, and today still comes.
        """
        after: dict[datetime, dict[int, str]] = {}
        for turn in page:
            if turn.id in zones:
                is_late = schedules.is_of_use_until(turn) <= now
                counted_from = now - schedules.is_of_use_for(turn) - COUNTED_FOR
                since = max(turn.next_at, counted_from) if is_late else now
                after.setdefault(since, {})[turn.id] = zones[turn.id]
        for since, which in after.items():
            await schedules.advance_all(session, which, since)

    async def _under_the_ceiling(self, session: Session, wanted: Sequence[Turn]) -> list[Turn]:
        """Those whose runner may still hear from us on that local day; a weekly one is put off instead."""
        if not wanted:
            return []
        instants = [turn.next_at for turn, _ in wanted]
        came = await deliveries.unasked(
            session,
            [runner.id for _, runner in wanted],
            min(instants) - A_LOCAL_DAY_AT_MOST,
            max(instants) + A_LOCAL_DAY_AT_MOST,
        )
        instants_of: dict[int, list[datetime]] = {}
        for runner_id, due_at in came:
            instants_of.setdefault(runner_id, []).append(due_at)
        under = []
        for turn, runner in wanted:
            zone = runner.zone or "UTC"
            had = instants_of.get(runner.id, ())
            if sum(schedules.local_date(due_at, zone) == turn.on for due_at in had) < runner.pushes_a_day:
                under.append((turn, runner))
            elif turn.wants in schedules.WEEKLY:
                await schedules.put_off(session, turn, zone)
        return under

    async def _plan_routines(self, session: Session, wanted: Sequence[Turn], now: datetime) -> int:
        known = await routines.known_of_all(session, self.vault, {r.id: turn.on for turn, r in wanted})
        standing = await checkins.standing_of_all(session, self.vault, known)
        about = {turn.id: self._about(turn, known, standing) for turn, _ in wanted}
        running = [it for it in wanted if hangs_on_a_run(about[it[0].id])]
        asked = [runner for _, runner in running]
        left = await returning.running_of_all(session, self.vault, self.content, asked, standing, now)
        known |= {runner_id: replace(known[runner_id], running=it) for runner_id, it in left.items()}
        about |= {
            turn.id: self._about(turn, known, standing) for turn, _ in running if turn.runner_id in left
        }
        wanted = await self._not_run_yet(session, wanted, about)
        fresh = [
            routines.ToPlan(runner.id, runner.zone or "UTC", it, turn.on, str(turn.id), turn.id)
            for turn, runner in wanted
            if isinstance(it := about[turn.id], routines.Routine)
        ]
        planned = {it.schedule_id: it for it in await routines.plan_all(session, self.vault, fresh, now)}
        owed = []
        for turn, runner in wanted:
            it = about[turn.id]
            it = planned.get(turn.id) if isinstance(it, routines.Routine) else it
            pushed = self._push(turn, runner, known[runner.id], standing[runner.id], it)
            if pushed is not None:
                slot, message = pushed
                key = routines.push_key(runner.id, turn.on, slot)
                owed.append(self._owed(key, ROUTINE, runner, turn, message, now))
        return len(await deliveries.add_all(session, self.vault, owed, now))

    def _about(
        self,
        turn: DueSchedule,
        known: Mapping[int, routines.Known],
        standing: Mapping[int, checkins.Standing],
    ) -> routines.Routine | About:
        effect = standing[turn.runner_id].effect
        return known[turn.runner_id].reminded(turn.on, str(turn.id), effect, self.content, turn.wants)

    async def _not_run_yet(
        self,
        session: Session,
        wanted: Sequence[Turn],
        about: Mapping[int, routines.Routine | About],
    ) -> list[Turn]:
        """Without the warm-ups for a run that is logged already: that day's thing is done."""
        warm_ups = {turn.id: (turn.runner_id, turn.on) for turn, _ in wanted if is_warm_up(about[turn.id])}
        ran = await runs.ran(session, list(warm_ups.values())) if warm_ups else set()
        return [it for it in wanted if warm_ups.get(it[0].id) not in ran]

    def _push(
        self,
        turn: DueSchedule,
        runner: Runner,
        known: routines.Known,
        standing: checkins.Standing,
        about: About,
    ) -> tuple[str, Message] | None:
        """What this reminder has to say today, and the slot of the day it is said in."""
        words = self.dictionary.in_language(runner.language)
        if isinstance(about, routines.Rest):
            # Once a day is enough to hear that the plan rests, however many reminders there are.
            if standing.needs_clearing and standing.since and standing.checkin_id:
                since_on = schedules.local_date(standing.since, runner.zone or "UTC")
                return REST_SLOT, wording.rest_until_cleared(words, since_on, standing.checkin_id)
            return REST_SLOT, wording.rest(words)
        if about is None:
            return None
        routine = known.as_it_stands(about, standing.effect, self.content)
        if not isinstance(routine, routines.Routine):
            return None
        swaps = known.swaps_for(about, standing.effect, self.content)
        return str(turn.id), wording.push(words, self.content, about.id, routine, swaps)

    async def _plan_weekly(self, session: Session, turn: DueSchedule, runner: Runner, now: datetime) -> int:
        """Owes a weekly message, where there is something to say now; gives how many it owes."""
        says = self._weekly().get(turn.wants)
        message = await says(session, runner, turn, now) if says else None
        if message is None:
            return 0
        owed = self._owed(_weekly_key(turn), turn.wants, runner, turn, message, now)
        return len(await deliveries.add_all(session, self.vault, [owed], now))

    def _weekly(self) -> Mapping[Wants, Says]:
        """What each weekly message has to say; each may have nothing."""
        return {
            Wants.TIP: self._tip,
            Wants.QUESTIONNAIRE: self._questions,
            Wants.DIGEST: self._digest,
        }

    async def _tip(
        self, session: Session, runner: Runner, _turn: DueSchedule, now: datetime
    ) -> Message | None:
        tip = await tips.next_tip(session, self.vault, runner, self.content, now)
        if tip is None:
            return None
        words = self.dictionary.in_language(runner.language)
        return tip_words.push(words, self.content.cards[tip.card_id])

    async def _questions(
        self, session: Session, runner: Runner, turn: DueSchedule, _now: datetime
    ) -> Message | None:
        """The questions of the week, unless they are answered already or everything else stops."""
        week_on = questionnaires.week_asked(turn.meant_on)
        standing = await checkins.standing(session, self.vault, runner.id)
        if standing.effect is Effect.PAUSED:
            return None
        if await questionnaires.get(session, self.vault, runner.id, week_on):
            return None
        words = self.dictionary.in_language(runner.language)
        return question_words.push(words, week_on, turn.on)

    async def _digest(
        self, session: Session, runner: Runner, turn: DueSchedule, now: datetime
    ) -> Message | None:
        """What the week had, with one idea; nothing for who was silent for a month."""
        way = await returning.read(session, self.vault, self.content, runner, now)
        on_way_back = way is not None and way.binds
        found = await progress.digest(
            session,
            self.vault,
            runner.id,
            self.content,
            on=turn.meant_on,
            zone=runner.zone or "UTC",
            on_way_back=on_way_back,
            go_waits=way is not None and on_way_back and way.here.state is runs.State.CHECK_IN,
        )
        if found is None:
            return None
        return digest_words.push(self.dictionary.in_language(runner.language), found, runner.miles)

    def _owed(
        self, key: str, kind: str, runner: Runner, turn: DueSchedule, message: Message, now: datetime
    ) -> deliveries.Owed:
        words = self.dictionary.in_language(runner.language)
        zone, quiet = runner.zone or "UTC", (runner.quiet_from, runner.quiet_until)
        wall = turn.next_at.astimezone(ZoneInfo(zone))
        due_at = schedules.comes_at(turn, zone, *quiet, now)
        # What could not be sent by then does not come at night: the next one, where one was missed already.
        night_at = schedules.next_quiet(max(due_at, now), zone, *quiet)
        last_at = schedules.is_of_use_until(turn)
        return deliveries.Owed(
            key=key,
            kind=kind,
            runner_id=runner.id,
            chat_id=runner.chat_id,
            message=message,
            due_at=due_at,
            expires_at=min(last_at, night_at) if night_at else last_at,
            # One of a week may come the day after, when that hour of the new day is still to come.
            late=wording.late(words, wall.time(), wall.date() if turn.wants in schedules.WEEKLY else None),
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
        """Erases settled deliveries and deleted runs after their time, and who never finished the set-up."""
        async with self.database.begin() as session:
            now = self.clock.now()
            settled = await deliveries.forget_settled(session, now)
            unfinished = await runners.prune_unfinished(session, now - UNFINISHED_IS_KEPT_FOR)
            deleted = await runs.forget_deleted(session, now - DELETED_RUNS_ARE_KEPT_FOR)
        if settled or unfinished or deleted:
            log.info("expired.forgotten", deliveries=settled, unfinished=unfinished, runs=deleted)

    async def stop(self) -> None:
        """Plans nothing more."""
        self._stopping = True
        async with self._planning:
            return


def _is_wanted(turn: DueSchedule, runner: Runner, now: datetime) -> bool:
    wall = turn.next_at.astimezone(ZoneInfo(runner.zone or "UTC")).time()
    unwanted = (
        runner.is_paused(now)
        or runner.unreachable
        or not runner.onboarded
        # Its hour was chosen outside them; a flight or new quiet hours may have moved it in.
        or schedules.is_quiet(wall, runner.quiet_from, runner.quiet_until)
    )
    return not unwanted


def _is_too_late(turn: DueSchedule, runner: Runner, now: datetime) -> bool:
    quiet = runner.quiet_from, runner.quiet_until
    comes_at = schedules.comes_at(turn, runner.zone or "UTC", *quiet, now)
    return max(now, comes_at) >= schedules.is_of_use_until(turn)


def _expired(turn: DueSchedule, runner: Runner) -> deliveries.Owed:
    is_weekly = turn.wants in schedules.WEEKLY
    return deliveries.Owed(
        key=_weekly_key(turn) if is_weekly else routines.push_key(runner.id, turn.on, str(turn.id)),
        kind=turn.wants if is_weekly else ROUTINE,
        runner_id=runner.id,
        chat_id=runner.chat_id,
        message=deliveries.UNSAID,
        due_at=turn.next_at,
        expires_at=schedules.is_of_use_until(turn),
    )


def _weekly_key(turn: DueSchedule) -> str:
    return f"{turn.wants}:{turn.runner_id}:{turn.on}"
