"""A check-in in the making: which question is open, and what an answer makes of it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.triage import Answers, Side, When, Where
from bot.wording.checkins import HIGHEST, Question

_RATING = re.compile(r"(\d{1,2})\s*(?:(?:/|of|out of)\s*10)?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A check-in in the making; `begun`, in seconds since 1970, is its name on its buttons.

    `during`: the id of the exercise in which it began to hurt, where a session led to it.
    """

    begun: int
    answers: Answers
    during: str | None = None

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

    def back(self) -> "Draft":
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
        stored = {"begun": self.begun, "answers": self.answers.to_json()}
        return stored | ({"during": self.during} if self.during else {})

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Draft":
        """The draft that `to_json` gave."""
        return cls(stored["begun"], Answers.from_json(stored["answers"]), stored.get("during"))


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


def typed_rating(answers: Answers, question: Question, text: str) -> Answers | None:
    """The answers with a typed rating; None where the text is none, or the question takes no such."""
    rating = read_rating(text)
    return None if rating is None else answered(answers, question, str(rating))
