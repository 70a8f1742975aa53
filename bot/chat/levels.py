"""The level that moves by itself: after a routine was rated, after a check-in; and taking that back."""

from datetime import date

from bot import checkins, routines, schedules
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import CheckIn
from bot.deliveries import Message
from bot.routines import Effort, Move, Plan, PlannedRoutine, Rise, Why
from bot.triage import Effect
from bot.wording import levels as wording
from bot.wording.levels import NO_NEWS, LevelNews


async def after_rating(turn: Turn, planned: PlannedRoutine, effort: Effort) -> LevelNews:
    """Down at once for "too hard", up for easy days in a row; a corrected answer takes back its own move."""
    cause = f"routine:{planned.id}"
    last = await _last(turn)
    if last is not None and last.cause == cause and last.can_be_undone:
        if last.why == effort.value:
            return LevelNews(last)
        await routines.undo_move(turn.session, turn.vault, turn.runner.id, turn.now, cause=cause)
    if effort is Effort.EASY:
        return await _rise(turn, await _plan(turn), cause)
    if effort is not Effort.TOO_HARD:
        return NO_NEWS
    plan = await _plan(turn)
    level = plan.level
    if routines.after_too_hard(level) == level:
        return LevelNews(at_lowest=True)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    # Within a spell of pain that has lowered it already, the next step is this one alone.
    stepped_down = plan.stepped_down and standing.effect > Effect.AS_PLANNED
    return await _move(turn, routines.after_too_hard(level), Why.TOO_HARD, cause, stepped_down)


async def after_checkin(turn: Turn, checkin: CheckIn) -> tuple[Message, ...]:
    """Down for pain, up where only a calm hip was waited for; what is said about it."""
    decision, cause = checkin.decision, f"checkin:{checkin.id}"
    if decision.band is None:
        return ()
    plan = await _plan(turn)
    if decision.band_effect > Effect.AS_PLANNED:
        news = await _down_for_pain(turn, plan, decision.effect, cause)
    else:
        if plan.stepped_down:
            await routines.pain_is_over(turn.session, turn.vault, turn.runner.id)
        news = await _rise(turn, plan, cause)
    message = wording.moved(turn.words, news)
    return () if message is None or news.asks_for_pain else (message,)


async def take_back(turn: Turn, checkin: CheckIn) -> None:
    """The check-in is taken back, and with it what it did to the level."""
    cause = f"checkin:{checkin.id}"
    await routines.undo_move(turn.session, turn.vault, turn.runner.id, turn.now, cause=cause)


async def press(turn: Turn) -> Reply:
    """ "Undo" under a move; under one that is not the last any more, a calm notice."""
    press = turn.press or Press(wording.WORD)
    undone = None
    if press.question == "undo":
        undone = await routines.undo_move(
            turn.session, turn.vault, turn.runner.id, turn.now, cause=press.value
        )
    if undone is None:
        return Reply(toast=turn.words.plain("level-not-undone"), alert=True)
    return Reply(wording.undone(turn.words, undone.after))


async def _down_for_pain(turn: Turn, plan: Plan, effect: Effect, cause: str) -> LevelNews:
    level = routines.after_pain(plan, effect)
    if level == plan.level:
        return NO_NEWS
    return await _move(turn, level, Why.PAIN, cause, stepped_down=True)


async def easy_days(turn: Turn, plan: Plan) -> tuple[date, ...]:
    """The easy days in a row at this plan's level since it last moved, newest first."""
    on = schedules.local_date(turn.now - routines.EASY_COUNTS_FOR, turn.zone)
    given = await routines.recent(turn.session, turn.vault, turn.runner.id, on)
    return routines.easy_days(given, plan.level, turn.content, plan.moved_at)


async def _rise(turn: Turn, plan: Plan, cause: str) -> LevelNews:
    session, runner_id = turn.session, turn.runner.id
    level, since = plan.level, turn.now - routines.EASY_COUNTS_FOR
    days = await easy_days(turn, plan)
    if not days:
        return NO_NEWS
    standing = await checkins.standing(session, turn.vault, runner_id)
    reports = await checkins.recent(session, turn.vault, runner_id, since)
    calm = [
        report.decision.band_effect == Effect.AS_PLANNED
        for report in reports
        if report.on >= days[min(len(days), routines.EASY_DAYS_TO_RISE) - 1]
        # "Better" or "the same" is no rating: nobody knows from it that the hip is calm.
        and report.decision.band
        and not report.only_carries
    ]
    match routines.rise(level, standing.effect, days, calm):
        case Rise.NOW:
            return await _move(turn, level + 1, Why.EASY, cause)
        case Rise.ASK_PAIN:
            return LevelNews(asks_for_pain=True, next_level=level + 1)
    return NO_NEWS


async def _move(turn: Turn, level: int, why: Why, cause: str, stepped_down: bool = False) -> LevelNews:
    move = await routines.move_level(
        turn.session,
        turn.vault,
        turn.runner.id,
        level,
        why,
        turn.now,
        cause=cause,
        stepped_down=stepped_down,
    )
    return LevelNews(move)


async def _plan(turn: Turn) -> Plan:
    return await routines.plan_of(turn.session, turn.vault, turn.runner.id)


async def _last(turn: Turn) -> Move | None:
    return await routines.last_move(turn.session, turn.vault, turn.runner.id)


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {wording.WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
