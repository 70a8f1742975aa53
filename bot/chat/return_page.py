"""The page of somebody on the way back, for whoever shows it or tells it anew where it stands."""

from datetime import timedelta

from bot import checkins, routines, schedules
from bot.chat.turn import Turn
from bot.chat.way_back import Way
from bot.checkins import Asked, CheckIn, Standing
from bot.deliveries import Message
from bot.runs import State, Whereabouts
from bot.triage import Morning
from bot.wording import returns as wording
from bot.wording.returns import WORD, Back, Held

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
        checked_in=way.hip.checked_in,
        is_run_day=way.today.weekday() in plan.run_days,
    )
    return wording.page(turn.words, back)


async def held(turn: Turn, standing: Standing) -> Held:
    """What stands for their hip, as the page tells it."""
    today = schedules.local_date(turn.now, turn.zone)
    told = await _binding(turn, standing)
    since, by_morning = (told.on, await _is_by_morning(turn, told)) if told else (today, False)
    return Held(standing, since, is_of_today=since == today, by_morning=by_morning)


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
