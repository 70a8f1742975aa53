"""The reminders of /schedule: add one, change its days, time and kind, delete it and take that back."""

import re
from datetime import time
from typing import Any

from bot import runners, schedules
from bot.chat import asking
from bot.chat.turn import Press, Reply, Turn
from bot.deliveries import Message
from bot.schedules import EVERY_DAY, ROUTINES, Refused, Schedule, Wants
from bot.wording import schedule_reminders as wording
from bot.wording.words import Safe

WORD = "reminder"

_PACKED = re.compile(r"([a-z_]+),([0-6]{1,7}),(\d{4}),(sharp|around)")


async def pressed(turn: Turn) -> Reply:
    """A button about one reminder, or about the list of them."""
    return await asking.leave_question(turn, _answer)


async def _answer(turn: Turn) -> Reply:
    press = turn.press or Press(WORD)
    if not press.row_id:
        return await _without_reminder(turn, press)
    shown = await _one(turn, press.row_id)
    if shown is None:
        return await _gone(turn)
    match press.question:
        case "time":
            await _listen(turn, "time", shown.id)
            return Reply(wording.ask_time(turn.words, shown))
        case "at" if at := schedules.read_time(press.value):
            return await _at(turn, shown, at)
        case "days":
            await _listen(turn, "days", shown.id)
            return Reply(wording.ask_days(turn.words, shown))
        case "day":
            await _listen(turn, "days", shown.id)
            return await _days(turn, shown, asking.ticked(shown.days, press.value))
        case "what":
            return Reply(wording.ask_wants(turn.words, shown))
        case "wants" if press.value in ROUTINES:
            return await _change(turn, shown, wants=press.value)
        case "around" | "sharp":
            return await _change(turn, shown, around=press.question == "around")
        case "delete":
            await schedules.remove(turn.session, shown.id, turn.runner.id)
            return Reply(wording.deleted(turn.words, shown))
    return Reply(_show(turn, shown))


async def typed(turn: Turn) -> Reply:
    """Text after a question about a reminder."""
    return await asking.take_typed(turn, _typed)


async def _typed(turn: Turn, asked: dict[str, Any]) -> Reply:
    shown, asks = await _one(turn, asked.get("id") or 0), asked.get("asks")
    if shown is None and asks != "new":
        return await _gone(turn)
    if asks == "days" and shown is not None:
        return await _typed_days(turn, shown)
    at = schedules.read_time(turn.text)
    if at is None:
        hint = turn.words("schedule-time-hint")
        return Reply(wording.ask_time(turn.words, shown, hint))
    await runners.end_conversation(turn.session, turn.runner.id)
    return await (_add(turn, at) if shown is None else _at(turn, shown, at))


async def _typed_days(turn: Turn, shown: Schedule) -> Reply:
    days = schedules.read_days(turn.text)
    if days is None:
        return Reply(wording.ask_days(turn.words, shown, turn.words("schedule-days-hint")))
    await runners.end_conversation(turn.session, turn.runner.id)
    return await _change(turn, shown, days=days)


async def _without_reminder(turn: Turn, press: Press) -> Reply:
    if press.question == "time":
        await _listen(turn, "new", None)
        return Reply(wording.ask_time(turn.words, None))
    if press.question == "at" and (at := schedules.read_time(press.value)):
        return await _add(turn, at)
    if press.question == "undo":
        return await _undo(turn, press.value)
    return Reply(wording.reminders(turn.words, await _all(turn)))


async def _add(turn: Turn, at: time) -> Reply:
    """A new reminder starts as the plan of the day, every day; its page changes the rest."""
    added = await schedules.add(
        turn.session,
        turn.runner.id,
        wants=Wants.PLAN,
        days=EVERY_DAY,
        at=at,
        zone=turn.zone,
        now=turn.now,
    )
    if isinstance(added, Refused):
        return Reply(wording.reminders(turn.words, await _all(turn), wording.refused(turn.words, added)))
    note = await noted(turn, added, added.days) or turn.words("schedule-added")
    return Reply(_show(turn, added, note))


async def _undo(turn: Turn, value: str) -> Reply:
    """Brings a deleted reminder back from what stands on the button; one that is there again is enough."""
    found = _PACKED.fullmatch(value)
    at = schedules.read_time(found[3]) if found else None
    if found is None or at is None or found[1] not in ROUTINES:
        return Reply(wording.reminders(turn.words, await _all(turn)))
    back = await schedules.add(
        turn.session,
        turn.runner.id,
        wants=found[1],
        days={int(day) for day in found[2]},
        at=at,
        around=found[4] == "around",
        zone=turn.zone,
        now=turn.now,
    )
    if isinstance(back, Refused):
        return Reply(wording.reminders(turn.words, await _all(turn), wording.refused(turn.words, back)))
    note = await noted(turn, back, back.days) or turn.words("schedule-restored")
    return Reply(_show(turn, back, note))


async def _at(turn: Turn, shown: Schedule, at: time) -> Reply:
    return await _change(turn, shown, at=at)


async def _days(turn: Turn, shown: Schedule, days: frozenset[int]) -> Reply:
    """One toggle: it counts at once, and the toggles stay for the next."""
    kept = await _kept(turn, shown, days=days)
    if kept is None:
        return await _gone(turn)
    if isinstance(kept, Refused):
        return Reply(wording.ask_days(turn.words, shown, wording.refused(turn.words, kept)))
    note = await noted(turn, kept, kept.days - shown.days)
    return Reply(wording.ask_days(turn.words, kept, note))


async def _change(turn: Turn, shown: Schedule, **changes: Any) -> Reply:
    kept = await _kept(turn, shown, **changes)
    if kept is None:
        return await _gone(turn)
    if isinstance(kept, Refused):
        return Reply(_show(turn, shown, wording.refused(turn.words, kept)))
    return Reply(_show(turn, kept, await noted(turn, kept, kept.days - shown.days)))


async def _kept(turn: Turn, shown: Schedule, **changes: Any) -> Schedule | Refused | None:
    return await schedules.change(
        turn.session, shown.id, turn.runner.id, zone=turn.zone, now=turn.now, **changes
    )


async def noted(turn: Turn, kept: Schedule, new_days: frozenset[int]) -> Safe | None:
    """What gives way so that nobody loses a push unawares, said in words; None where nothing has to.

    `new_days` are those on which the reminder did not come before.
    """
    said = [await _make_room(turn, kept), await _raise_ceiling(turn, new_days)]
    return Safe("\n\n".join(one for one in said if one)) or None


async def _raise_ceiling(turn: Turn, new_days: frozenset[int]) -> Safe | None:
    """The ceiling of a day is never less than what was just set for it."""
    day, count = schedules.busiest((*await _all(turn), *await _all_weekly(turn)), new_days)
    if count <= turn.runner.pushes_a_day:
        return None
    await runners.set_pushes_a_day(turn.session, turn.runner.id, count)
    return wording.raised_ceiling(turn.words, day, count)


async def _make_room(turn: Turn, kept: Schedule) -> Safe | None:
    """A reminder inside the quiet hours moves their nearer edge, and we say so."""
    hours = (turn.runner.quiet_from, turn.runner.quiet_until)
    moved = asking.quiet_with_room(kept, hours)
    if moved == hours:
        return None
    await runners.set_quiet(turn.session, turn.runner.id, *moved)
    return wording.moved_quiet(turn.words, moved)


async def _listen(turn: Turn, asks: str, reminder_id: int | None) -> None:
    state = {"asks": asks, "id": reminder_id, "message_id": turn.message_id}
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, state, turn.now)


async def _gone(turn: Turn) -> Reply:
    return Reply(wording.reminders(turn.words, await _all(turn), turn.words("schedule-gone")))


async def _all(turn: Turn) -> tuple[Schedule, ...]:
    return await schedules.of_runner(turn.session, turn.runner.id)


async def _all_weekly(turn: Turn) -> tuple[Schedule, ...]:
    return await schedules.all_weekly(turn.session, turn.runner.id)


async def _one(turn: Turn, reminder_id: int) -> Schedule | None:
    """The runner's own reminder; nobody else's is among theirs."""
    return next((found for found in await _all(turn) if found.id == reminder_id), None)


def _show(turn: Turn, shown: Schedule, note: Safe | None = None) -> Message:
    return wording.reminder(turn.words, shown, turn.zone, note)
