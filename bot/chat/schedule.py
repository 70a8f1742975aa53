"""/schedule: what is set, and changing run days, quiet hours, time zone and level."""

import re
from datetime import time
from typing import Any

from bot import checkins, routines, runners, schedules
from bot.chat import asking, schedule_reminders
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Owned
from bot.triage import Effect
from bot.wording import asking as asking_words
from bot.wording import paging
from bot.wording import schedule as wording
from bot.wording.words import Safe

WORD = "schedule"

_BETWEEN_TIMES = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\btill\b)\s*")
_NONE = frozenset({"none", "no", "off", "never", "no quiet hours"})


async def show(turn: Turn) -> Reply:
    """/schedule: the overview."""
    await runners.end_conversation(turn.session, turn.runner.id)
    return await _overview(turn)


async def pressed(turn: Turn) -> Reply:
    """A button of the overview or of one of its questions."""
    return await asking.leave_question(turn, _answer)


async def _answer(turn: Turn) -> Reply:
    press, words = turn.press or Press(WORD), turn.words
    value = press.value
    match press.question:
        case "run-days":
            return await _ask_run_days(turn, (await _plan(turn)).run_days)
        case "day":
            return await _run_day(turn, value)
        case "quiet":
            return await _ask_quiet(turn)
        case "ceiling":
            return await _ask_ceiling(turn)
        case "most" if value in wording.CEILINGS:
            await runners.set_pushes_a_day(turn.session, turn.runner.id, int(value))
            return await _overview(turn)
        case "silent" if (hours := read_quiet(value)) is not None:
            return await _keep_quiet(turn, *hours)
        case "zone" if value == "share":
            await _listen(turn, "zone", keyboard=True)
            return Reply(asking_words.share_place(words), fresh=True)
        case "zone" if runners.is_zone(value):
            await _keep_zone(turn, value)
            return await _overview(turn)
        case "zone" | "zones":
            return await _ask_zone(turn, page=paging.number(value))
        case "level":
            return Reply(wording.level(words, await _plan(turn)))
        case "have":
            return await _have(turn, value)
        case "dose" if value in ("1", "2", "3"):
            await routines.move_level(
                turn.session, turn.vault, turn.runner.id, int(value), routines.Why.CHOSEN, turn.now
            )
            return await _overview(turn)
    return await _overview(turn)


async def typed(turn: Turn) -> Reply:
    """Text or a place after a question of /schedule."""
    return await asking.take_typed(turn, _typed)


async def _typed(turn: Turn, asked: dict[str, Any]) -> Reply:
    match asked.get("asks"):
        case "zone":
            return await _typed_zone(turn, bool(asked.get("keyboard")))
        case "run-days":
            return await _typed_run_days(turn)
        case "ceiling":
            return await _typed_ceiling(turn)
    hours = read_quiet(turn.text)
    if hours is None:
        return await _ask_quiet(turn, turn.words("schedule-quiet-hint"))
    await runners.end_conversation(turn.session, turn.runner.id)
    return await _keep_quiet(turn, *hours)


def read_quiet(text: str) -> tuple[time, time] | None:
    """Two times of day in "22-6" or "22:00 to 06:30", equal ones for "none"; None for anything else."""
    text = text.strip().lower()
    if text in _NONE:
        return time(0), time(0)
    parts = [schedules.read_time(part) for part in _BETWEEN_TIMES.split(text)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    return parts[0], parts[1]


async def _overview(turn: Turn, note: Safe | None = None) -> Reply:
    session = turn.session
    runner = await runners.get(session, turn.runner.id) or turn.runner
    standing = await checkins.standing(session, turn.vault, runner.id)
    view = wording.Overview(
        runner=runner,
        plan=await _plan(turn),
        reminders=await schedules.of_runner(session, runner.id),
        weekly=await schedules.all_weekly(session, runner.id),
        next_push_at=await asking.next_push_at(turn),
        is_paused=runner.is_paused(turn.now),
        is_on_hold=standing.effect == Effect.PAUSED,
        now=turn.now,
    )
    return Reply(wording.overview(turn.words, view, note))


async def _plan(turn: Turn) -> routines.Plan:
    return await routines.plan_of(turn.session, turn.vault, turn.runner.id)


async def _run_day(turn: Turn, value: str) -> Reply:
    """One toggle counts at once; "none" leaves no fixed days."""
    before = (await _plan(turn)).run_days
    days = frozenset[int]() if value == "none" else asking.ticked(before, value)
    if days != before:
        await routines.set_plan(turn.session, turn.runner.id, run_days=days)
    return await _ask_run_days(turn, days)


async def _ask_run_days(turn: Turn, days: frozenset[int], note: Safe | None = None) -> Reply:
    await _listen(turn, "run-days")
    return Reply(wording.run_days(turn.words, days, note))


async def _typed_run_days(turn: Turn) -> Reply:
    """Days in words take the place of those that were ticked."""
    says_none = turn.text.strip().lower() in _NONE
    days = frozenset[int]() if says_none else schedules.read_days(turn.text)
    if days is None:
        before = (await _plan(turn)).run_days
        return await _ask_run_days(turn, before, turn.words("schedule-days-hint"))
    await routines.set_plan(turn.session, turn.runner.id, run_days=days)
    return await _ask_run_days(turn, days)


async def _have(turn: Turn, value: str) -> Reply:
    """A band or a roller, ticked or not; it counts at once."""
    plan = await _plan(turn)
    have = (plan.have | {one for one in Owned if value == f"+{one}"}) - {
        one for one in Owned if value == f"-{one}"
    }
    await routines.set_plan(turn.session, turn.runner.id, have=have)
    return Reply(wording.level(turn.words, await _plan(turn)))


async def _typed_ceiling(turn: Turn) -> Reply:
    number = turn.text.strip()
    if number not in wording.CEILINGS:
        return await _ask_ceiling(turn, turn.words("schedule-ceiling-hint"))
    await runners.end_conversation(turn.session, turn.runner.id)
    await runners.set_pushes_a_day(turn.session, turn.runner.id, int(number))
    return await _overview(turn)


async def _ask_ceiling(turn: Turn, note: Safe | None = None) -> Reply:
    await _listen(turn, "ceiling")
    session, runner = turn.session, turn.runner
    kept = (*await schedules.of_runner(session, runner.id), *await schedules.all_weekly(session, runner.id))
    return Reply(wording.ceiling(turn.words, kept, runner.pushes_a_day, note))


async def _ask_quiet(turn: Turn, note: Safe | None = None) -> Reply:
    await _listen(turn, "quiet")
    runner = turn.runner
    return Reply(wording.quiet(turn.words, runner.quiet_from, runner.quiet_until, note))


async def _keep_quiet(turn: Turn, quiet_from: time, quiet_until: time) -> Reply:
    """Quiet hours make room for the reminders that lie inside: nobody loses a push to them unawares."""
    wanted = hours = (quiet_from, quiet_until)
    session, runner_id = turn.session, turn.runner.id
    for reminder in (
        *await schedules.of_runner(session, runner_id),
        *await schedules.all_weekly(session, runner_id),
    ):
        hours = asking.quiet_with_room(reminder, hours)
    await runners.set_quiet(turn.session, turn.runner.id, *hours)
    return await _overview(turn, turn.words("schedule-quiet-fitted") if hours != wanted else None)


async def _ask_zone(turn: Turn, page: int = 0, note: Safe | None = None, keyboard: bool = False) -> Reply:
    await _listen(turn, "zone", keyboard)
    zone = turn.zone
    return Reply(wording.zone(turn.words, zone, runners.common_zones(), page, note))


async def _typed_zone(turn: Turn, keyboard: bool) -> Reply:
    meant = asking.zone_meant(turn)
    if isinstance(meant, str):
        await runners.end_conversation(turn.session, turn.runner.id)
        await _keep_zone(turn, meant)
        overview = (await _overview(turn)).message
        said = asking_words.zone_set(turn.words, meant, turn.now)
        return Reply(said, then=(overview,) if overview else ())
    if meant:
        return Reply(asking_words.which_zone(turn.words, meant, wording.PREFIX, f"{wording.PREFIX}:zone"))
    return await _ask_zone(turn, note=turn.words("asking-zone-unknown"), keyboard=keyboard)


async def _keep_zone(turn: Turn, zone: str) -> None:
    """The clock is another from now on, and every reminder follows it."""
    await runners.set_zone(turn.session, turn.runner.id, zone)
    await schedules.recompute(turn.session, turn.runner.id, zone, turn.now)


async def _listen(turn: Turn, asks: str, keyboard: bool = False) -> None:
    state = {"asks": asks, "keyboard": keyboard, "message_id": turn.message_id}
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, state, turn.now)


COMMANDS = (Command("schedule", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {
    WORD: (pressed, Needs.SETUP),
    schedule_reminders.WORD: (schedule_reminders.pressed, Needs.SETUP),
}
TALKS: dict[str, Page] = {WORD: typed, schedule_reminders.WORD: schedule_reminders.typed}
