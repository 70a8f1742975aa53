"""/today: what is planned and what became of it, starting it before its push, and correcting past days."""

from dataclasses import replace
from datetime import date, timedelta

from bot import checkins, routines, schedules
from bot.chat import asking, gentler, returns, way_back
from bot.chat import routines as pushed
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.returning import Way
from bot.routines import PlannedRoutine, Rest, Routine, Running, State
from bot.schedules import Schedule, Wants
from bot.triage import GROIN_RUNNING, Effect, Level
from bot.wording import today as wording
from bot.wording.today import Day, NoRun

DAYS_SHOWN = 7

# The slot of a routine that was started on a day without a reminder; others have their reminder's id.
UNASKED = "today"


async def show(turn: Turn) -> Reply:
    """/today."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    week = await _week(turn)
    planned = _to_do(week[-1].routines)
    way = await way_back.read(turn)
    running = way.running if way else Running.ANY
    ahead = await _ahead(turn, week[-1], planned, standing.effect, running)
    settled = [(one, pushed.marked_at(turn, one)) for one in week[-1].routines if one is not planned]
    it = wording.Today(
        zone=turn.zone,
        ahead=ahead,
        may_change=await _may_change(turn, week[-1].on, ahead, planned, standing.effect, running),
        planned=planned,
        settled=tuple(settled),
        effect=standing.effect,
        returning=await gentler.now(turn, standing),
        checkin_id=standing.checkin_id,
        stands_since=pushed.stands_since(turn, standing),
        emergency=standing.level is Level.EMERGENCY and standing.seen_at is None,
        own_pause=turn.runner.is_paused(turn.now),
        own_pause_until=turn.runner.paused_until,
        next_push_at=await asking.next_push_at(turn),
        week=week,
        way_back=await returns.now(turn, way, standing),
        no_run=_no_run(way),
        groin_on=await _groin_on(turn) if isinstance(ahead, Rest) else None,
    )
    return Reply(wording.today(turn.words, turn.content, it))


async def _groin_on(turn: Turn) -> date | None:
    """The day of the pain in front while running that the rest is for; None where it is for a rating."""
    told = await checkins.last_told(turn.session, turn.vault, turn.runner.id)
    return told.on if told and GROIN_RUNNING in told.decision.reasons else None


def _no_run(way: Way | None) -> NoRun | None:
    """The day without a run that the page tells of; that it waits for them has a line of its own."""
    if way is None or not way.has_no_run:
        return None
    if way.standing.level is Level.CARRY_ON and not way.is_under_way:
        return None
    next_on = way.here.next_on
    return NoRun(next_on) if next_on is None or next_on > way.today else None


async def press(turn: Turn) -> Reply:
    """A button of the page, of the choice of a day, or of a correction."""
    press = turn.press or Press("")
    match press.question:
        case "start" | "done" | "skip" | "show":
            return await _before_its_push(turn, press.question)
        case "correct":
            return Reply(wording.which_day(turn.words, [day for day in await _week(turn) if day.routines]))
        case "day":
            return await _day(turn, press.value)
        case "routine" | "mark":
            return await _correct(turn, press)
    return await show(turn)


async def _before_its_push(turn: Turn, question: str) -> Reply:
    """Plans today's routine now and goes on as if it had been pushed.

    It takes the slot of today's next reminder, so that its push is about this same routine.
    """
    on = pushed.today(turn)
    given = await routines.on_day(turn.session, turn.vault, turn.runner.id, on)
    planned: PlannedRoutine | Rest | None = _to_do(given)
    if planned is None and not given:
        standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
        reminder = await _next_reminder(turn, on)
        planned = await routines.plan_for(
            turn.session,
            turn.vault,
            turn.runner.id,
            on=on,
            slot=str(reminder.id) if reminder else UNASKED,
            wants=reminder.wants if reminder else Wants.PLAN,
            effect=standing.effect,
            content=turn.content,
            now=turn.now,
            schedule_id=reminder.id if reminder else None,
            running=await way_back.running(turn),
        )
    if not isinstance(planned, PlannedRoutine):
        return await show(turn)
    return await pushed.answer(turn, planned, question)


async def _day(turn: Turn, value: str) -> Reply:
    week = {str(day.on): day for day in await _week(turn)}
    day = week.get(value)
    if day is None or not day.routines:
        return await show(turn)
    if len(day.routines) > 1:
        return Reply(wording.which_routine(turn.words, turn.content, day))
    return _correction(turn, day.routines[0])


async def _correct(turn: Turn, press: Press) -> Reply:
    planned = await routines.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if planned is None:
        return await show(turn)
    may_be = {State.DONE, State.SKIPPED} | ({State.MISSED} if _is_over(turn, planned) else set())
    if press.question == "mark" and press.value in may_be:
        state = State(press.value)
        await routines.mark(turn.session, planned.id, turn.runner.id, state, turn.now)
        await pushed.take_back_reminders(turn, planned)
        planned = replace(planned, state=state)
    return _correction(turn, planned)


def _correction(turn: Turn, planned: PlannedRoutine) -> Reply:
    return Reply(wording.correct(turn.words, turn.content, planned, may_be_missed=_is_over(turn, planned)))


def _is_over(turn: Turn, planned: PlannedRoutine) -> bool:
    return planned.on < pushed.today(turn)


async def _week(turn: Turn) -> tuple[Day, ...]:
    """The last seven local days with their routines, today last."""
    last_on = pushed.today(turn)
    days = [last_on - timedelta(days=before) for before in reversed(range(DAYS_SHOWN))]
    given = await routines.recent(turn.session, turn.vault, turn.runner.id, days[0])
    return tuple(Day(on, tuple(one for one in given if one.on == on)) for on in days)


def _to_do(given: tuple[PlannedRoutine, ...] | list[PlannedRoutine]) -> PlannedRoutine | None:
    """The routine that can be done now: an open one, else one that was put aside."""
    for state in (State.OWED, State.SKIPPED):
        for planned in given:
            if planned.state is state:
                return planned
    return None


async def _ahead(
    turn: Turn, day: Day, planned: PlannedRoutine | None, effect: Effect, running: Running
) -> Routine | Rest | None:
    """What can be done today: what was given, else, before anything was given, what the plan brings."""
    if planned is not None:
        return await pushed.as_it_stands(turn, planned, effect, running)
    if day.routines:
        return None
    reminder = await _next_reminder(turn, day.on)
    wants = reminder.wants if reminder else Wants.PLAN
    return await routines.choose(
        turn.session,
        turn.vault,
        turn.runner.id,
        on=day.on,
        effect=effect,
        content=turn.content,
        wants=wants,
        running=running,
    )


async def _may_change(
    turn: Turn,
    on: date,
    ahead: Routine | Rest | None,
    planned: PlannedRoutine | None,
    effect: Effect,
    running: Running,
) -> bool:
    """Whether there is something to do instead of what can be done today."""
    session, vault, content = turn.session, turn.vault, turn.content
    if not isinstance(ahead, Routine):
        return False
    if planned is not None:
        return bool(await routines.swaps_for(session, vault, planned, effect, content, running=running))
    return await routines.can_be_changed(
        session, vault, turn.runner.id, ahead, on=on, effect=effect, content=content, running=running
    )


async def _next_reminder(turn: Turn, on: date) -> Schedule | None:
    """The reminder that is next due on this local day."""
    found = await schedules.of_runner(turn.session, turn.runner.id)
    due = [one for one in found if one.next_at and one.next_on == on]
    return min(due, key=lambda one: (one.next_at, one.id), default=None)


COMMANDS = (Command("today", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {"today": (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
