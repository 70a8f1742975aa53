"""An update as the library's object, from the JSON that Telegram sent."""

from collections.abc import Mapping
from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

# By these the message under a button tells which picture it shows.
_PICTURES = frozenset({"photo", "animation"})


def read(update: Mapping[str, Any], bot: Bot | None) -> Update:
    """The update. Raises whatever the library does for one that it cannot read."""
    query: Mapping[str, Any] = update.get("callback_query") or {}
    message = query.get("message")
    if message and message["chat"]["type"] == Chat.PRIVATE and not _PICTURES & message.keys():
        return Update(update["update_id"], callback_query=_press(query, message))
    return Update.de_json(dict(update), bot)


def _press(query: Mapping[str, Any], message: Mapping[str, Any]) -> CallbackQuery:
    """A press in private on a message of text, of which its place is all that is read.

    The library would make an object with a hundred attributes of that message: two thirds of what reading a
    press costs.
    """
    place = InaccessibleMessage(Chat(message["chat"]["id"], Chat.PRIVATE), message["message_id"])
    person = User.de_json(dict(query["from"]))
    return CallbackQuery(query["id"], person, query["chat_instance"], place, query.get("data"))
