"""/pause and /resume: silence for days or until they say so; a decision of a check-in is not lifted here."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import announcements, checkins, deliveries, routines, runners, sessions
from bot.chat import asking, mornings, returns, way_back
from bot.chat.advice import ASK_AGAIN
from bot.chat.turn import Command, Needs, Page, Reply, Turn
from bot.sessions import Ending
from bot.triage import Effect
from bot.wording import pauses as wording

# What a pause takes back. Advice and the question whether they were seen come all the same.
WITHDRAWN = (*deliveries.UNASKED, "snooze", ASK_AGAIN, mornings.KIND, announcements.KIND)

# Whoever is away for longer means "until I resume".
LONGEST_DAYS = 365

_LENGTH = re.compile(r"(?:for\s+)?(\d{1,3}|an?|one|two|three)?\s*(d|days?|w|wks?|weeks?)?")
_NUMBERS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def read_days(text: str) -> int | None:
    """The days in "10", "3 days", "a week", "2w", from 1 to 365; None for anything else."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if not found or not found[0]:
        return None
    count = found[1] or ""
    days = int(count) if count.isdecimal() else _NUMBERS[count]
    days *= 7 if (found[2] or "d").startswith("w") else 1
    return days if 1 <= days <= LONGEST_DAYS else None


async def pause(turn: Turn) -> Reply:
    """/pause alone asks for how long; "/pause 3 days" does it."""
    if not turn.text:
        return await _ask(turn)
    days = read_days(turn.text)
    if days is None:
        return await _ask(turn, unreadable=True)
    return await _pause(turn, days)


async def pressed(turn: Turn) -> Reply:
    """A length, or the question for it."""
    press = turn.press
    if press is None or press.question != "for":
        return await _ask(turn)
    if press.value == "open":
        return await _pause(turn, None)
    days = read_days(press.value)
    return await (_ask(turn) if days is None else _pause(turn, days))


async def resume(turn: Turn) -> Reply:
    """/resume, and the button: ends their own pause; says so when a check-in still holds the plan."""
    runner, session = turn.runner, turn.session
    was_paused = runner.is_paused(turn.now)
    turn = replace(turn, runner=await runners.resume(session, runner.id, turn.now))
    standing = await checkins.standing(session, turn.vault, runner.id)
    if standing.effect == Effect.PAUSED:
        return Reply(
            wording.refused(
                turn.words, was_paused, f"advice:{standing.checkin_id}", seen=bool(standing.seen_at)
            )
        )
    push_at = await asking.next_push_at(turn)
    nudge = await returns.now(turn, await way_back.read(turn), standing)
    return Reply(wording.resumed(turn.words, runner.zone or "UTC", was_paused, push_at, nudge))


async def _ask(turn: Turn, unreadable: bool = False) -> Reply:
    runner = turn.runner
    note = wording.unreadable(turn.words, LONGEST_DAYS) if unreadable else None
    zone = runner.zone or "UTC"
    return Reply(wording.ask(turn.words, zone, runner.is_paused(turn.now), runner.paused_until, note))


async def _pause(turn: Turn, days: int | None) -> Reply:
    runner, session, now = turn.runner, turn.session, turn.now
    zone = runner.zone or "UTC"
    until = None if days is None else _days_later(now, days, zone)
    await runners.pause(session, runner.id, now, until)
    await deliveries.withdraw(session, runner.id, now, WITHDRAWN)
    await routines.release(session, runner.id, now)
    await sessions.end(session, turn.vault, runner.id, Ending.STOPPED, now)
    return Reply(wording.paused(turn.words, zone, until))


def _days_later(now: datetime, days: int, zone: str) -> datetime:
    """The same time by the wall clock: a pause of n days leaves out n of each daily push."""
    return (now.astimezone(ZoneInfo(zone)) + timedelta(days=days)).astimezone(now.tzinfo)


COMMANDS = (Command("pause", pause, Needs.SETUP), Command("resume", resume, Needs.SETUP))
PRESSES: dict[str, tuple[Page, Needs]] = {
    "pause": (pressed, Needs.SETUP),
    "resume": (resume, Needs.SETUP),
}
TALKS: dict[str, Page] = {}
