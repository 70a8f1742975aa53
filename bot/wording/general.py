"""What any page may have to say: start first, a hint, a calm error, the help page."""

from dataclasses import replace

from bot.deliveries import Button, Message
from bot.wording.words import Words


def button(words: Words, name: str, data: str, **values: object) -> Button:
    """A button with the words `button-<name>`."""
    return Button(words.plain(f"button-{name}", **values), data)


def seen_button(words: Words, data: str, *, is_seen: bool) -> Button:
    """Leads to "did they clear you?"; who was seen already needs no second word for it."""
    return button(words, "advice-cleared-now" if is_seen else "advice-seen", data)


def start_first(words: Words, *, consent_is_missing: bool) -> Message:
    """For a page that needs what /start sets up: the answers, or the consent that was not given."""
    said = words("start-first-consent" if consent_is_missing else "start-first")
    return Message(said, ((button(words, "start-now", "start"),),))


def hint(words: Words, has_clubs: bool = False) -> Message:
    """For text that no conversation waits for; `has_clubs`: it may have been meant for one of theirs."""
    return Message(words("hint-clubs" if has_clubs else "hint"))


def only_text(words: Words) -> Message:
    """For stickers, photos, voice messages and the rest that we cannot read."""
    return Message(words("hint-only-text"))


def private_only(words: Words, bot_username: str, command: str) -> Message:
    """For a command in a group: nothing personal is answered there; the button opens it in private."""
    link = Button(words.plain("button-open-private"), url=f"https://t.me/{bot_username}?start={command}")
    return Message(words("private-only"), ((link,),))


def read_on(words: Words, message: Message, username: str, payload: str) -> Message:
    """What is read in a group: nothing to press but the way to the rest of it in the private chat."""
    link = Button(words.plain("button-read-on"), url=f"https://t.me/{username}?start={payload}")
    return replace(message, buttons=((link,),), silent=True)


def once_a_minute(words: Words, username: str, payload: str) -> Message:
    """A group was told something a moment ago; in private nobody waits."""
    return read_on(words, Message(words("once-a-minute")), username, payload)


def error(words: Words) -> Message:
    """The one line for everything unexpected."""
    return Message(words("error-calm"))


def operator_error(words: Words, kind: str, place: str) -> Message:
    """For operators: the type of the fault and where it was, nothing of what anyone said."""
    return Message(words("error-operator", kind=kind, place=place), silent=True)


def help_page(words: Words) -> Message:
    """What the bot can do, by command."""
    return Message(words("help"))


def cancelled(words: Words, something: bool) -> Message:
    """After /cancel."""
    return Message(words("cancelled" if something else "nothing-to-cancel"), clear_keyboard=True)


def close_button(words: Words) -> Button:
    """Takes the buttons off a message and leaves its text."""
    return button(words, "close", "close")


def back_button(words: Words, data: str) -> Button:
    """One step back, to the page that `data` names."""
    return button(words, "back", data)
