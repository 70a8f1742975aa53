"""An update is read as the library would read it, in all that anybody asks of it."""

from typing import Any

import pytest
from telegram import Message, Update

from bot.chat import reading
from bot.chat.group_messages import message_of, word

PERSON = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "de", "of_tomorrow": 1}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}
GROUP = {"id": -9, "type": "supergroup", "title": "Hill Runners"}


def press(message: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    query = {"id": "4", "from": PERSON, "chat_instance": "33", "data": "checkin:1:none", **more}
    return {"update_id": 3, "callback_query": query | ({"message": message} if message else {})}


def asked_of(update: Update) -> tuple[object, ...]:
    """Whatever our pages ask of a press."""
    query, chat, person = update.callback_query, update.effective_chat, update.effective_user
    assert query
    assert person
    return (
        update.update_id,
        (query.id, query.data),
        (person.id, person.first_name, person.language_code, person.is_bot),
        (chat.id, chat.type) if chat else None,
        query.message.message_id if query.message else None,
    )


@pytest.mark.parametrize(
    "message",
    [
        {"message_id": 55, "chat": PRIVATE, "date": 1764000000},
        {"message_id": 55, "chat": PRIVATE, "date": 0},
        {"message_id": 55, "chat": PRIVATE, "date": 1764000000, "photo": []},
        {"message_id": 55, "chat": GROUP, "date": 1764000000},
        None,
    ],
)
def test_a_press_is_read_as_the_library_reads_it(message: dict[str, Any] | None) -> None:
    update = press(message, of_tomorrow={})
    read = reading.read(update, None)
    assert asked_of(read) == asked_of(Update.de_json(update, None))
    assert (message_of(read) is None) is (message is None)


def test_a_picture_in_private_and_whatever_is_in_a_group_keep_what_they_show() -> None:
    shown = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "duration": 2}
    read = reading.read(press({"message_id": 1, "chat": PRIVATE, "date": 1, "animation": shown}), None)
    message = message_of(read)
    assert isinstance(message, Message)
    assert message.animation
    in_topic = {"message_id": 1, "chat": GROUP, "date": 1, "is_topic_message": True, "message_thread_id": 6}
    message = message_of(reading.read(press(in_topic), None))
    assert isinstance(message, Message)
    assert message.message_thread_id == 6


@pytest.mark.parametrize("broken", [{"chat": PRIVATE}, {"message_id": 5}, {"chat": 5, "message_id": 5}, 7])
def test_what_cannot_be_read_says_so(broken: Any) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        reading.read(press(broken), None)


@pytest.mark.parametrize(
    "text", ["/learn", "/learn ice", "/Learn@steady_hips_bot ice", "/learn, ice", "/learn\nice"]
)
def test_a_command_ends_where_telegram_says(text: str) -> None:
    length = len("/learn@steady_hips_bot" if "@" in text else "/learn")
    entity = {"type": "bot_command", "offset": 0, "length": length}
    message = {"message_id": 1, "date": 1, "chat": PRIVATE, "text": text, "entities": [entity]}
    read = reading.read({"update_id": 3, "message": message}, None)
    assert read.message
    assert word(read.message) == "learn"
