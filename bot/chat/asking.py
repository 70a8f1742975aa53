"""Reads the answers to what /start and /schedule both ask: the zone, ticked weekdays, a time of day."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot import runners, schedules
from bot.chat import general
from bot.chat.turn import Page, Reply, Turn
from bot.runners import Conversation, Place
from bot.wording import asking as wording

# Text typed later than this after a question is hardly an answer to it.
STILL_MEANT_FOR = timedelta(hours=1)


async def leave_question(turn: Turn, page: Page) -> Reply:
    """Shows a page after a press: what was asked before is over, and a keyboard that was up goes away."""
    was_up = _keyboard_is_up(turn.talk)
    await runners.end_conversation(turn.session, turn.runner.id)
    reply = await page(turn)
    if not was_up:
        return reply
    if _keyboard_is_up(await runners.conversation(turn.session, turn.vault, turn.runner.id)):
        return reply
    return replace(reply, then=(wording.no_place(turn.words), *reply.then))


async def take_typed(turn: Turn, page: Callable[[Turn, dict[str, Any]], Awaitable[Reply]]) -> Reply:
    """Shows the page for what was typed after a question, by what that one keeps; the hint if none is open.

    What they wrote stands below the question, and what follows below that: the question gives up its buttons.
    """
    talk = turn.talk
    if talk is None or turn.now - talk.updated_at > STILL_MEANT_FOR:
        await runners.end_conversation(turn.session, turn.runner.id)
        return await general.hint(turn)
    reply, asked_in = await page(turn, talk.state), talk.state.get("message_id")
    return replace(reply, asks=talk.word, gives_up=(asked_in,) if asked_in else ())


def _keyboard_is_up(talk: Conversation | None) -> bool:
    return bool(talk and talk.state.get("keyboard"))


def zone_meant(turn: Turn) -> str | tuple[Place, ...]:
    """The zone of a shared place or of typed text; several places to choose from; () for neither."""
    if turn.place:
        return runners.zone_at(*turn.place) or ()
    places = runners.find_zone(turn.text)
    zones = {place.zone for place in places}
    return zones.pop() if len(zones) == 1 else places


async def next_push_at(turn: Turn) -> datetime | None:
    """When the runner's next reminder is due, whatever a pause or a check-in says; None without one."""
    found = await schedules.of_runner(turn.session, turn.runner.id)
    return min((schedule.next_at for schedule in found if schedule.next_at), default=None)


def ticked(days: frozenset[int], value: str) -> frozenset[int]:
    """The days after a toggle's "+2" or "-2" (0 is Monday); anything else changes nothing."""
    sign, number = value[:1], value[1:]
    if sign not in ("+", "-") or number not in tuple("0123456"):
        return days
    return days | {int(number)} if sign == "+" else days - {int(number)}


def quiet_with_room(reminder: schedules.Schedule, hours: tuple[time, time]) -> tuple[time, time]:
    """The quiet hours, moved where a reminder lies inside; "around" has a minute of its own.

    The time that was asked for moves an edge first: nobody should read a minute that they never chose.
    """
    minute = schedules.around(reminder.at, reminder.id) if reminder.around else reminder.at
    if not schedules.is_quiet(minute, *hours):
        return hours
    hours = schedules.quiet_hours_with(reminder.at, *hours) or hours
    return schedules.quiet_hours_with(minute, *hours) or hours
