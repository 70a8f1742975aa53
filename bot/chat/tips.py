"""The tip of the week: its buttons, and its page in /schedule (off, on, which day, what time)."""

import re
from datetime import time
from typing import Any

from bot import routines, runners, schedules, tips
from bot.chat import asking, general, schedule_reminders
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Card
from bot.schedules import Refused, Schedule, Wants
from bot.wording import paging
from bot.wording import schedule_reminders as reminder_words
from bot.wording import tips as wording
from bot.wording.tips import WORD
from bot.wording.words import Safe

# For somebody without a reminder whose time the tip could take.
USUAL_AT = time(9)

_PACKED = re.compile(r"([0-6]),(\d{4})")


async def begin(turn: Turn) -> None:
    """Switches the tip on as the set-up ends: at the runner's own time, on a day without a run."""
    if await schedules.tip_of(turn.session, turn.runner.id) is None:
        await _add(turn)


async def pressed(turn: Turn) -> Reply:
    """A button of a tip, or of its page in /schedule."""
    press = turn.press or Press(WORD)
    card = turn.content.cards.get(press.id)
    if card:
        # Reading leaves an open check-in as it is.
        return await _about(turn, card, press)
    if press.question == "off":
        return await _off(turn)
    return await asking.leave_question(turn, _answer)


async def _answer(turn: Turn) -> Reply:
    press = turn.press or Press(WORD)
    tip = await schedules.tip_of(turn.session, turn.runner.id)
    match press.question:
        case "on":
            return await _on(turn, tip, press.value)
        case "days" if tip:
            return Reply(wording.ask_day(turn.words, tip))
        case "day" if tip and press.value in tuple("0123456"):
            return await _change(turn, tip, days={int(press.value)})
        case "time" if tip:
            await _listen(turn)
            return Reply(wording.ask_time(turn.words, tip))
        case "at" if tip and (at := schedules.read_time(press.value)):
            return await _change(turn, tip, at=at)
    return await _settings(turn)


async def typed(turn: Turn) -> Reply:
    """A time of day after the question for it."""
    talk = await runners.conversation(turn.session, turn.vault, turn.runner.id)
    tip = await schedules.tip_of(turn.session, turn.runner.id)
    if talk is None or tip is None or turn.now - talk.updated_at > asking.STILL_MEANT_FOR:
        await runners.end_conversation(turn.session, turn.runner.id)
        return await general.hint(turn)
    at = schedules.read_time(turn.text)
    if at is None:
        return Reply(wording.ask_time(turn.words, tip, turn.words("schedule-time-hint")))
    await runners.end_conversation(turn.session, turn.runner.id)
    return await _change(turn, tip, at=at)


async def _about(turn: Turn, card: Card, press: Press) -> Reply:
    match press.question:
        case "why":
            had = await tips.given(turn.session, turn.vault, turn.runner.id)
            because = next((tip.because for tip in reversed(had) if tip.card_id == card.id), None)
            return Reply(wording.why(turn.words, card, because))
        case "another":
            tip = await tips.next_tip(turn.session, turn.vault, turn.runner, turn.content, turn.now)
            if tip is None:
                return Reply(toast=turn.words.plain("tip-no-other"), alert=True)
            return Reply(wording.push(turn.words, turn.content.cards[tip.card_id]))
    return Reply(wording.push(turn.words, card, paging.number(press.value)))


async def _off(turn: Turn) -> Reply:
    tip = await schedules.tip_of(turn.session, turn.runner.id)
    if tip:
        await schedules.remove(turn.session, tip.id, turn.runner.id)
    return Reply(wording.off(turn.words, tip))


async def _on(turn: Turn, tip: Schedule | None, value: str) -> Reply:
    if tip is not None:
        return await _settings(turn)
    found = _PACKED.fullmatch(value)
    at = schedules.read_time(found[2]) if found else None
    added = await (_add(turn, int(found[1]), at) if found and at else _add(turn))
    if isinstance(added, Refused):
        return await _settings(turn, reminder_words.refused(turn.words, added))
    room = await schedule_reminders.make_room(turn, added)
    return await _settings(turn, room or turn.words("tip-on"))


async def _add(turn: Turn, day: int | None = None, at: time | None = None) -> Schedule | Refused:
    """Keeps when the tip comes; what is not said is chosen by the plan and the first reminder."""
    session, runner = turn.session, turn.runner
    reminders = await schedules.of_runner(session, runner.id)
    if day is None:
        day = schedules.tip_day((await routines.plan_of(session, turn.vault, runner.id)).run_days)
    return await schedules.add(
        session,
        runner.id,
        wants=Wants.TIP,
        days={day},
        at=at or (reminders[0].at if reminders else USUAL_AT),
        zone=_zone(turn),
        now=turn.now,
    )


async def _change(turn: Turn, tip: Schedule, **changes: Any) -> Reply:
    kept = await schedules.change(
        turn.session, tip.id, turn.runner.id, zone=_zone(turn), now=turn.now, **changes
    )
    if isinstance(kept, Refused):
        return await _settings(turn, reminder_words.refused(turn.words, kept))
    room = await schedule_reminders.make_room(turn, kept) if kept else None
    return await _settings(turn, room)


async def _settings(turn: Turn, note: Safe | None = None) -> Reply:
    tip = await schedules.tip_of(turn.session, turn.runner.id)
    return Reply(wording.settings(turn.words, tip, _zone(turn), note))


async def _listen(turn: Turn) -> None:
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, {}, turn.now)


def _zone(turn: Turn) -> str:
    return turn.runner.zone or "UTC"


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.SETUP)}
TALKS: dict[str, Page] = {WORD: typed}
