"""The questions of /start answered by typing: each stands there once, and says what was answered."""

import pytest

from bot.content import Content
from bot.database import Session
from bot.vault import Vault
from tests.chat.setting_up import to_zone
from tests.chat.turns import Person, person


@pytest.fixture
def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody who has never written."""
    return person(session, vault, content)


def screen(ada: Person) -> list[tuple[str, bool]]:
    """The first line of each message, and whether it has buttons."""
    return [
        (message.text.split("\n")[0].replace("<b>", "").replace("</b>", ""), bool(message.buttons))
        for message in ada.screen.messages.values()
    ]


async def test_a_question_that_was_answered_by_typing_says_so_and_has_no_buttons_left(ada: Person) -> None:
    await to_zone(ada)
    await ada.say("Berlin")
    await ada.say("tue sat")
    await ada.say("7:15")
    assert screen(ada) == [
        ("Where are you? Europe/Berlin", False),
        ("Which days do you run? Tue, Sat", False),
        ("When should your routine come? 07:15", False),
        ("Is any of this true for you, today or in the last days?", True),
    ]


async def test_a_question_that_is_asked_again_stands_there_once(ada: Person) -> None:
    await to_zone(ada)
    for text in ("asdfqwer", "qwerasdf"):
        await ada.say(text)
        assert screen(ada) == [("Where are you?", True)]
    await ada.command("/start")
    assert screen(ada) == [("Where are you?", True)]
    await ada.say("Portland")
    assert screen(ada) == [("Which one is it?", True)]
    await ada.say("Berlin")
    await ada.say("asdfqwer")
    assert screen(ada)[-1] == ("Which days do you run?", True)
    assert len(screen(ada)) == 2
    # A press in between moves on in the same message, and what is typed then is the answer to it.
    await ada.press("Save")
    await ada.say("soon")
    await ada.say("7pm")
    assert [line for line, _ in screen(ada)][-2:] == [
        "When should your routine come? 19:00",
        "Is any of this true for you, today or in the last days?",
    ]
    await ada.say("no")
    assert [buttons for _, buttons in screen(ada)].count(True) == 1


async def test_a_typed_city_after_all_puts_the_keyboard_away_with_the_zone(ada: Person) -> None:
    await to_zone(ada)
    await ada.press("Share my place")
    await ada.say("Berlin")
    said = [message.text for message in ada.screen.messages.values()]
    assert [text.split("\n")[0] for text in said] == [
        "Now press the button under the text field. You can still type a city, if you like that better.",
        "Time zone: Europe/Berlin. It is 13:00 with you now.",
        "<b>Which days do you run?</b>",
    ]
