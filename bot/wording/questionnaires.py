"""The four questions of the week in words: one at a time, what they add up to, and where they come from."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.content import Questionnaire
from bot.deliveries import Button, Message
from bot.questionnaires import OPTIONS, QUESTIONS, Week
from bot.schedules import Wants
from bot.wording import dates, general, paging, sources, weekly
from bot.wording.words import Safe, Words

WORD = "week"

# As many weeks as fit on one line, the one just answered included.
WEEKS_SHOWN = 8


def question(words: Words, week_on: date, answers: Sequence[int], on: date) -> Message:
    """The next question about the week from `week_on`, after these answers, on the local day `on`."""
    number = len(answers) + 1
    text = words(
        "week-question",
        number=number,
        of=QUESTIONS,
        about=_about(words, week_on, on),
        question=words(f"week-ask-{number}"),
    )
    options = tuple((_option(words, week_on, (*answers, option)),) for option in range(OPTIONS))
    back = _data(week_on, "at", answers[:-1]) if answers else None
    return Message(text, (*options, paging.bottom(words, back)))


def push(words: Words, week_on: date, on: date) -> Message:
    """The first question as it comes by itself, without a sound."""
    asked = question(words, week_on, (), on)
    bottom = (weekly.off_button(words, Wants.QUESTIONNAIRE), general.close_button(words))
    return Message(asked.text, (*asked.buttons[:-1], bottom), silent=True)


def is_about(asked: Message, week_on: date) -> bool:
    """Whether these are questions about the week from `week_on`."""
    return any(
        (button.data or "").startswith(f"{WORD}:{week_on}:") for row in asked.buttons for button in row
    )


def _option(words: Words, week_on: date, answers: Sequence[int]) -> Button:
    label = words.plain(f"button-week-{len(answers)}-{answers[-1]}")
    return Button(label, _data(week_on, "at", answers))


def _data(week_on: date, question: str, answers: Sequence[int] = ()) -> str:
    return f"{WORD}:{week_on}:{question}:{''.join(map(str, answers))}"


def _about(words: Words, week_on: date, on: date) -> Safe:
    """Which days are meant: the last seven, or those of a week that is over or ends today."""
    if _is_under_way(week_on, on):
        return words("week-about-lately", week=dates.day(words, week_on))
    return words("week-about-days", days=_days(words, week_on))


def _is_under_way(week_on: date, on: date) -> bool:
    """Whether days of the week from `week_on` are still to come: the seven up to `on` stand for it then."""
    return week_on <= on < week_on + timedelta(days=6)


def _days(words: Words, week_on: date) -> str:
    """ "Mon 16 Nov to Sun 22 Nov"."""
    last_on = week_on + timedelta(days=6)
    return words.plain("week-days", first=dates.day(words, week_on), last=dates.day(words, last_on))


def _answered(words: Words, week_on: date, on: date) -> str:
    """The days that were answered about on the local day `on`, and what they stand for where that differs."""
    if not _is_under_way(week_on, on):
        return _days(words, week_on)
    first_on = on - timedelta(days=6)
    first, last, week = (dates.day(words, day) for day in (first_on, on, week_on))
    return words.plain("week-days-early", first=first, last=last, week=week)


def result(
    words: Words,
    week: Week,
    lately: Sequence[Week],
    *,
    answered_on: date,
    may_answer_again: bool,
    is_calm: bool,
    stands_since: date | None,
) -> Message:
    """What a week's answers add up to, beside the weeks before it.

    `answered_on` is the runner's day of the answers; `stands_since` the day of an answer that only a
    professional can end. Neither beside it nor beside pain that eases the plan (`is_calm` is False) stands
    praise.
    """
    praised = not week.score and is_calm
    meaning = "week-none" if praised else "week-substantial" if week.substantial else "week-some"
    text = words(
        "week-result",
        score=week.score,
        days=_answered(words, week.week_on, answered_on),
        meaning=words(meaning),
        row=_row(words, week.week_on, lately),
    )
    if stands_since is not None:
        text = Safe(f"{text}\n\n{words('week-stands', day=dates.day(words, stands_since))}")
    check_in = (general.button(words, "week-check-in", "checkin:here"),) if week.substantial else ()
    again = (general.button(words, "week-again", _data(week.week_on, "at")),) if may_answer_again else ()
    why = general.button(words, "week-why", _data(week.week_on, "why"))
    rows = [check_in, (why, *again), (general.close_button(words),)]
    return Message(text, tuple(row for row in rows if row))


def scores(words: Words, weeks: Sequence[Week], first_on: date, last_on: date) -> Safe:
    """The scores of the weeks from Monday `first_on` to `last_on`; a dash is a week that was missed."""
    answered = {week.week_on: week for week in weeks}
    mondays = [first_on + timedelta(days=days) for days in range(0, (last_on - first_on).days + 1, 7)]
    shown = [str(answered[on].score) if on in answered else words.plain("week-gap") for on in mondays]
    return Safe(" · ".join(shown))


def _row(words: Words, week_on: date, lately: Sequence[Week]) -> Safe:
    before = [week for week in lately if week.week_on < week_on]
    if not before:
        return words("week-first")
    row = scores(words, lately, before[0].week_on, week_on)
    return words("week-row", row=row)


def why(words: Words, week_on: date, rules: Questionnaire) -> Message:
    """How the score is made, what "substantial" means, and where both come from."""
    marks = rules.substantial_from
    text = words(
        "week-why",
        worths=", ".join(map(str, rules.worths)),
        partaking=marks.taking_part,
        less=marks.training_less,
        performance=marks.performance,
        sources=sources.listed(words, rules.sources, rules.reviewed_on),
    )
    return Message(text, (paging.bottom(words, _data(week_on, "show")),))


def over(words: Words, week_on: date, week: Week | None) -> Message:
    """A button about a week that can no longer be answered."""
    said = words("week-over-score", score=week.score) if week else words("week-over-gap")
    text = words("week-over", days=_days(words, week_on), said=said)
    now = general.button(words, "week-now", WORD)
    return Message(text, ((now,), (general.close_button(words),)))
