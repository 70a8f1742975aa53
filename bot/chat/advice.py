"""Advice after a check-in: owed so that no crash can lose it, and what its buttons answer."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from bot import checkins, deliveries, routines, runners, schedules
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import CheckIn, Standing
from bot.content import EmergencyNumber
from bot.deliveries import Message
from bot.triage import STANDING, Effect, Level
from bot.wording import advice as wording
from bot.wording import checkins as checkins_words
from bot.wording import paging
from bot.wording.advice import WORD, Case

# Times and levels of the decisions on red flags (content/triage says where those come from).
AGAIN_AFTER = timedelta(minutes=15)
FOLLOW_UP_AFTER = {Level.URGENT: timedelta(hours=24), Level.ROUTINE: timedelta(days=7)}
LEVELS_DOWN_AFTER_A_PAUSE = 2
MORNING = time(8)
# A question about this morning is of no use in the evening.
MORNING_LASTS_FOR = timedelta(hours=10)

ADVICE_AGAIN, FOLLOW_UP, ASK_AGAIN = "advice_again", "follow_up", "ask_again"


def zone_of(turn: Turn) -> str:
    """The runner's zone; UTC before they told us: nobody with pain is sent away for want of a zone."""
    return turn.runner.zone or "UTC"


def number_for(turn: Turn) -> EmergencyNumber:
    """The emergency number of the country the runner's zone lies in, or what to say where we cannot know."""
    country = runners.country_of(turn.runner.zone) if turn.runner.zone else None
    return turn.content.emergency_numbers.number_for(country, turn.words.language)


async def answer(turn: Turn, checkin: CheckIn) -> Reply:
    """What follows from a check-in: advice that is owed, or a plain answer for the milder levels."""
    level = checkin.decision.level
    if level >= Level.ROUTINE:
        await owe_advice(turn, checkin)
    elif level in (Level.EASE_OFF, Level.STOP):
        await _ask_again(turn, await _case(turn, checkin))
    return Reply(await shown(turn, checkin), owes=level >= Level.ROUTINE)


async def shown(turn: Turn, checkin: CheckIn) -> Message:
    """What stands in place of the last question: the answer, or that it comes as a message of its own."""
    if checkin.decision.level >= Level.ROUTINE:
        flags = wording.ticked(turn.words, checkin.answers, turn.content)
        return checkins_words.kept(turn.words, checkin, flags)
    return wording.advice(turn.words, await _case(turn, checkin))


async def owe_advice(turn: Turn, checkin: CheckIn) -> None:
    """Owes the advice that this check-in calls for, in its own transaction; nothing below ROUTINE.

    A decision that only repeats what stands is told again, but asks for no further answer of its own.
    """
    level = checkin.decision.level
    if level < Level.ROUTINE:
        return
    session, runner, words = turn.session, turn.runner, turn.words
    case = await _case(turn, checkin)
    message = wording.advice(words, case)
    # At once, at night too: whoever waits for it is awake.
    await _owe(turn, "advice", f"advice:{checkin.id}", message, turn.now, deliveries.ADVICE)
    if level >= Level.URGENT:
        await deliveries.withdraw(session, runner.id, turn.now, kinds=("routine", "snooze"))
    if not checkin.decision.escalates:
        return
    # The newest advice asks; two questions about the same thing would only confuse.
    asks = ADVICE_AGAIN if level is Level.EMERGENCY else FOLLOW_UP
    await deliveries.withdraw(session, runner.id, turn.now, kinds=(asks,))
    if level is Level.EMERGENCY:
        key, once_more = f"{ADVICE_AGAIN}:{checkin.id}", wording.again(words, message)
        await _owe(turn, ADVICE_AGAIN, key, once_more, turn.now + AGAIN_AFTER, deliveries.ADVICE)
    else:
        await _owe_follow_up(turn, case, asked=0)


async def _owe_follow_up(turn: Turn, case: Case, asked: int) -> None:
    """Owes the question whether they were seen; `asked`: how often it was asked before."""
    runner, level = turn.runner, case.level
    if level not in FOLLOW_UP_AFTER:
        return
    due_at = schedules.after_quiet(
        turn.now + FOLLOW_UP_AFTER[level], zone_of(turn), runner.quiet_from, runner.quiet_until
    )
    key = f"{FOLLOW_UP}:{case.checkin.id}" + (f":{asked}" if asked else "")
    message = wording.follow_up(turn.words, case, asked)
    await _owe(turn, FOLLOW_UP, key, message, due_at, deliveries.SCHEDULED)


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


async def _ask_again(turn: Turn, case: Case) -> None:
    """Owes the question of the next morning; somebody who asked for silence until then is not asked."""
    runner, zone = turn.runner, zone_of(turn)
    tomorrow = case.checkin.on + timedelta(days=1)
    morning_at = schedules.instant_on(tomorrow, MORNING, zone)
    if morning_at is None or runner.is_paused(morning_at):
        return
    due_at = schedules.after_quiet(morning_at, zone, runner.quiet_from, runner.quiet_until)
    await deliveries.add(
        turn.session,
        turn.vault,
        key=f"{ASK_AGAIN}:{case.checkin.id}",
        kind=ASK_AGAIN,
        chat_id=runner.chat_id,
        runner_id=runner.id,
        message=wording.ask_again(turn.words, case),
        due_at=due_at,
        now=turn.now,
        expires_at=due_at + MORNING_LASTS_FOR,
    )


async def _case(turn: Turn, checkin: CheckIn) -> Case:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    earlier = None
    if STANDING in checkin.decision.reasons and standing.checkin_id not in (None, checkin.id):
        earlier = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    cleared = checkin.decision.level >= Level.ROUTINE and not standing.needs_clearing
    return Case(checkin, turn.content, number_for(turn), earlier, cleared)


async def press(turn: Turn) -> Reply:
    """A button under advice; one of another's check-in, or of one that is gone, gets a calm notice."""
    press = turn.press or Press("")
    checkin = await checkins.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if checkin is None:
        return Reply(toast=turn.words.plain("advice-gone"))
    await deliveries.proved(turn.session, f"advice:{checkin.id}", turn.now)
    return await _ANSWERS.get(press.question, _show)(turn, checkin)


async def _show(turn: Turn, checkin: CheckIn) -> Reply:
    return Reply(wording.advice(turn.words, await _case(turn, checkin)))


async def _why(turn: Turn, checkin: CheckIn) -> Reply:
    page = paging.number(turn.press.value if turn.press else "")
    return Reply(wording.why(turn.words, await _case(turn, checkin), page))


async def _say(turn: Turn, checkin: CheckIn) -> Reply:
    return Reply(wording.say(turn.words, await _case(turn, checkin)))


async def _understand(turn: Turn, checkin: CheckIn) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    await checkins.acknowledge(session, checkin.id, runner_id, turn.now)
    await deliveries.withdraw_keys(session, turn.now, f"{ADVICE_AGAIN}:{checkin.id}")
    now_read = await checkins.get(session, turn.vault, checkin.id, runner_id)
    return await _show(turn, now_read or checkin)


async def _undo(turn: Turn, checkin: CheckIn) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    if not await checkins.undo(session, turn.vault, checkin.id, runner_id, turn.now):
        return Reply(toast=turn.words.plain("advice-not-undone"))
    await deliveries.withdraw_keys(session, turn.now, f"{ASK_AGAIN}:{checkin.id}")
    return Reply(wording.undone(turn.words))


async def _seen(turn: Turn, checkin: CheckIn) -> Reply:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if not standing.needs_clearing:
        return Reply(wording.nothing_stands(turn.words))
    newest = await _newest_escalation(turn, standing)
    return Reply(wording.seen(turn.words, await _case(turn, newest or checkin)))


async def _not_reached(turn: Turn, checkin: CheckIn) -> Reply:
    """Nobody reached yet: what to do is said again, and so is the question, later."""
    case = await _case(turn, checkin)
    if not case.cleared:
        asked = paging.number(turn.press.value if turn.press else "") + 1
        await _owe_follow_up(turn, case, asked)
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
    left = await checkins.standing(session, turn.vault, runner_id)
    pain_still_counts = left.effect > Effect.AS_PLANNED
    if ended.effect < Effect.PAUSED:
        return Reply(wording.cleared(turn.words, pain_still_counts))
    plan = await routines.plan_of(session, runner_id)
    level = max(routines.LOWEST, plan.level - LEVELS_DOWN_AFTER_A_PAUSE)
    await routines.set_plan(session, runner_id, level=level)
    return Reply(wording.resumed(turn.words, level, pain_still_counts))


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
