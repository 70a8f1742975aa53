"""What /checkin says: one question at a time in the same message, what was said so far, and the note."""

from datetime import date, datetime
from enum import StrEnum
from html import escape

from bot.checkins import NOTE_LIMIT, CheckIn
from bot.content import Content, EmergencyNumber, RedFlags
from bot.deliveries import Button, Message
from bot.triage import Answers, Side, When, Where
from bot.wording import asking, dates, general
from bot.wording.words import Safe, Words

WORD = "checkin"
NOTE = "note"
HIGHEST = 10  # of the numeric pain rating
A_ROW = 6  # 0-5 and 6-10

Rows = tuple[tuple[Button, ...], ...]


class Question(StrEnum):
    """What /checkin asks, in this order."""

    NOW = "now"
    WORST = "worst"
    SIDE = "side"
    WHERE = "where"
    WHEN = "when"
    FLAGS = "flags"


def said(words: Words, answers: Answers) -> Safe:
    """What was said about pain, in brief: "4 of 10 now, 6 at worst, left side"; empty for nothing."""
    if answers.morning:
        return words(f"checkin-said-{answers.morning}")
    if answers.now == 0 and answers.worst == 0:
        return words("checkin-said-no-pain")
    parts = [
        words("checkin-said-now", now=answers.now) if answers.now is not None else None,
        words("checkin-said-worst", worst=answers.worst) if answers.worst is not None else None,
        words(f"checkin-side-{answers.side}") if answers.side else None,
        words(f"checkin-where-{answers.where}") if answers.where else None,
        words(f"checkin-when-{answers.when}") if answers.when else None,
    ]
    return Safe(", ".join(part for part in parts if part))


def exercise_name(words: Words, content: Content, exercise_id: str | None) -> str | None:
    """What an exercise is called; None for none, and for one that the content no longer has."""
    exercise = content.exercises.get(exercise_id or "")
    return exercise.text_in(words.language).name if exercise else None


def told(words: Words, content: Content, checkin: CheckIn) -> Safe:
    """What a check-in said about pain, and in which exercise it began, in brief."""
    name = exercise_name(words, content, checkin.during)
    parts = [said(words, checkin.answers), words("checkin-said-during", name=name) if name else None]
    return Safe(", ".join(part for part in parts if part))


def question(
    words: Words,
    asked: Question,
    begun: int,
    answers: Answers,
    red_flags: RedFlags,
    number: EmergencyNumber,
    note: Safe | None = None,
    *,
    since_last: bool = False,
    during: str | None = None,
) -> Message:
    """The open question. `begun` marks every button, so that an older message's are told apart.

    `since_last`: they checked in within the last day, so the worst is asked from there on. `during`: the name
    of the exercise in which it began to hurt.
    """
    back = () if asked is Question.NOW else (general.back_button(words, _data(begun, "back", asked)),)
    ending = (*back, general.button(words, "cancel", _data(begun, "cancel")))
    if asked is Question.FLAGS:
        text, rows = _flags(words, begun, answers, red_flags, number, during)
    else:
        text = _text(words, asked, answers, since_last, during)
        rows = _choices(words, asked, begun, answers)
    return Message(Safe(f"{text}\n\n{note}") if note else text, (*rows, ending))


def _text(
    words: Words, asked: Question, answers: Answers, since_last: bool = False, during: str | None = None
) -> Safe:
    so_far, lowest = said(words, answers), answers.now or 0
    again = since_last and asked is Question.WORST
    parts = [
        words("checkin-title"),
        words("checkin-during", name=during) if during else None,
        words("checkin-so-far", said=so_far) if so_far else None,
        words("checkin-worst-since-last" if again else f"checkin-{asked}", now=lowest),
    ]
    return Safe("\n".join(part for part in parts if part))


def _choices(words: Words, asked: Question, begun: int, answers: Answers) -> Rows:
    if asked is Question.NOW:
        well = general.button(words, "checkin-no-pain", _data(begun, Question.NOW, "none"))
        return (*_ratings(begun, asked, 0), (well,))
    if asked is Question.WORST:
        return _ratings(begun, asked, answers.now or 0)
    values = {Question.SIDE: Side, Question.WHERE: Where, Question.WHEN: When}[asked]
    buttons = [
        general.button(words, f"checkin-{asked}-{value}", _data(begun, asked, value)) for value in values
    ]
    # Two a row: on a small phone a third would cut "Front or groin" short.
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _ratings(begun: int, asked: Question, lowest: int) -> Rows:
    numbers = [Button(str(n), _data(begun, asked, str(n))) for n in range(lowest, HIGHEST + 1)]
    return tuple(tuple(numbers[at : at + A_ROW]) for at in range(0, len(numbers), A_ROW))


def _flags(
    words: Words,
    begun: int,
    answers: Answers,
    red_flags: RedFlags,
    number: EmergencyNumber,
    during: str | None = None,
) -> tuple[Safe, Rows]:
    """The questions in full, each with a toggle, and a gap where the level changes.

    The list is longer than a phone, which shows its end: there is "None of these". What saves ticks is
    at both ends: one of them is in sight of whatever was ticked.
    """
    ticked = answers.flags
    texts = [(flag, flag.text_in(words.language)) for flag in red_flags.flags]
    now = any(flag.level == "emergency" and flag.id in ticked for flag in red_flags.flags)
    parts = [
        words("checkin-emergency-ticked", call=called(words, number)) + "\n" if now else None,
        _text(words, Question.FLAGS, answers, during=during),
        "",
        asking.by_level(
            (flag.level, f"{_box(flag.id in ticked)} {escape(text.question, quote=False)}")
            for flag, text in texts
        ),
    ]
    if ticked:
        last = (general.button(words, "checkin-save", _data(begun, "all"), count=len(ticked)),)
    else:
        last = (general.button(words, "checkin-none", _data(begun, "none")),)
    first = (last,) if ticked else ()
    toggles = tuple(
        (
            # A toggle says what it makes of its line, so that a double press changes nothing more.
            Button(
                f"{_box(flag.id in ticked)} {text.short}",
                _data(begun, "untick" if flag.id in ticked else "tick", flag.id),
            ),
        )
        for flag, text in texts
    )
    return Safe("\n".join(part for part in parts if part is not None)), (*first, *toggles, last)


def _box(ticked: bool) -> str:
    return "☑" if ticked else "☐"


def _data(begun: int, asked: str, value: str = "") -> str:
    return f"{WORD}:{begun}:{asked}:{value}" if value else f"{WORD}:{begun}:{asked}"


def called(words: Words, number: EmergencyNumber) -> Safe:
    """What to call, as it stands in a sentence: "999 or 112", "112 (ambulance: 144)"."""
    if number.ambulance:
        return words("advice-call-ambulance", call=number.call, ambulance=number.ambulance)
    return words("advice-call", call=number.call)


def emergency_alert(words: Words, number: EmergencyNumber) -> str:
    """The notice over the chat as soon as an emergency is ticked; Telegram shows 200 characters of it."""
    return words.plain("checkin-emergency-alert", call=called(words, number))


def kept(
    words: Words, content: Content, checkin: CheckIn, flags: Safe, number: EmergencyNumber | None = None
) -> Message:
    """The check-in is kept, and advice about it follows; in an emergency the `number` to call stands here."""
    pain = told(words, content, checkin)
    parts = [
        words("checkin-so-far", said=pain) if pain else None,
        words("advice-ticked", flags=flags) if flags else None,
    ]
    summary = Safe(" ".join(part for part in parts if part))
    if number:
        text = words("checkin-kept-emergency", call=called(words, number), said=summary)
    else:
        text = words("checkin-kept", said=summary)
    return Message(text, ((note_button(words, checkin), general.close_button(words)),))


def cancelled(words: Words, answers: Answers) -> Message:
    """They pressed "Cancel" in the middle; what they had ticked is not passed over in silence."""
    said = words("checkin-cancelled-ticked" if answers.flags else "checkin-cancelled")
    return Message(said, (_anew(words),))


def from_another_day(words: Words, begun_on: date) -> Message:
    """A button of a check-in that was left on another day."""
    text = words("checkin-from-another-day", day=dates.day(words, begun_on))
    return Message(text, (_anew(words),))


def closed(words: Words) -> Message:
    """A button of a check-in of today that is no longer open."""
    return Message(words("checkin-closed"), (_anew(words),))


def newer_open(words: Words, newer: int) -> Message:
    """A button of a check-in that was left for a newer one, which is still open."""
    go_on = general.button(words, "checkin-go-on", _data(newer, "show"))
    return Message(words("checkin-newer-open"), ((go_on,), (general.close_button(words),)))


def _anew(words: Words) -> tuple[Button, ...]:
    return (general.button(words, "checkin-new", f"{WORD}:here"), general.close_button(words))


def note_button(words: Words, checkin: CheckIn) -> Button:
    """Adds a note to a check-in."""
    return general.button(words, "checkin-note", f"{NOTE}:{checkin.id}")


def note_prompt(words: Words, checkin: CheckIn, zone: str) -> Message:
    """Asks for the note, and says that nobody assesses it."""
    text = words("note-prompt", limit=NOTE_LIMIT, moment=_moment(words, checkin.at, zone))
    return Message(text, (_skip(words, checkin.id),))


def note_kept(words: Words, checkin: CheckIn, zone: str) -> Message:
    """The note is kept."""
    return Message(
        words("note-kept", moment=_moment(words, checkin.at, zone)), ((general.close_button(words),),)
    )


def note_too_long(words: Words, checkin_id: int, length: int) -> Message:
    """The note is longer than what is kept; nothing was kept, and they are told."""
    return Message(words("note-too-long", length=length, limit=NOTE_LIMIT), (_skip(words, checkin_id),))


def note_words_please(words: Words, checkin_id: int) -> Message:
    """A sticker or a photo where a note was waited for."""
    return Message(words("note-words-please"), (_skip(words, checkin_id),))


def note_skipped(words: Words) -> Message:
    """No note after all."""
    return Message(words("note-skipped"))


def note_without_checkin(words: Words) -> Message:
    """The check-in that the note was for is gone."""
    return Message(words("note-no-checkin"))


def _skip(words: Words, checkin_id: int) -> tuple[Button, ...]:
    return (general.button(words, "checkin-skip", f"{NOTE}:{checkin_id}:skip"),)


def _moment(words: Words, instant: datetime, zone: str) -> str:
    return dates.moment(words, instant, zone)
