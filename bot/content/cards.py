"""A card: one thing worth knowing about running and hips, read in a minute."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt

from bot.content.sources import Id, Line, Sourced

# What a card cannot show, and how to say it to the person who wrote it.
_NOT_SHOWN = (
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


class Card(Sourced):
    """One card; `body` and `more` are paragraphs, "- " lists and **bold**, nothing else."""

    id: Id
    topic: CardTopic
    order: Annotated[StrictInt, Field(ge=1)]
    title: Line
    body: Prose
    more: Prose | None = None
