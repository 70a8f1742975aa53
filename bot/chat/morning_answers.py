"""The answer to the question of the next morning: better, the same, or worse."""

from datetime import date, datetime

from bot import checkins, schedules
from bot.chat import advice, mornings, retold, way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Asked
from bot.triage import Answers, Morning
from bot.wording import mornings as wording
from bot.wording.mornings import WORD


async def press(turn: Turn) -> Reply:
    """A button under the question; of another morning, or after a check-in, it only leads to a new one."""
    press = turn.press or Press("")
    on, today = _asked_on(press.id), schedules.local_date(turn.now, turn.zone)
    if on is not None and press.question == "undo":
        return await _undo(turn, on)
    if on is None or press.question not in list(Morning):
        return Reply(toast=turn.words.plain("button-too-old"))
    if on != today:
        return Reply(wording.another_day(turn.words, on, goes_on=await way_back.waits_for_morning(turn, on)))
    said = await checkins.morning_of(turn.session, turn.vault, turn.runner.id, today)
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    checked_in = latest is not None and latest.asked is Asked.CHECKIN and latest.on == today
    if checked_in and not (said and latest and said.id > latest.id):
        return Reply(wording.checked_in(turn.words))
    if said is None and await _is_moot(turn, today):
        return Reply(wording.not_asked(turn.words))
    answer = Morning(press.question)
    # Pressed twice, or the answer was lost on its way: the first one stands. But worse is never put aside.
    if said is None or (answer is Morning.WORSE and said.only_carries):
        return await retold.told_anew(turn, await _answer(turn, answer, today), today)
    if said.only_carries:
        return await _noted(turn, said.answers.morning or Morning.SAME, today)
    return Reply(await advice.shown(turn, said))


async def _is_moot(turn: Turn, on: date) -> bool:
    """Whether the pressed question asks about nothing any more, and its message has not heard of it."""
    asked = await mornings.asked_in(turn, on)
    if asked is None or asked.message_id != turn.message_id:
        return False
    return await mornings.is_moot(turn, asked, on)


async def _answer(turn: Turn, answer: Morning, today: date) -> Reply:
    checkin = await checkins.record(
        turn.session,
        turn.vault,
        turn.runner.id,
        Answers(morning=answer),
        content=turn.content,
        on=today,
        now=turn.now,
        asked=Asked.MORNING,
    )
    if answer is Morning.WORSE:
        return await advice.answer(turn, checkin)
    return await _noted(turn, answer, today)


async def _undo(turn: Turn, on: date) -> Reply:
    """Better, or the same, was not meant. Worse has an "Undo" of its own, under its advice."""
    session, runner_id = turn.session, turn.runner.id
    said = await checkins.morning_of(session, turn.vault, runner_id, on)
    is_today = on == schedules.local_date(turn.now, turn.zone)
    may_be = said is not None and said.only_carries and is_today
    if (
        said is None
        or not may_be
        or not await checkins.undo(session, turn.vault, said.id, runner_id, turn.now)
    ):
        return Reply(toast=turn.words.plain("advice-not-undone"))
    return await retold.taken_back(turn, on)


async def _noted(turn: Turn, answer: Morning, on: date) -> Reply:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    return Reply(wording.noted(turn.words, on, answer, standing))


def _asked_on(day: str) -> date | None:
    try:
        return datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.CONSENT)}
TALKS: dict[str, Page] = {}
