"""A card: one thing worth knowing about running and hips, read in a minute."""

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StrictInt, model_validator

from bot.content.sources import Id, Line, Sourced

# What a card cannot show, and how to say it to the person who wrote it.
_NOT_SHOWN = (
    (
        re.compile(r"^#+ *More *$", re.MULTILINE | re.IGNORECASE),
        'what comes after "More" begins with ## More',
    ),
    (re.compile(r"^#", re.MULTILINE), "a heading is not shown: write the words in **bold**"),
    (re.compile(r"^ *[*+] |^ +- ", re.MULTILINE), 'a list item begins with "- " at the start of its line'),
    (re.compile(r"\]\("), "a link is not shown: name it under sources"),
    (re.compile(r"[<>]"), "the signs < and > are not shown"),
    (re.compile(r"(?<!\*)\*(?!\*)|__|`"), "only **bold** marks are shown: no *, _ or ` alone"),
)


def _shown(text: str) -> str:
    for pattern, message in _NOT_SHOWN:
        if pattern.search(text):
            raise ValueError(message)
    if text.count("**") % 2:
        raise ValueError("one ** has no partner")
    return text


Prose = Annotated[Line, AfterValidator(_shown)]


class CardTopic(StrEnum):
    """The shelf a card stands on."""

    understand = "understand"
    prevent = "prevent"
    manage = "manage"
    exercises = "exercises"
    come_back = "come_back"
    questions = "questions"


class Lately(StrEnum):
    """What a runner reported lately, as far as a weekly tip may take it up."""

    urgent = "urgent"  # urgent or emergency advice stands
    advice = "advice"  # advice to book a visit stands
    sore = "sore"  # a check-in of the last week was above the calm band
    coming_back = "coming_back"  # a pause ended, or a professional cleared them
    nothing = "nothing"  # no check-in yet


class Card(Sourced):
    """One card; `body` and `more` are paragraphs, "- " lists and **bold**, nothing else.

    `aliases` are other words a runner may type for it. As a weekly tip it comes first where `tip_for` says
    so, and not at all where `not_for` does; nothing else may come while urgent advice stands.
    """

    id: Id
    topic: CardTopic
    order: Annotated[StrictInt, Field(ge=1)]
    title: Line
    aliases: tuple[Line, ...] = ()
    tip_for: tuple[Lately, ...] = ()
    not_for: tuple[Lately, ...] = ()
    body: Prose
    more: Prose | None = None

    @model_validator(mode="after")
    def _a_tip_fits_or_does_not(self) -> Self:
        if both := sorted(set(self.tip_for) & set(self.not_for)):
            raise ValueError(f"{both[0].value} stands in both tip_for and not_for: keep one of the two")
        return self
