"""The page of somebody on the way back, for whoever shows it or tells it anew where it stands."""

from datetime import timedelta

from bot import checkins, schedules
from bot.chat.turn import Turn
from bot.chat.way_back import Way
from bot.checkins import Asked, Standing
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
    back = Back(at, way.rules, way.miles, await held(turn, way.standing), _has_checked_in(way))
    return wording.page(turn.words, back)


async def held(turn: Turn, standing: Standing) -> Held:
    """What stands for their hip, as the page tells it."""
    since = schedules.local_date(standing.since or turn.now, turn.zone)
    told = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    return Held(
        standing,
        since,
        is_of_today=since == schedules.local_date(turn.now, turn.zone),
        by_morning=told is not None and told.asked is Asked.MORNING,
    )


def stays(message: Message) -> bool:
    """Whether no button of this page can turn its message into another page."""
    words = {(button.data or "").partition(":")[0] for row in message.buttons for button in row}
    return words <= _STAYS


def _has_checked_in(way: Way) -> bool:
    """Whether there was a check-in after the last go, and after the morning that was worse for it."""
    last = way.course.last_go
    if last is None:
        return False
    worse_on = last.on + A_DAY
    told_at = [run.logged_at for run in way.ran if run.id == last.run_id]
    told_at += [it.at for it in way.said if it.answers.morning is Morning.WORSE and it.on == worse_on]
    return any(it.asked is Asked.CHECKIN and it.at > max(told_at) for it in way.said)
