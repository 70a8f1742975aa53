"""The buttons of a Message, as Telegram takes them."""

from typing import Any

from bot.deliveries import Button, Message

# Plain JSON, which the library hands on as it is: it would make and unmake an object for each button, a
# fifth of what a message costs. Its types know the objects only.
Markup = Any


def markup(message: Message) -> Markup:
    if message.ask_location:
        button = {"text": message.ask_location, "request_location": True}
        return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    if message.clear_keyboard:
        return {"remove_keyboard": True}
    return inline(message)


def inline(message: Message) -> Markup:
    if not message.buttons:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}


def _button(button: Button) -> dict[str, str]:
    does = {"callback_data": button.data} if button.url is None else {"url": button.url}
    return {"text": button.label, **{name: value for name, value in does.items() if value is not None}}
