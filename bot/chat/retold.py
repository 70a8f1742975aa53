"""Messages about a morning say what counts, once that was answered, changed or taken back elsewhere."""

from dataclasses import replace
from datetime import date

from bot import checkins, runners, schedules
from bot.chat import mornings, return_page, way_back
from bot.chat.turn import Reply, Turn
from bot.checkins import CheckIn
from bot.deliveries import Message, Shown
from bot.runs import State
from bot.triage import Level
from bot.wording import advice
from bot.wording import mornings as wording
from bot.wording.returns import WORD


async def told_anew(turn: Turn, reply: Reply, on: date) -> Reply:
    """The reply, and with it the other messages that are about the morning `on`, by what is known now."""
    return await _page(turn, await _question(turn, reply, on))


async def taken_back(turn: Turn, on: date) -> Reply:
    """The answer of the morning `on` is taken back: its question stands again, wherever it stood."""
    await way_back.end_again(turn)
    asked = await mornings.asked_in(turn, on)
    pressed = asked and asked.message_id == turn.message_id
    message = advice.undone(turn.words)
    if asked and pressed and on == schedules.local_date(turn.now, turn.zone):
        said = await checkins.morning_of(turn.session, turn.vault, turn.runner.id, on)
        message = await _counts(turn, on, said, asked)
    return await told_anew(turn, Reply(message), on)


async def question_anew(turn: Turn, reply: Reply, on: date) -> Reply:
    """The reply, and the question of the morning `on`, whose runs have changed, unless it was answered."""
    said = await checkins.morning_of(turn.session, turn.vault, turn.runner.id, on)
    return reply if said else await _question(turn, reply, on)


async def _question(turn: Turn, reply: Reply, on: date) -> Reply:
    """The question as it was pushed, unless it is what was pressed."""
    asked = await mornings.asked_in(turn, on)
    if asked is None or asked.message_id == turn.message_id:
        return reply
    said = await checkins.morning_of(turn.session, turn.vault, turn.runner.id, on)
    counts = await _counts(turn, on, said, asked)
    return replace(reply, settles=(*reply.settles, (asked.message_id, counts)))


async def _counts(turn: Turn, on: date, said: CheckIn | None, asked: Shown) -> Message:
    answer = said.answers.morning if said else None
    if said is None or answer is None:
        if await mornings.is_moot(turn, asked, on):
            return wording.not_asked(turn.words)
        is_today = on == schedules.local_date(turn.now, turn.zone)
        if is_today:
            return asked.message
        return wording.another_day(turn.words, on, goes_on=await way_back.waits_for_morning(turn, on))
    if not said.only_carries:
        return wording.worse_elsewhere(turn.words)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    return wording.noted(turn.words, on, answer, standing)


async def _page(turn: Turn, reply: Reply) -> Reply:
    """The page of the way back, unless it is what was pressed."""
    stands_in = await runners.page_stands_in(turn.session, turn.runner.id, WORD)
    way = await way_back.read(turn) if stands_in != turn.message_id else None
    if way is None or way.course.stopped:
        return reply
    at = way.here
    if at.state is State.FINISHED and not way.course.told and way.standing.level is Level.CARRY_ON:
        # Nobody is left to wonder whether that was the last step.
        reply = replace(reply, then=(*reply.then, await return_page.finished(turn, way)))
    if stands_in is None:
        return reply
    page = await return_page.page(turn, way, at) if return_page.has_page(at) else None
    if page is None or not return_page.stays(page):
        await runners.page_is_over(turn.session, turn.runner.id, WORD)
    if page is None:
        return replace(reply, gives_up=(*reply.gives_up, stands_in))
    return replace(reply, settles=(*reply.settles, (stands_in, page)))
