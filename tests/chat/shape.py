"""What every message of ours must look like, whatever it says."""

from xml.etree import ElementTree

from bot.deliveries import Message
from bot.wording.paging import shown_length


def assert_well_formed(message: Message, most_buttons: int = 8, most_characters: int = 900) -> None:
    """A bold first line, HTML that closes, few characters and buttons, data that Telegram takes."""
    assert message.text.startswith("<b>")
    ElementTree.fromstring(f"<p>{message.text}</p>")
    assert 0 < shown_length(message.text) <= most_characters
    buttons = [button for row in message.buttons for button in row]
    assert len(buttons) <= most_buttons
    for button in buttons:
        assert 0 < len(button.label) <= 40
        assert button.data is None or 0 < len(button.data.encode()) <= 64
    if buttons:
        assert buttons[-1].label in ("Close", "Cancel")
    data = [button.data for button in buttons]
    assert len(set(data)) == len(data)
