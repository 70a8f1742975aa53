"""The page of somebody on the way back, for whoever shows it or tells it anew where it stands."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

from bot import checkins, routines, runs, schedules
from bot.chat.turn import Turn
from bot.checkins import Asked, CheckIn, Standing
from bot.deliveries import Message
from bot.returning import Told, Way
from bot.runs import Cause, State, Whereabouts
from bot.triage import GROIN_RUNNING, Level, Morning
from bot.wording import advice
from bot.wording import returns as wording
from bot.wording.returns import WORD, Back, Because, Held, Since, Why
from bot.wording.words import Safe

A_DAY = timedelta(days=1)

# Whatever of these is pressed, the message still is this page, or is closed: a check-in has one of its own.
# Any other button turns it into something that must not be overwritten.
_STAYS = frozenset({WORD, "checkin", "close"})


def has_page(at: Whereabouts) -> bool:
    """Whether they are on the way; else there is an offer, or the end."""
    return at.state not in (State.ANEW, State.FINISHED)


async def page(turn: Turn, way: Way, at: Whereabouts) -> Message:
    """Where they are, what is next and when."""
    plan = await routines.plan_of(turn.session, turn.vault, turn.runner.id)
    back = Back(
        at,
        way.rules,
        way.miles,
        await held(turn, way.standing),
        _because(turn, way, at),
        checked_in=way.hip.checked_in,
        undoes=undoes(way, at),
        is_run_day=way.today.weekday() in plan.run_days,
    )
    return wording.page(turn.words, back)


async def finished(turn: Turn, way: Way) -> Message:
    """The last step is done: said once, and kept that it was."""
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    told = replace(kept or way.kept, told=True)
    await runs.keep_way_back(turn.session, turn.vault, turn.runner.id, told, turn.now)
    return wording.finished(turn.words, way.rules, way.miles, undoes(way, way.here))


def undoes(way: Way, at: Whereabouts) -> tuple[tuple[Told, str], ...]:
    """The answers about the last go that the page offers to take back, and what a press of each says."""
    last = way.course.last_go
    if last is None or at.state is State.PAUSED:
        return ()
    return tuple((told, f"{WORD}:{last.run_id}:unsay:{told}") for told in way.may_unsay(at))


def _because(turn: Turn, way: Way, at: Whereabouts) -> Because | None:
    """Why the last go was not well, in what was said of it."""
    last = way.course.last_go
    if last is None or at.cause is None:
        return None
    since, no_flags = _since(way), Safe("")
    if at.cause is Cause.WORSE:
        return Because(Why.WORSE, last.on + A_DAY, no_flags, since)
    if at.cause is not Cause.CHECK_IN:
        return Because(Why(at.cause.value), last.on, no_flags, since)
    told = _not_calm(way, {last.on, last.on + A_DAY})
    if told.answers.flags:
        return Because(Why.TICKED, told.on, advice.ticked(turn.words, told.answers, turn.content), since)
    if told.asked is Asked.MORNING:
        return Because(Why.WORSE, told.on, no_flags, since)
    if told.decision.level >= Level.ROUTINE:
        return Because(Why.REFERRED, told.on, no_flags, since)
    why = Why.GROIN if GROIN_RUNNING in told.decision.reasons else Why.NOT_CALM
    return Because(why, told.on, no_flags, since)


def _not_calm(way: Way, days: Set[date]) -> CheckIn:
    """The strictest that was said on these days; a morning that changed nothing left what was before it."""
    of_then = [it for it in way.said if it.on in days and it.decision.level > Level.CARRY_ON]
    strictest = max(of_then, key=lambda it: (it.decision.level, it.id))
    told = [it for it in way.said if it.id <= strictest.id and not it.only_carries]
    return told[-1] if strictest.only_carries and told else strictest


def _since(way: Way) -> Since | None:
    """What has ended it: a check-in that really was calm, or that a professional cleared them."""
    told = [it for it in way.said if not it.only_carries]
    if told and told[-1].asked is Asked.CHECKIN and told[-1].decision.level is Level.CARRY_ON:
        return Since.CALM
    return Since.CLEARED if any(it.cleared_at for it in told) else None


async def held(turn: Turn, standing: Standing) -> Held:
    """What stands for their hip, as the page tells it."""
    today = schedules.local_date(turn.now, turn.zone)
    told = await _binding(turn, standing)
    since, by_morning = (told.on, await _is_by_morning(turn, told)) if told else (today, False)
    by_groin = told is not None and GROIN_RUNNING in told.decision.reasons
    # A day that was cleared begins anew: a calm check-in of the same day ends what is left of it.
    of_today = since == today and not (told and told.cleared_at)
    return Held(standing, since, is_of_today=of_today, by_morning=by_morning, by_groin=by_groin)


async def _binding(turn: Turn, standing: Standing) -> CheckIn | None:
    """What was said that holds now; a morning that is better or the same only leaves what was said before."""
    if standing.needs_clearing:
        return await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    return await checkins.last_told(turn.session, turn.vault, turn.runner.id)


async def _is_by_morning(turn: Turn, told: CheckIn) -> bool:
    """Whether a worse morning made it so: it said so itself, or was calm and came after one of that day."""
    pain = told.answers.pain
    if pain is None or turn.content.pain_rules.band_of(pain).id != "calm" or told.answers.flags:
        return told.asked is Asked.MORNING
    of_that_day = await checkins.recent(turn.session, turn.vault, turn.runner.id, told.at - A_DAY)
    return any(it.on == told.on and it.answers.morning is Morning.WORSE for it in of_that_day)


def stays(message: Message) -> bool:
    """Whether no button of this page can turn its message into another page."""
    words = {(button.data or "").partition(":")[0] for row in message.buttons for button in row}
    return words <= _STAYS
