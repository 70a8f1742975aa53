"""/learn: short reads by topic and by words."""

from bot.chat import search
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Card, CardTopic, Content
from bot.deliveries import Message
from bot.wording import learn as wording
from bot.wording import paging


async def show(turn: Turn) -> Reply:
    """/learn, alone or with words."""
    if not turn.text:
        return Reply(_topics(turn))
    found = search.find(turn.text, entries(turn.content))
    if found.sure:
        return Reply(_card(turn, turn.content.cards[found.sure], 0))
    if found.likely:
        return Reply(wording.found(turn.words, [turn.content.cards[card_id] for card_id in found.likely]))
    return Reply(_topics(turn, unknown=True))


async def press(turn: Turn) -> Reply:
    """A button of the topics, of one topic, or of a card."""
    press = turn.press or Press("")
    page = paging.number(press.value)
    if press.question == "topic" and press.id in CardTopic.__members__:
        topic = CardTopic(press.id)
        return Reply(wording.of_topic(turn.words, topic, _of_topic(turn, topic), page))
    card = turn.content.cards.get(press.id)
    # Other pages lead to a card by its id alone.
    if press.question in ("", "card") and card:
        return Reply(_card(turn, card, page))
    return Reply(_topics(turn))


def entries(content: Content) -> list[search.Entry]:
    """Every card by its title, other words for it, its id, and what it says."""
    return [
        search.Entry(
            one.id, (one.title, one.id.replace("_", " "), *one.aliases), f"{one.body} {one.more or ''}"
        )
        for one in content.cards.values()
    ]


def _topics(turn: Turn, unknown: bool = False) -> Message:
    shelves = [topic for topic in CardTopic if _of_topic(turn, topic)]
    return wording.topics(turn.words, shelves, unknown)


def _card(turn: Turn, card: Card, page: int) -> Message:
    shelf = _of_topic(turn, card.topic)
    at = shelf.index(card)
    following = shelf[at + 1] if at + 1 < len(shelf) else None
    return wording.card(turn.words, card, page, following, at // paging.BUTTONS_A_LIST)


def _of_topic(turn: Turn, topic: CardTopic) -> list[Card]:
    return [card for card in turn.content.cards.values() if card.topic == topic]


COMMANDS = (Command("learn", show, Needs.NOTHING),)
PRESSES: dict[str, tuple[Page, Needs]] = {"learn": (press, Needs.NOTHING)}
TALKS: dict[str, Page] = {}
