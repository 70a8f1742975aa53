"""Advice after a check-in: owed so that no crash can lose it, and what its buttons answer."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import checkins, deliveries, routines, runners, schedules, sessions
from bot.chat import levels, mornings, retold, way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Asked, CheckIn, Standing
from bot.content import EmergencyNumber
from bot.deliveries import Message
from bot.sessions import Ending
from bot.triage import STANDING, STOP_TWICE, Effect, Level
from bot.wording import advice as wording
from bot.wording import checkins as checkins_words
from bot.wording import paging, reasons
from bot.wording.advice import WORD, Case

# Long enough not to nag somebody who only lay down, soon enough that they remember.
HURT_ASKED_AFTER = timedelta(hours=1)

ADVICE_AGAIN, FOLLOW_UP, ASK_AGAIN = "advice_again", "follow_up", "ask_again"


def number_for(turn: Turn) -> EmergencyNumber:
    """The emergency number of the country the runner's zone lies in, or what to say where we cannot know."""
    country = runners.country_of(turn.runner.zone) if turn.runner.zone else None
    return turn.content.emergency_numbers.number_for(country, turn.words.language)


async def answer(turn: Turn, checkin: CheckIn) -> Reply:
    """What follows from a check-in: advice that is owed, or a plain answer for the milder levels."""
    level = checkin.decision.level
    if level >= Level.ROUTINE:
        await owe_advice(turn, checkin)
    else:
        await _hold_back(turn, checkin)
    await _end_session(turn, checkin)
    await mornings.owe_after_checkin(turn, checkin)
    told = await levels.after_checkin(turn, checkin)
    return Reply(await shown(turn, checkin), then=told, owes=level >= Level.ROUTINE)


async def shown(turn: Turn, checkin: CheckIn) -> Message:
    """What stands in place of the last question: the answer, or that it comes as a message of its own."""
    case = await _case(turn, checkin)
    if case.level < Level.ROUTINE:
        return wording.advice(turn.words, case)
    flags = wording.ticked(turn.words, checkin.answers, turn.content)
    # The number to call must not wait for a message that may be delayed.
    number = case.number if case.level is Level.EMERGENCY and not case.seen else None
    return checkins_words.kept(turn.words, turn.content, checkin, flags, number)


async def owe_advice(turn: Turn, checkin: CheckIn) -> None:
    """Owes the advice that this check-in calls for, in its own transaction; nothing below ROUTINE.

    A decision that only repeats what stands is told again, but asks for no further answer of its own.
    """
    level = checkin.decision.level
    if level < Level.ROUTINE:
        return
    case = await _case(turn, checkin)
    message = wording.advice(turn.words, case)
    # At once, at night too: whoever waits for it is awake.
    await _owe(turn, "advice", f"advice:{checkin.id}", message, turn.now, deliveries.ADVICE)
    await _hold_back(turn, checkin)
    if not checkin.decision.escalates:
        return
    if level is Level.EMERGENCY:
        # What was milder is asked no more, and only the newest emergency is said again.
        await deliveries.withdraw(turn.session, turn.runner.id, turn.now, kinds=(FOLLOW_UP, ADVICE_AGAIN))
        key, once_more = f"{ADVICE_AGAIN}:{checkin.id}", wording.again(turn.words, message)
        due_at = turn.now + turn.content.escalation.emergency_again_after
        await _owe(turn, ADVICE_AGAIN, key, once_more, due_at, deliveries.ADVICE)
    elif case.earlier is None:
        await deliveries.withdraw(turn.session, turn.runner.id, turn.now, kinds=(FOLLOW_UP,))
        await _owe_follow_up(turn, case, asked=0, since=turn.now)
    else:
        await _keep_asking(turn, await _case(turn, case.earlier))


async def _hold_back(turn: Turn, checkin: CheckIn) -> None:
    """Takes back what was asked of today, snoozed pushes too, where the decision leaves nothing to do."""
    effect = checkin.decision.effect
    if effect >= Effect.REST:
        paused = (mornings.KIND,) if effect is Effect.PAUSED else ()
        kinds = (*deliveries.UNASKED, "snooze", *paused)
        await deliveries.withdraw(turn.session, turn.runner.id, turn.now, kinds=kinds)
        await routines.release(turn.session, turn.runner.id, turn.now)


async def _end_session(turn: Turn, checkin: CheckIn) -> None:
    """A session that is harder than what the check-in leaves of the plan must not go on."""
    if checkin.decision.effect is Effect.AS_PLANNED:
        return
    under_way = await sessions.of_runner(turn.session, turn.vault, turn.runner.id)
    if under_way and checkin.decision.effect > Effect.of(under_way.effect):
        await sessions.end(turn.session, turn.vault, turn.runner.id, Ending.ADVICE, turn.now)


async def _keep_asking(turn: Turn, stands: Case) -> None:
    """The level did not rise: the question that is owed stays, or there is one more where it was asked."""
    after, asked_at = _follow_up_after(turn, stands.level), stands.checkin.at
    if after is None:
        return
    asked = (turn.now - asked_at) // after
    if stands.seen:
        # They took the question back by being seen, and ticked something since.
        await _owe_follow_up(turn, stands, asked + 1, since=turn.now)
    else:
        await _owe_follow_up(turn, stands, asked, since=asked_at + asked * after)


async def _owe_follow_up(turn: Turn, case: Case, asked: int, since: datetime) -> None:
    """Owes the question whether they were seen; `asked`: how often it was asked before. Once for each."""
    after = _follow_up_after(turn, case.level)
    if after is None:
        return
    due_at = _asked_at(turn, since, after)
    key = f"{FOLLOW_UP}:{case.checkin.id}" + (f":{asked}" if asked else "")
    message = wording.follow_up(turn.words, case, asked)
    await _owe(turn, FOLLOW_UP, key, message, due_at, deliveries.SCHEDULED)


def _asked_at(turn: Turn, since: datetime, after: timedelta) -> datetime:
    """The instant `after` from `since`, moved out of quiet hours, but never to a later day for it."""
    zone, quiet = turn.zone, (turn.runner.quiet_from, turn.runner.quiet_until)
    at = since + after
    due_at = schedules.after_quiet(at, zone, *quiet)
    if schedules.local_date(due_at, zone) <= schedules.local_date(since, zone) + after:
        return due_at
    # "Tomorrow" ends with tomorrow: asked in its evening, before the quiet hours.
    while schedules.is_quiet(at.astimezone(ZoneInfo(zone)).time(), *quiet):
        at -= timedelta(minutes=1)
    return at


def _follow_up_after(turn: Turn, level: Level) -> timedelta | None:
    rules = turn.content.escalation
    after = {Level.URGENT: rules.urgent_follow_up_after, Level.ROUTINE: rules.routine_follow_up_after}
    return after.get(level)


async def _owe(turn: Turn, kind: str, key: str, message: Message, due_at: datetime, lane: int) -> None:
    """Owes one message of which a miss is worse than a double."""
    await deliveries.add(
        turn.session,
        turn.vault,
        key=key,
        kind=kind,
        chat_id=turn.runner.chat_id,
        runner_id=turn.runner.id,
        message=message,
        again=wording.repeated(turn.words, message),
        due_at=due_at,
        now=turn.now,
        lane=lane,
    )


async def ask_if_left(turn: Turn, session_id: int, message: Message) -> None:
    """Owes a question in an hour to who said that an exercise hurts; the next check-in takes it back."""
    runner, at = turn.runner, turn.now + HURT_ASKED_AFTER
    if runner.is_paused(at):
        return
    due_at = schedules.after_quiet(at, turn.zone, runner.quiet_from, runner.quiet_until)
    await deliveries.add(
        turn.session,
        turn.vault,
        key=f"{ASK_AGAIN}:hurt:{session_id}",
        kind=ASK_AGAIN,
        chat_id=runner.chat_id,
        runner_id=runner.id,
        message=message,
        due_at=due_at,
        now=turn.now,
        expires_at=due_at + turn.content.escalation.next_morning_lasts_for,
    )


async def _case(turn: Turn, checkin: CheckIn) -> Case:
    decision, level = checkin.decision, checkin.decision.level
    plan = await _plan(turn) if decision.effect is Effect.ONE_LEVEL_DOWN else None
    case = Case(
        checkin,
        turn.content,
        number_for(turn),
        plan_level=plan.unhurt_level if plan else routines.LOWEST,
        on_way_back=level in (Level.EASE_OFF, Level.ROUTINE) and await way_back.binds(turn),
        of_today=checkin.on == schedules.local_date(turn.now, turn.zone),
    )
    # A milder one tells of nothing that only a professional ends: beside that it would not be mild.
    return case if level < Level.ROUTINE else await _beside_what_stands(turn, case)


async def _beside_what_stands(turn: Turn, case: Case) -> Case:
    """The same, with what is known of what stands and of whom they have seen."""
    checkin, decision = case.checkin, case.checkin.decision
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    earlier = None
    if STANDING in decision.reasons and standing.checkin_id not in (None, checkin.id):
        earlier = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    after = _follow_up_after(turn, case.level)
    first_day = standing.checkin_id == checkin.id and after is not None and turn.now < checkin.at + after
    return replace(
        case,
        earlier=earlier,
        cleared=not standing.needs_clearing,
        first_day=first_day,
        asks=first_day and case.of_today,
        # A tick of later than that visit is one that nobody has seen.
        seen=standing.seen_at is not None and not (decision.escalates and checkin.at > standing.seen_at),
        this_week=STOP_TWICE in decision.reasons or await _stopped_twice(turn, standing),
    )


async def _plan(turn: Turn) -> routines.Plan:
    return await routines.plan_of(turn.session, turn.vault, turn.runner.id)


async def _stopped_twice(turn: Turn, standing: Standing) -> bool:
    """Whether two stops in a row are among what stands."""
    if not standing.needs_clearing or standing.since is None:
        return False
    recent = await checkins.recent(turn.session, turn.vault, turn.runner.id, standing.since)
    return any(STOP_TWICE in checkin.decision.reasons for checkin in recent)


async def press(turn: Turn) -> Reply:
    """A button under advice; one of another's check-in, or of one that is gone, gets a calm notice."""
    press = turn.press or Press("")
    checkin = await checkins.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if checkin is None:
        return Reply(toast=turn.words.plain("advice-gone"))
    await deliveries.proved(turn.session, f"advice:{checkin.id}", turn.now)
    return await _ANSWERS.get(press.question, _show)(turn, checkin)


async def _show(turn: Turn, checkin: CheckIn) -> Reply:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.needs_clearing and checkin.decision.level < Level.ROUTINE:
        # What was milder before is not said again beside what stands since.
        stands = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
        checkin = stands or checkin
    return Reply(wording.advice(turn.words, await _case(turn, checkin)))


async def _why(turn: Turn, checkin: CheckIn) -> Reply:
    page = paging.number(turn.press.value if turn.press else "")
    return Reply(reasons.why(turn.words, await _case(turn, checkin), page))


async def _say(turn: Turn, checkin: CheckIn) -> Reply:
    return Reply(wording.say(turn.words, await _case(turn, checkin)))


async def _understand(turn: Turn, checkin: CheckIn) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    await checkins.acknowledge(session, checkin.id, runner_id, turn.now)
    await deliveries.withdraw_keys(session, turn.now, f"{ADVICE_AGAIN}:{checkin.id}")
    now_read = await checkins.get(session, turn.vault, checkin.id, runner_id)
    return await _show(turn, now_read or checkin)


async def take_back(turn: Turn, checkin: CheckIn) -> bool:
    """Takes a mild one back, and what came of it; False where that can no longer be."""
    if not await checkins.undo(turn.session, turn.vault, checkin.id, turn.runner.id, turn.now):
        return False
    await mornings.take_back(turn, checkin)
    await levels.take_back(turn, checkin)
    return True


async def _undo(turn: Turn, checkin: CheckIn) -> Reply:
    if not await take_back(turn, checkin):
        return Reply(toast=turn.words.plain("advice-not-undone"))
    if checkin.asked is Asked.MORNING:
        return await retold.taken_back(turn, checkin.on)
    return await retold.told_anew(turn, Reply(wording.undone(turn.words)), checkin.on)


async def _seen(turn: Turn, checkin: CheckIn) -> Reply:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if not standing.needs_clearing:
        return Reply(wording.nothing_stands(turn.words))
    newest = await _newest_escalation(turn, standing)
    return Reply(wording.seen(turn.words, await _case(turn, newest or checkin)))


async def _not_reached(turn: Turn, checkin: CheckIn) -> Reply:
    """Nobody reached yet: the strictest that stands is said again, and so is the question, later."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if not standing.needs_clearing:
        return await _show(turn, checkin)
    strictest = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    case = replace(await _case(turn, strictest or checkin), first_day=False, asks=True)
    asked = paging.number(turn.press.value if turn.press else "") + 1
    await _owe_follow_up(turn, case, asked, since=turn.now)
    return Reply(wording.advice(turn.words, case))


async def _cleared(turn: Turn, checkin: CheckIn) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    standing = await checkins.standing(session, turn.vault, runner_id)
    newest = await _newest_escalation(turn, standing)
    if newest and newest.id > checkin.id:
        # Whoever cleared that answer knew nothing of what was ticked since.
        return await _seen(turn, newest)
    ended = await checkins.seen_professional(session, turn.vault, runner_id, cleared=True, now=turn.now)
    if ended is None:
        return Reply(wording.nothing_stands(turn.words))
    await deliveries.withdraw(session, runner_id, turn.now, kinds=(FOLLOW_UP, ADVICE_AGAIN))
    if ended.effect < Effect.PAUSED:
        return Reply(wording.cleared(turn.words, await _left(turn)))
    plan = await _plan(turn)
    level = max(routines.LOWEST, plan.level - turn.content.escalation.levels_down_after_a_pause)
    await routines.move_level(session, turn.vault, runner_id, level, routines.Why.CLEARED, turn.now)
    return Reply(wording.resumed(turn.words, level, await _left(turn)))


async def _left(turn: Turn) -> Case | None:
    """What was told of pain, where it holds the plan back still, after a professional has ended the rest."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    told = await checkins.last_told(turn.session, turn.vault, turn.runner.id)
    if standing.effect is Effect.AS_PLANNED or told is None:
        return None
    plan = await _plan(turn)
    return Case(told, turn.content, number_for(turn), cleared=True, plan_level=plan.unhurt_level)


async def _not_cleared(turn: Turn, checkin: CheckIn) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    standing = await checkins.standing(session, turn.vault, runner_id)
    if not standing.needs_clearing:
        return Reply(wording.nothing_stands(turn.words))
    await checkins.seen_professional(session, turn.vault, runner_id, cleared=False, now=turn.now)
    await deliveries.withdraw(session, runner_id, turn.now, kinds=(FOLLOW_UP, ADVICE_AGAIN))
    return Reply(wording.not_cleared(turn.words, await _case(turn, checkin)))


async def _newest_escalation(turn: Turn, standing: Standing) -> CheckIn | None:
    """The last check-in that called for a professional by itself, of those that stand."""
    if standing.since is None:
        return None
    recent = await checkins.recent(turn.session, turn.vault, turn.runner.id, standing.since)
    escalating = [checkin for checkin in recent if checkin.decision.escalates]
    return max(escalating, key=lambda checkin: checkin.id, default=None)


_ANSWERS: dict[str, Callable[[Turn, CheckIn], Awaitable[Reply]]] = {
    "why": _why,
    "say": _say,
    "understand": _understand,
    "undo": _undo,
    "seen": _seen,
    "not_reached": _not_reached,
    "cleared": _cleared,
    "not_cleared": _not_cleared,
}

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.CONSENT)}
TALKS: dict[str, Page] = {}
