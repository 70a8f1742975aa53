"""The weekly messages in /schedule: each switched on and off, its one day and its time."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from bot import routines, runners, schedules
from bot.chat import asking, general, schedule_reminders
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.schedules import Refused, Schedule, Wants
from bot.wording import schedule_reminders as reminder_words
from bot.wording import weekly as wording
from bot.wording.weekly import WORD
from bot.wording.words import Safe

# For somebody without a reminder whose time the tip could take.
USUAL_TIP_AT = time(9)

# When what is not said about a weekly message is not the runner's own day and time: 0 is Monday.
USUAL: Mapping[Wants, tuple[int, time]] = {
    Wants.QUESTIONNAIRE: (6, time(18)),
    Wants.DIGEST: (0, time(18)),
}

# What can be switched on, in the order it is listed.
OFFERED = (Wants.TIP, *USUAL)

_PACKED = re.compile(r"([0-6]),(\d{4})")


async def begin(turn: Turn) -> None:
    """Switches every weekly message on as the set-up ends."""
    for wants in OFFERED:
        if await schedules.weekly_of(turn.session, turn.runner.id, wants) is None:
            await _add(turn, wants)


async def pressed(turn: Turn) -> Reply:
    """A button of the list, of one message's page, or of such a message itself."""
    press = turn.press or Press(WORD)
    if press.id in OFFERED and press.question == "off":
        # It stands under what was pushed, and leaves an open check-in as it is.
        return await _off(turn, Wants(press.id))
    return await asking.leave_question(turn, _answer)


async def _answer(turn: Turn) -> Reply:
    press = turn.press or Press(WORD)
    if press.id not in OFFERED:
        kept = await schedules.all_weekly(turn.session, turn.runner.id)
        return Reply(wording.listing(turn.words, OFFERED, kept, await _without_room(turn)))
    wants = Wants(press.id)
    kept_one = await schedules.weekly_of(turn.session, turn.runner.id, wants)
    match press.question:
        case "on":
            return await _on(turn, wants, kept_one, press.value)
        case "days" if kept_one:
            return Reply(wording.ask_day(turn.words, kept_one))
        case "day" if kept_one and press.value in tuple("0123456"):
            return await _change(turn, kept_one, days={int(press.value)})
        case "time" if kept_one:
            await _listen(turn, wants)
            return Reply(wording.ask_time(turn.words, kept_one))
        case "at" if kept_one and (at := schedules.read_time(press.value)):
            return await _change(turn, kept_one, at=at)
    return await _settings(turn, wants)


async def typed(turn: Turn) -> Reply:
    """A time of day after the question for it."""
    return await asking.take_typed(turn, _typed)


async def _typed(turn: Turn, asked: dict[str, Any]) -> Reply:
    wants = asked.get("wants")
    kept = await schedules.weekly_of(turn.session, turn.runner.id, Wants(wants)) if wants else None
    if kept is None:
        await runners.end_conversation(turn.session, turn.runner.id)
        return await general.hint(turn)
    at = schedules.read_time(turn.text)
    if at is None:
        return Reply(wording.ask_time(turn.words, kept, turn.words("schedule-time-hint")))
    await runners.end_conversation(turn.session, turn.runner.id)
    return await _change(turn, kept, at=at)


async def _off(turn: Turn, wants: Wants) -> Reply:
    kept = await schedules.weekly_of(turn.session, turn.runner.id, wants)
    if kept:
        await schedules.remove(turn.session, kept.id, turn.runner.id)
    return Reply(wording.off(turn.words, wants, kept))


async def _on(turn: Turn, wants: Wants, kept: Schedule | None, value: str) -> Reply:
    if kept is not None:
        return await _settings(turn, wants)
    found = _PACKED.fullmatch(value)
    at = schedules.read_time(found[2]) if found else None
    added = await (_add(turn, wants, int(found[1]), at) if found and at else _add(turn, wants))
    if isinstance(added, Refused):
        return await _settings(turn, wants, reminder_words.refused(turn.words, added))
    note = await schedule_reminders.noted(turn, added, added.days)
    return await _settings(turn, wants, note or turn.words("weekly-on"))


async def _add(
    turn: Turn, wants: Wants, day: int | None = None, at: time | None = None
) -> Schedule | Refused:
    """Keeps when the message comes; what is not said is chosen here."""
    if day is None or at is None:
        day, at = await _usual(turn, wants)
    return await schedules.add(
        turn.session, turn.runner.id, wants=wants, days={day}, at=at, zone=turn.zone, now=turn.now
    )


async def _usual(turn: Turn, wants: Wants) -> tuple[int, time]:
    """The day and time to begin with: the tip's by the plan and the first reminder, never in quiet hours."""
    if wants in USUAL:
        day, at = USUAL[wants]
        return day, schedules.outside_quiet(at, turn.runner.quiet_from, turn.runner.quiet_until)
    reminders = await schedules.of_runner(turn.session, turn.runner.id)
    plan = await routines.plan_of(turn.session, turn.vault, turn.runner.id)
    taken = frozenset(day for day, _ in USUAL.values())
    return schedules.tip_day(plan.run_days, taken), reminders[0].at if reminders else USUAL_TIP_AT


async def _change(turn: Turn, kept: Schedule, **changes: Any) -> Reply:
    changed = await schedules.change(
        turn.session, kept.id, turn.runner.id, zone=turn.zone, now=turn.now, **changes
    )
    if isinstance(changed, Refused):
        return await _settings(turn, kept.wants, reminder_words.refused(turn.words, changed))
    note = None
    if changed:
        note = await schedule_reminders.noted(turn, changed, changed.days - kept.days)
    return await _settings(turn, kept.wants, note)


async def _settings(turn: Turn, wants: Wants, note: Safe | None = None) -> Reply:
    kept = await schedules.weekly_of(turn.session, turn.runner.id, wants)
    no_room_under = (await _without_room(turn)).get(wants)
    return Reply(wording.settings(turn.words, wants, kept, turn.zone, note, no_room_under))


async def _without_room(turn: Turn) -> Mapping[Wants, int]:
    """Those that never come, each with the ceiling of a day that leaves no room for it."""
    session, runner = turn.session, await runners.get(turn.session, turn.runner.id) or turn.runner
    kept = (*await schedules.of_runner(session, runner.id), *await schedules.all_weekly(session, runner.id))
    most = runner.pushes_a_day
    return dict.fromkeys(schedules.without_room(kept, most), most)


async def _listen(turn: Turn, wants: Wants) -> None:
    state = {"wants": wants.value, "message_id": turn.message_id}
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, state, turn.now)


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.SETUP)}
TALKS: dict[str, Page] = {WORD: typed}
