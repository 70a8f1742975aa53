"""A level that moved in words: what it is now and why, and that it can be undone."""

from dataclasses import dataclass

from bot.deliveries import Button, Message
from bot.routines import Move
from bot.wording import general
from bot.wording.words import Safe, Words

WORD = "level"


@dataclass(frozen=True, slots=True)
class LevelNews:
    """What just became of the level: a move, or that it would rise if the hip were known to be calm.

    `at_lowest`: it was too hard, and there is no level below.
    """

    move: Move | None = None
    asks_for_pain: bool = False
    at_lowest: bool = False
    next_level: int = 0


NO_NEWS = LevelNews()


def told(words: Words, news: LevelNews) -> Safe | None:
    """What moved the level and where it is now, or what it waits for; None where there is nothing to tell."""
    if news.asks_for_pain:
        return words("level-asks-for-pain", level=news.next_level)
    if news.at_lowest:
        return words("level-lowest")
    if news.move is None:
        return None
    return words(f"level-{news.move.why}", level=news.move.after)


def undo_buttons(words: Words, news: LevelNews) -> tuple[tuple[Button, ...], ...]:
    """The way back from a move, as a row of its own; no row where nothing moved."""
    if news.move is None or not news.move.can_be_undone:
        return ()
    return ((general.button(words, "level-undo", f"{WORD}::undo:{news.move.cause}"),),)


def moved(words: Words, news: LevelNews) -> Message | None:
    """A message of its own after a check-in; None where there is nothing to tell."""
    said = told(words, news)
    if said is None:
        return None
    text = Safe(f"{words('level-title')}\n{said}")
    return Message(text, (*undo_buttons(words, news), (general.close_button(words),)))


def undone(words: Words, level: int) -> Message:
    """The move was taken back."""
    return Message(words("level-undone", level=level), ((general.close_button(words),),))
