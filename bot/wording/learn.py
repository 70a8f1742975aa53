"""Cards in words: the topics, the cards of one, and a card with its source."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from bot.content import Card, CardTopic
from bot.deliveries import Button, Message
from bot.wording import general, paging, sources
from bot.wording.words import Safe, Words

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NEW_LINE = re.compile(r"\n(?=- )")


def topics(words: Words, shelves: Sequence[CardTopic], unknown: bool = False) -> Message:
    """Every topic as a button; `unknown` when words were typed that no card has."""
    buttons = [Button(words.plain(f"learn-topic-{topic}"), f"learn:{topic}:topic:0") for topic in shelves]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    said = words("learn-unknown" if unknown else "learn-topics")
    return Message(said, (*rows, paging.bottom(words, None)))


def of_topic(words: Words, topic: CardTopic, cards: Sequence[Card], page: int) -> Message:
    """The cards of a topic by title, a few at a time."""
    shown, page, more = paging.part(cards, page)
    further = [general.button(words, "more", f"learn:{topic}:topic:{page + 1}")] if more else []
    back = f"learn:{topic}:topic:{page - 1}" if page else "learn::topics:"
    said = words("learn-topic", topic=words(f"learn-topic-{topic}"))
    return Message(said, (*_titled(shown), paging.bottom(words, back, *further)))


def found(words: Words, cards: Sequence[Card]) -> Message:
    """The cards that words may have meant."""
    return Message(words("learn-found"), (*_titled(cards), paging.bottom(words, "learn::topics:")))


def titles(words: Words, cards: Sequence[Card]) -> Message:
    """The titles alone, for a group; how to ask, where there are none."""
    lines = [words("bullet", text=one.title) for one in cards]
    return Message(words("learn-titles", titles=Safe("\n".join(lines))) if lines else words("learn-ask"))


def card(words: Words, one: Card, page: int, following: Card | None, shelf_page: int) -> Message:
    """One card; `following` is the next of its topic, `shelf_page` the page of the topic it stands on."""
    small = sources.in_short(words, one.sources, one.reviewed_on)
    title = words("learn-title", title=one.title)
    pages = pages_of(one, title, room_for=paging.shown_length(small) + 2)
    page = min(max(page, 0), len(pages) - 1)
    more = ((general.button(words, "more", f"learn:{one.id}:card:{page + 1}"),),)
    back = f"learn:{one.id}:card:{page - 1}" if page else f"learn:{one.topic}:topic:{shelf_page}"
    onward = [general.button(words, "next", f"learn:{following.id}:card:0")] if following else []
    bottom = paging.bottom(words, back, *onward)
    text = Safe(f"{pages[page]}\n\n{small}")
    return Message(text, (*(more if page + 1 < len(pages) else ()), bottom))


def pages_of(one: Card, title: Safe, room_for: int = 0) -> tuple[Safe, ...]:
    """A card in pages under this title, with room for so many characters; "More" begins a page."""
    body = paging.pages(title, _paragraphs(one.body), room_for)
    return body + paging.pages(title, _paragraphs(one.more), room_for) if one.more else body


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, "- " lists and **bold** as Telegram's HTML; anything else is left as it was typed."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [" ".join(line.split()) for line in _NEW_LINE.split(paragraph)]
        html = "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in lines)
        yield _BOLD.sub(r"<b>\1</b>", escape(html, quote=False))


def _titled(cards: Sequence[Card]) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(one.title, f"learn:{one.id}:card:0"),) for one in cards)
