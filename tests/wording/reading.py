"""Reads a Message as Telegram would: what every message of ours must keep to."""

from html.parser import HTMLParser

from bot.deliveries import Message
from bot.wording.paging import shown_length
from tests.words import DICTIONARY

WORDS = DICTIONARY.in_language("en")

LONGEST_CAPTION = 1024  # characters, Telegram's limit for the text under a picture
LONGEST_DATA = 64  # bytes, Telegram's limit for a button
LONGEST_LABEL = 40  # characters: two lines on a narrow phone
# Characters that one line has where so many buttons share a row, measured on a page of 390 pixels.
WIDEST = {1: 40, 2: 16, 3: 10}
MOST_BUTTONS, MOST_IN_A_ROW = 8, 3


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def faults(message: Message, longest: int = 900, most_buttons: int = MOST_BUTTONS) -> list[str]:
    """What is wrong with a message, in words; empty when it keeps to the rules of voice and of Telegram."""
    tags = _Tags()
    tags.feed(message.text)
    buttons = [button for row in message.buttons for button in row]
    last = buttons[-1] if buttons else None
    # Advice, a routine that is owed and a session are left by answering them; all else can be closed.
    is_answered = any(
        (button.data or "").startswith(("advice:", "routine:", "session:")) for button in buttons
    )
    rules = {
        "tags are not closed in order": not tags.open and not tags.faults,
        "the first line is not bold": message.text.startswith("<b>"),
        f"longer than {longest}": 0 < shown_length(message.text) <= longest,
        "too long for a caption": not message.picture or shown_length(message.text) <= LONGEST_CAPTION,
        "a value was not filled in": "{" not in message.text,
        "too many buttons": len(buttons) <= most_buttons,
        "too many in a row": all(len(row) <= MOST_IN_A_ROW for row in message.buttons),
        "a row without buttons": all(message.buttons),
        "a label is empty or too long": all(0 < len(b.label.strip()) <= LONGEST_LABEL for b in buttons),
        "a label is wider than its button": all(
            len(button.label) <= WIDEST.get(len(row), 40) for row in message.buttons for button in row
        ),
        "data too long": all(len((button.data or "").encode()) <= LONGEST_DATA for button in buttons),
        "a button does nothing": all(button.data or button.url for button in buttons),
        "two buttons do the same": len({button.data for button in buttons}) == len(buttons),
        "no way out at the bottom right": is_answered or last is None or last.label in ("Close", "Cancel"),
    }
    return [fault for fault, kept in rules.items() if not kept]
