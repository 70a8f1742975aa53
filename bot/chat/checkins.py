"""/checkin: pain, side, place, time and red flags in one message, step by step."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import checkins, deliveries, runners, schedules
from bot.chat import advice, mornings
from bot.chat.draft import Draft, answered, read_rating, typed_rating
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.deliveries import Message
from bot.triage import Answers
from bot.wording import checkins as wording
from bot.wording import dates
from bot.wording.checkins import WORD, Question
from bot.wording.words import Safe

# A second press on the last button, or one whose answer was lost, comes within this.
A_MOMENT = timedelta(minutes=5)

A_DAY = timedelta(days=1)


async def begin(turn: Turn) -> Reply:
    """/checkin, alone or with the pain now: "/checkin 3"."""
    return await _begin(turn, fresh=True)


async def begin_hurt(turn: Turn, exercise_id: str) -> Reply:
    """It hurts in the middle of an exercise: the questions, in a message of their own."""
    return await _begin(turn, fresh=True, during=exercise_id)


async def _begin(turn: Turn, fresh: bool, during: str | None = None) -> Reply:
    left = _draft(turn)
    # A tick is never lost to a new beginning: only its own button takes it back.
    ticked = left.answers.flags if left else frozenset[str]()
    note = turn.words("checkin-restarted-ticked" if ticked else "checkin-restarted") if left else None
    # One second may see two begin; their buttons must still be told apart.
    begun = max(int(turn.now.timestamp()), left.begun + 1 if left else 0)
    blank = Answers(flags=ticked)
    answers = typed_rating(blank, Question.NOW, turn.text)
    if turn.text and answers is None:
        note = turn.words("checkin-number-please")
    return Reply(await _ask(turn, Draft(begun, answers or blank, during), note), fresh=fresh)


async def press(turn: Turn) -> Reply:
    """A button of the questions, of this check-in or an older one; "checkin" alone begins."""
    press = turn.press or Press("")
    if press.id in ("", "here"):
        return await _begin(turn, fresh=not press.id)
    draft = _draft(turn)
    if draft is None or draft.begun != press.row_id:
        return await _not_open(turn, press.row_id, draft)
    step = _STEPS.get(press.question)
    if step:
        return await step(turn, draft, press.value)
    if press.question == draft.asks:
        answers = answered(draft.answers, draft.asks, press.value)
        draft = replace(draft, answers=answers) if answers else draft
    # A second press on what is answered already only shows the question that is open.
    return Reply(await _ask(turn, draft))


async def _show(turn: Turn, draft: Draft, _value: str) -> Reply:
    return Reply(await _ask(turn, draft))


async def _back(turn: Turn, draft: Draft, value: str) -> Reply:
    return Reply(await _ask(turn, draft.back() if value == draft.asks else draft))


async def _cancel(turn: Turn, draft: Draft, _value: str) -> Reply:
    await runners.end_conversation(turn.session, turn.runner.id)
    return Reply(wording.cancelled(turn.words, draft.answers))


async def _tick(turn: Turn, draft: Draft, value: str) -> Reply:
    flag = turn.content.red_flags.flag(value)
    reply = await _ticked(turn, draft, draft.answers.flags | {value} if flag else draft.answers.flags)
    if flag is None or flag.level != "emergency":
        return reply
    # The list is longer than a phone: what stands above it may be out of sight.
    return replace(reply, toast=wording.emergency_alert(turn.words, advice.number_for(turn)), alert=True)


async def _untick(turn: Turn, draft: Draft, value: str) -> Reply:
    return await _ticked(turn, draft, draft.answers.flags - {value})


async def _ticked(turn: Turn, draft: Draft, flags: frozenset[str]) -> Reply:
    if draft.asks is Question.FLAGS:
        draft = replace(draft, answers=replace(draft.answers, flags=flags))
    return Reply(await _ask(turn, draft))


async def _none(turn: Turn, draft: Draft, _value: str) -> Reply:
    # The button was drawn before the ticks: they must not be dropped by it.
    if draft.answers.flags:
        return Reply(await _ask(turn, draft), toast=turn.words.plain("checkin-ticks-first"), alert=True)
    return await _finish(turn, draft)


async def _all(turn: Turn, draft: Draft, _value: str) -> Reply:
    # Silence is not a no: nothing ticked is said with a button of its own.
    if not draft.answers.flags:
        return Reply(await _ask(turn, draft), toast=turn.words.plain("checkin-no-ticks"), alert=True)
    return await _finish(turn, draft)


_STEPS: dict[str, Callable[[Turn, Draft, str], Awaitable[Reply]]] = {
    "show": _show,
    "back": _back,
    "cancel": _cancel,
    "tick": _tick,
    "untick": _untick,
    "none": _none,
    "all": _all,
}


async def _finish(turn: Turn, draft: Draft) -> Reply:
    """Keeps the answers with their decision, and says what follows from them."""
    if draft.asks is not Question.FLAGS:
        return Reply(await _ask(turn, draft))
    session, runner = turn.session, turn.runner
    checkin = await checkins.record(
        session,
        turn.vault,
        runner.id,
        draft.answers,
        content=turn.content,
        on=schedules.local_date(turn.now, turn.zone),
        now=turn.now,
        during=draft.during,
    )
    await runners.end_conversation(session, runner.id)
    await deliveries.withdraw(session, runner.id, turn.now, kinds=(advice.ASK_AGAIN,))
    await mornings.answered_by(turn, checkin)
    return await advice.answer(turn, checkin)


async def _not_open(turn: Turn, begun: int, newer: Draft | None) -> Reply:
    """A button of a check-in that is done, was left, or never was."""
    words, zone = turn.words, turn.zone
    if newer is not None:
        return Reply(wording.newer_open(words, newer.begun))
    begun_at = _instant(begun)
    if begun_at is None or begun_at > turn.now:
        return Reply(toast=words.plain("button-too-old"))
    begun_on = schedules.local_date(begun_at, zone)
    is_today = begun_on == schedules.local_date(turn.now, zone)
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    if latest and latest.at >= begun_at:
        if turn.now - latest.at <= A_MOMENT:
            # Pressed twice, or the answer was lost on its way: it stands in the same place once more.
            return Reply(await advice.shown(turn, latest), toast=words.plain("checkin-done-toast"))
        # Its message may show the answer by now: a late press must not wipe that away.
        said = (
            words.plain("checkin-done-toast")
            if is_today
            else words.plain("checkin-old-toast", day=dates.day(words, begun_on))
        )
        return Reply(toast=said)
    return Reply(wording.closed(words) if is_today else wording.from_another_day(words, begun_on))


def _instant(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


async def typed(turn: Turn) -> Reply:
    """Typed text while a check-in is open: a rating where one is asked for."""
    draft = _draft(turn)
    if draft is None:
        await runners.end_conversation(turn.session, turn.runner.id)
        return Reply(wording.closed(turn.words))
    if draft.asks not in (Question.NOW, Question.WORST):
        return Reply(await _ask(turn, draft, turn.words("checkin-buttons-please")))
    answers = typed_rating(draft.answers, draft.asks, turn.text)
    if answers:
        return Reply(await _ask(turn, replace(draft, answers=answers)))
    note = turn.words("checkin-number-please")
    if draft.asks is Question.WORST and read_rating(turn.text) is not None:
        note = turn.words("checkin-no-lower", now=draft.answers.now)
    return Reply(await _ask(turn, draft, note))


def _draft(turn: Turn) -> Draft | None:
    """The open check-in; None where there is none, it is too old, or the red flags have changed since."""
    talk = turn.talk
    if talk is None or talk.word != WORD:
        return None
    draft = Draft.from_json(talk.state)
    begun_at = _instant(draft.begun)
    known = {flag.id for flag in turn.content.red_flags.flags}
    open_for = turn.content.escalation.checkin_is_open_for
    if begun_at is None or turn.now - begun_at > open_for or not draft.answers.flags <= known:
        return None
    return draft


def is_open(turn: Turn) -> bool:
    """Whether a check-in is half answered."""
    return _draft(turn) is not None


async def _ask(turn: Turn, draft: Draft, note: Safe | None = None) -> Message:
    """Keeps the draft and asks its open question."""
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, draft.to_json(), turn.now)
    return wording.question(
        turn.words,
        draft.asks,
        draft.begun,
        draft.answers,
        turn.content.red_flags,
        advice.number_for(turn),
        note,
        since_last=draft.asks is Question.WORST and await _lately(turn),
        during=wording.exercise_name(turn.words, turn.content, draft.during),
    )


async def _lately(turn: Turn) -> bool:
    """Whether their last check-in is less than a day ago: one bad evening must not be told twice."""
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    return latest is not None and latest.answers.now is not None and turn.now - latest.at < A_DAY


# Consent is what matters: somebody who stopped in the middle of the set-up may still say where it hurts.
COMMANDS = (Command("checkin", begin, Needs.CONSENT),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.CONSENT)}
TALKS: dict[str, Page] = {WORD: typed}
