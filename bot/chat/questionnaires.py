"""/week: the four questions of the week, one at a time in one message. Their state stands in the buttons."""

from dataclasses import replace
from datetime import date, timedelta

from bot import checkins, deliveries, questionnaires, runners, schedules
from bot.chat import routines as pushed
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.questionnaires import Week
from bot.schedules import Wants
from bot.triage import Level
from bot.wording import questionnaires as wording
from bot.wording.questionnaires import WEEKS_SHOWN, WORD


async def show(turn: Turn) -> Reply:
    """/week: what was answered this week, or else the first question."""
    week_on = questionnaires.week_asked(_today(turn))
    week = await _get(turn, week_on)
    if week:
        return await _result(turn, week)
    stands_in = await runners.page_stands_in(turn.session, turn.runner.id, WORD)
    return replace(_ask(turn, week_on, ()), gives_up=await _pushed(turn, week_on, stands_in))


async def pressed(turn: Turn) -> Reply:
    """A button of the questions or of their result; "week" alone is /week."""
    press = turn.press or Press(WORD)
    if not press.id:
        return await show(turn)
    week_on, answers = _monday(press.id), _answers(press.value)
    if week_on is None or answers is None or week_on > _today(turn):
        return Reply(toast=turn.words.plain("week-too-old"))
    if press.question == "why":
        return Reply(wording.why(turn.words, week_on, turn.content.questionnaire))
    if press.question == "show" and (week := await _get(turn, week_on)):
        return await _result(turn, week)
    if not questionnaires.is_open(week_on, _today(turn)):
        return Reply(wording.over(turn.words, week_on, await _get(turn, week_on)))
    if not questionnaires.is_complete(answers):
        return _ask(turn, week_on, answers)
    older = await _older(turn, week_on)
    week = await questionnaires.record(
        turn.session,
        turn.vault,
        turn.runner.id,
        week_on,
        answers,
        rules=turn.content.questionnaire,
        now=turn.now,
    )
    return replace(await _result(turn, week), gives_up=older)


def _ask(turn: Turn, week_on: date, answers: tuple[int, ...]) -> Reply:
    return Reply(wording.question(turn.words, week_on, answers, _today(turn)), stands=WORD)


async def _older(turn: Turn, week_on: date) -> tuple[int, ...]:
    """The copies of the questions that stand elsewhere, now that they are answered."""
    stood_in = await runners.page_is_over(turn.session, turn.runner.id, WORD)
    pushed = () if await _get(turn, week_on) else await _pushed(turn, week_on, stood_in)
    return tuple({*pushed, *((stood_in,) if stood_in else ())} - {turn.message_id})


async def _pushed(turn: Turn, week_on: date, stands_in: int | None) -> tuple[int, ...]:
    """The questions of that week as they came by themselves, while nothing else can stand there.

    Once they are answered a check-in may, and once they are switched off the way back from that. Those that
    came before the ones that stand in `stands_in` gave up their buttons to these.
    """
    shown = await deliveries.last_shown(turn.session, turn.vault, turn.runner.id, Wants.QUESTIONNAIRE)
    if shown is None or not wording.is_about(shown.message, week_on) or shown.message_id < (stands_in or 0):
        return ()
    wanted = await schedules.weekly_of(turn.session, turn.runner.id, Wants.QUESTIONNAIRE)
    return (shown.message_id,) if wanted else ()


async def _result(turn: Turn, week: Week) -> Reply:
    first_on = week.week_on - timedelta(weeks=WEEKS_SHOWN - 1)
    lately = await questionnaires.weeks(turn.session, turn.vault, turn.runner.id, first_on, week.week_on)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    message = wording.result(
        turn.words,
        week,
        lately,
        answered_on=schedules.local_date(week.answered_at, turn.zone),
        may_answer_again=questionnaires.is_open(week.week_on, _today(turn)),
        is_calm=standing.level is Level.CARRY_ON,
        stands_since=pushed.stands_since(turn, standing),
    )
    return Reply(message)


async def _get(turn: Turn, week_on: date) -> Week | None:
    return await questionnaires.get(turn.session, turn.vault, turn.runner.id, week_on)


def _today(turn: Turn) -> date:
    return schedules.local_date(turn.now, turn.zone)


def _monday(value: str) -> date | None:
    """The Monday that stands on a button; None for anything else."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if str(day) == value and day.weekday() == 0 else None


def _answers(value: str) -> tuple[int, ...] | None:
    """The answers so far as they stand on a button, a digit each; None for what cannot be."""
    if not set(value) <= set("0123"):
        return None
    answers = tuple(int(digit) for digit in value)
    return answers if questionnaires.is_possible(answers) else None


# Consent is what matters, as for a check-in.
COMMANDS = (Command("week", show, Needs.CONSENT),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.CONSENT)}
TALKS: dict[str, Page] = {}
