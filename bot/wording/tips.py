"""The tip of the week in words: the card as it is pushed, and why it came."""

from bot.content import Card, Lately
from bot.deliveries import Message
from bot.schedules import Wants
from bot.wording import general, learn, paging, sources, weekly
from bot.wording.words import Words

WORD = "tip"


def push(words: Words, card: Card, page: int = 0) -> Message:
    """A card as the tip of the week; its sources are behind "Why?", and it makes no sound."""
    pages = learn.pages_of(card, words("tip-title", title=card.title))
    page = min(max(page, 0), len(pages) - 1)
    data = f"{WORD}:{card.id}"
    more = ((general.button(words, "more", f"{data}:page:{page + 1}"),),) if page + 1 < len(pages) else ()
    onward = (
        general.button(words, "tip-another", f"{data}:another"),
        general.button(words, "tip-why", f"{data}:why"),
    )
    back = (general.back_button(words, f"{data}:page:{page - 1}"),) if page else ()
    off = general.button(words, "tip-off", f"{weekly.WORD}:{Wants.TIP}:off")
    return Message(pages[page], (*more, onward, (*back, off, general.close_button(words))), silent=True)


def why(words: Words, card: Card, because: Lately | None) -> Message:
    """What made this card come, and where its facts come from."""
    text = words(
        "tip-why",
        because=words(f"tip-because-{because or 'turn'}"),
        sources=sources.listed(words, card.sources, card.reviewed_on),
    )
    return Message(text, (paging.bottom(words, f"{WORD}:{card.id}:page:0"),))
