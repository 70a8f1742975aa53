"""Four questions about the hip in the past week, scored 0 to 100 like the OSTRC-O2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content import Questionnaire

QUESTIONS = OPTIONS = 4

# As the first answer either of these leaves nothing to ask: no trouble, and no part taken at all.
_SAY_IT_ALL = (0, OPTIONS - 1)
# And so they are worth, whatever the options between them are: four of them make 0 or 100.
_ENDS_OF_THE_SCALE = (0, 25)

# On these days from Monday on most of the past 7 days still belong to the week before.
_DAYS_OF_THE_WEEK_BEFORE = 3
_OPEN_FOR_DAYS = 14


@dataclass(frozen=True, slots=True)
class Week:
    """One week's answers: each question's worth, 0, 8, 17 or 25, in the order they are asked.

    `week_on` is the Monday of that week. No answers beyond the first where that was one end of the scale:
    all have its worth then. `substantial`: it kept them from running, or training or performance fell by a
    good part.
    """

    week_on: date
    worths: tuple[int, int, int, int]
    answered_at: datetime
    substantial: bool

    @property
    def score(self) -> int:
        """0 (no trouble) to 100."""
        return sum(self.worths)


def given(worths: Sequence[int]) -> list[int | None]:
    """What was answered, by its worth: None for the questions that the first answer left unasked."""
    first = worths[0]
    return [first, *[None] * (QUESTIONS - 1)] if first in _ENDS_OF_THE_SCALE else list(worths)


def week_asked(on: date) -> date:
    """The Monday of the week to which most of the seven days up to the local day `on` belong."""
    day = on - timedelta(days=_DAYS_OF_THE_WEEK_BEFORE)
    return day - timedelta(days=day.weekday())


def is_open(week_on: date, on: date) -> bool:
    """Whether the week from `week_on` may be answered on the local day `on`: to the end of the next week."""
    return 0 <= (on - week_on).days < _OPEN_FOR_DAYS


def is_complete(answers: Sequence[int]) -> bool:
    """Whether nothing is left to ask: every question is answered, or the first one says it all.

    So the OSTRC-O2 has it (Clarsen 2020): no trouble is 0, and whoever could not take part at all has 100.
    """
    return len(answers) == QUESTIONS or (len(answers) == 1 and answers[0] in _SAY_IT_ALL)


def is_possible(answers: Sequence[int]) -> bool:
    """Whether these can be somebody's answers so far, each the number of its option from 0."""
    in_range = len(answers) <= QUESTIONS and all(0 <= answer < OPTIONS for answer in answers)
    return in_range and (len(answers) < 2 or answers[0] not in _SAY_IT_ALL)


def scored(week_on: date, answers: Sequence[int], rules: Questionnaire, now: datetime) -> Week:
    """The week that complete answers make. Raises ValueError for others, and for a day that is no Monday."""
    if week_on.weekday():
        raise ValueError("a week begins on Monday")
    if not is_possible(answers) or not is_complete(answers):
        raise ValueError("these are no complete answers")
    # What the first answer leaves unasked is worth the same.
    taking_part, training_less, performance, pain = (
        rules.worths[answer] for answer in [*answers, *[answers[0]] * (QUESTIONS - len(answers))]
    )
    marks = rules.substantial_from
    substantial = (
        taking_part >= marks.taking_part
        or training_less >= marks.training_less
        or performance >= marks.performance
    )
    return Week(week_on, (taking_part, training_less, performance, pain), now, substantial)
