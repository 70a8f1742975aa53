"""Education cards in words."""

from bot.content import Card, CardTopic, Content
from bot.wording import learn
from tests.wording.reading import WORDS, faults


def card_with(content: Content, **changes: object) -> Card:
    """A card of ours with other text."""
    return content.cards["ice"].model_copy(update=changes)


def test_every_card_keeps_to_the_shape_of_a_message(content: Content) -> None:
    for card in content.cards.values():
        other = content.cards["heat" if card.id == "ice" else "ice"]
        for page in (0, 1):
            assert faults(learn.card(WORDS, card, page, other, 0)) == [], card.id


def test_a_card_ends_with_its_source(content: Content) -> None:
    for card in content.cards.values():
        last_line = learn.card(WORDS, card, 0, None, 0).text.splitlines()[-1]
        assert card.sources[0].title in last_line
        assert "Reviewed 23 Nov 2026" in last_line
        assert last_line.startswith("<i>")


def test_lists_and_bold_become_what_telegram_shows(content: Content) -> None:
    card = card_with(content, body="Keep it **thin & damp**.\n\n- One\n- Two\n  lines\n\nThe\nend < here")
    text = learn.card(WORDS, card, 0, None, 0).text
    assert "Keep it <b>thin &amp; damp</b>.\n\n• One\n• Two lines\n\nThe end &lt; here" in text


def test_a_long_card_goes_on_behind_more(content: Content) -> None:
    card = card_with(content, body="One. " * 120 + "\n\n" + "Two. " * 120, more="Three.")
    first, second, third = (learn.card(WORDS, card, page, None, 0) for page in range(3))
    assert "Two." not in first.text
    assert "Two." in second.text
    assert "Three." in third.text
    assert first.buttons[0][0].data == "learn:ice:card:1"
    assert third.buttons[0][0].data == "learn:ice:card:1", "the last page goes back, and no further"


def test_topics_and_their_lists_keep_to_eight_buttons(content: Content) -> None:
    assert faults(learn.topics(WORDS, list(CardTopic))) == []
    assert faults(learn.topics(WORDS, list(CardTopic), unknown=True)) == []
    for topic in CardTopic:
        cards = [card for card in content.cards.values() if card.topic == topic]
        for page in range(3):
            assert faults(learn.of_topic(WORDS, topic, cards, page)) == []
