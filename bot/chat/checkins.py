"""/checkin: pain, side, place, time and red flags in one message, step by step, and the note afterwards."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import checkins, deliveries, runners, schedules
from bot.chat import advice
from bot.chat.advice import owe_advice, zone_of
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.deliveries import Message
from bot.triage import Answers, Side, When, Where
from bot.wording import checkins as wording
from bot.wording import dates
from bot.wording.checkins import HIGHEST, NOTE, WORD, Question
from bot.wording.words import Safe

__all__ = ["COMMANDS", "PRESSES", "TALKS", "owe_advice", "read_rating"]

# "Now" and "since yesterday" must mean the same at the last question as at the first.
OPEN_FOR = timedelta(hours=12)
A_MOMENT = timedelta(minutes=5)

_RATING = re.compile(r"(\d{1,2})\s*(?:(?:/|of|out of)\s*10)?")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A check-in in the making; `begun`, in seconds since 1970, is its name on its buttons."""

    begun: int
    answers: Answers

    @property
    def asks(self) -> Question:
        """The open question: the first without an answer. No pain has no side, no place and no time."""
        said = self.answers
        if said.now is None:
            return Question.NOW
        if said.worst is None:
            return Question.WORST
        if said.worst == 0:
            return Question.FLAGS
        for question, answer in (
            (Question.SIDE, said.side),
            (Question.WHERE, said.where),
            (Question.WHEN, said.when),
        ):
            if answer is None:
                return question
        return Question.FLAGS

    def back(self) -> "_Draft":
        """The question before the open one, asked again; ticks stay ticked."""
        said = self.answers
        if said.when:
            said = replace(said, when=None)
        elif said.where:
            said = replace(said, where=None)
        elif said.side:
            said = replace(said, side=None)
        elif said.worst is not None and said.worst > 0 and said.now != HIGHEST:
            said = replace(said, worst=None)
        else:
            # Without pain, or with the worst there is, the second rating followed from the first.
            said = replace(said, now=None, worst=None)
        return replace(self, answers=said)

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back."""
        return {"begun": self.begun, "answers": self.answers.to_json()}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "_Draft":
        """The draft that `to_json` gave."""
        return cls(stored["begun"], Answers.from_json(stored["answers"]))


def read_rating(text: str) -> int | None:
    """The pain rating in "3", "3/10" or "3 of 10"; None for anything else."""
    found = _RATING.fullmatch(text.strip().lower())
    rating = int(found[1]) if found else HIGHEST + 1
    return rating if rating <= HIGHEST else None


def answered(answers: Answers, question: Question, value: str) -> Answers | None:
    """The answers with one more; None for a value that this question does not offer."""
    if question is Question.NOW:
        return _rated_now(answers, value)
    if question is Question.WORST:
        rating = read_rating(value)
        return None if rating is None or rating < (answers.now or 0) else replace(answers, worst=rating)
    if question is Question.SIDE and value in set(Side):
        return replace(answers, side=Side(value))
    if question is Question.WHERE and value in set(Where):
        return replace(answers, where=Where(value))
    if question is Question.WHEN and value in set(When):
        return replace(answers, when=When(value))
    return None


def _rated_now(answers: Answers, value: str) -> Answers | None:
    if value == "none":
        return replace(answers, now=0, worst=0)
    rating = read_rating(value)
    if rating is None:
        return None
    # Nothing is worse than the worst, so there is nothing left to ask.
    return replace(answers, now=rating, worst=HIGHEST if rating == HIGHEST else None)


def _typed_rating(answers: Answers, question: Question, text: str) -> Answers | None:
    rating = read_rating(text)
    return None if rating is None else answered(answers, question, str(rating))


async def begin(turn: Turn) -> Reply:
    """/checkin, alone or with the pain now: "/checkin 3"."""
    return await _begin(turn, fresh=True)


async def _begin(turn: Turn, fresh: bool) -> Reply:
    left = await _draft(turn)
    note = turn.words("checkin-restarted") if left else None
    # One second may see two begin; their buttons must still be told apart.
    begun = max(int(turn.now.timestamp()), left.begun + 1 if left else 0)
    answers = _typed_rating(Answers(), Question.NOW, turn.text)
    if turn.text and answers is None:
        note = turn.words("checkin-number-please")
    return Reply(await _ask(turn, _Draft(begun, answers or Answers()), note), fresh=fresh)


async def press(turn: Turn) -> Reply:
    """A button of the questions, of this check-in or an older one; "checkin" alone begins."""
    press = turn.press or Press("")
    if press.id in ("", "here"):
        return await _begin(turn, fresh=not press.id)
    draft = await _draft(turn)
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


async def _show(turn: Turn, draft: _Draft, _value: str) -> Reply:
    return Reply(await _ask(turn, draft))


async def _back(turn: Turn, draft: _Draft, value: str) -> Reply:
    return Reply(await _ask(turn, draft.back() if value == draft.asks else draft))


async def _cancel(turn: Turn, _draft: _Draft, _value: str) -> Reply:
    await runners.end_conversation(turn.session, turn.runner.id)
    return Reply(wording.cancelled(turn.words))


async def _tick(turn: Turn, draft: _Draft, value: str) -> Reply:
    known = turn.content.red_flags.flag(value)
    return await _ticked(turn, draft, draft.answers.flags | {value} if known else draft.answers.flags)


async def _untick(turn: Turn, draft: _Draft, value: str) -> Reply:
    return await _ticked(turn, draft, draft.answers.flags - {value})


async def _ticked(turn: Turn, draft: _Draft, flags: frozenset[str]) -> Reply:
    if draft.asks is Question.FLAGS:
        draft = replace(draft, answers=replace(draft.answers, flags=flags))
    return Reply(await _ask(turn, draft))


async def _none(turn: Turn, draft: _Draft, _value: str) -> Reply:
    # The button was drawn before the ticks: they must not be dropped by it.
    if draft.answers.flags:
        return Reply(await _ask(turn, draft), toast=turn.words.plain("checkin-ticks-first"), alert=True)
    return await _finish(turn, draft)


async def _all(turn: Turn, draft: _Draft, _value: str) -> Reply:
    # Silence is not a no: nothing ticked is said with a button of its own.
    if not draft.answers.flags:
        return Reply(await _ask(turn, draft), toast=turn.words.plain("checkin-no-ticks"), alert=True)
    return await _finish(turn, draft)


_STEPS: dict[str, Callable[[Turn, _Draft, str], Awaitable[Reply]]] = {
    "show": _show,
    "back": _back,
    "cancel": _cancel,
    "tick": _tick,
    "untick": _untick,
    "none": _none,
    "all": _all,
}


async def _finish(turn: Turn, draft: _Draft) -> Reply:
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
        on=schedules.local_date(turn.now, zone_of(turn)),
        now=turn.now,
    )
    await runners.end_conversation(session, runner.id)
    await deliveries.withdraw(session, runner.id, turn.now, kinds=(advice.ASK_AGAIN,))
    return await advice.answer(turn, checkin)


async def _not_open(turn: Turn, begun: int, newer: _Draft | None) -> Reply:
    """A button of a check-in that is done, was left, or never was."""
    words, zone = turn.words, zone_of(turn)
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
    draft = await _draft(turn)
    if draft is None:
        await runners.end_conversation(turn.session, turn.runner.id)
        return Reply(wording.closed(turn.words))
    if draft.asks not in (Question.NOW, Question.WORST):
        return Reply(await _ask(turn, draft, turn.words("checkin-buttons-please")))
    answers = _typed_rating(draft.answers, draft.asks, turn.text)
    if answers:
        return Reply(await _ask(turn, replace(draft, answers=answers)))
    note = turn.words("checkin-number-please")
    if draft.asks is Question.WORST and read_rating(turn.text) is not None:
        note = turn.words("checkin-no-lower", now=draft.answers.now)
    return Reply(await _ask(turn, draft, note))


async def _draft(turn: Turn) -> _Draft | None:
    """The open check-in; None where there is none, it is too old, or the red flags have changed since."""
    talk = await runners.conversation(turn.session, turn.vault, turn.runner.id)
    if talk is None or talk.word != WORD:
        return None
    draft = _Draft.from_json(talk.state)
    begun_at = _instant(draft.begun)
    known = {flag.id for flag in turn.content.red_flags.flags}
    if begun_at is None or turn.now - begun_at > OPEN_FOR or not draft.answers.flags <= known:
        return None
    return draft


async def _ask(turn: Turn, draft: _Draft, note: Safe | None = None) -> Message:
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
    )


async def note(turn: Turn) -> Reply:
    """The button "Add a note", and "Skip" under its prompt."""
    press = turn.press or Press("")
    talk = await runners.conversation(turn.session, turn.vault, turn.runner.id)
    if press.question == "skip":
        if talk is None or talk.word != NOTE or talk.state["checkin_id"] != press.row_id:
            # The note was kept, or the prompt is an old one: nothing is skipped by this.
            return Reply(strip=True)
        await runners.end_conversation(turn.session, turn.runner.id)
        return Reply(wording.note_skipped(turn.words))
    checkin = await checkins.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if checkin is None:
        return Reply(toast=turn.words.plain("note-no-checkin"))
    if await _draft(turn):
        return Reply(toast=turn.words.plain("note-checkin-open"), alert=True)
    state = {"checkin_id": checkin.id}
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, NOTE, state, turn.now)
    return Reply(wording.note_prompt(turn.words, checkin, zone_of(turn)), fresh=True)


async def typed_note(turn: Turn) -> Reply:
    """The note itself: kept as it is, never assessed."""
    session, runner_id = turn.session, turn.runner.id
    talk = await runners.conversation(session, turn.vault, runner_id)
    checkin_id = talk.state["checkin_id"] if talk else 0
    text = turn.text.strip()
    if not text:
        return Reply(wording.note_words_please(turn.words, checkin_id))
    if len(text) > checkins.NOTE_LIMIT:
        return Reply(wording.note_too_long(turn.words, checkin_id, len(text)))
    await runners.end_conversation(session, runner_id)
    checkin = await checkins.get(session, turn.vault, checkin_id, runner_id)
    if checkin is None:
        return Reply(wording.note_without_checkin(turn.words))
    await checkins.add_note(session, turn.vault, checkin_id, runner_id, text)
    return Reply(wording.note_kept(turn.words, checkin, zone_of(turn)))


# Consent is what matters: somebody who stopped in the middle of the set-up may still say where it hurts.
COMMANDS = (Command("checkin", begin, Needs.CONSENT),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.CONSENT), NOTE: (note, Needs.CONSENT)}
TALKS: dict[str, Page] = {WORD: typed, NOTE: typed_note}
