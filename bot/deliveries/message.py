"""A message as a product value: text, buttons and how loud; nothing of Telegram's own types."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back when pressed (at most 64 bytes), `url` opens a page."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What we say: `text` is HTML as Telegram reads it, at most 4096 characters after parsing.

    `ask_location` is the label of a one-time keyboard that shares a place; it excludes `buttons`.
    `clear_keyboard` takes such a keyboard away again.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    ask_location: str | None = None
    clear_keyboard: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back; it is stored, sealed, with a delivery."""
        stored: dict[str, Any] = {"text": self.text}
        if self.buttons:
            stored["buttons"] = [[[b.label, b.data, b.url] for b in row] for row in self.buttons]
        if self.silent:
            stored["silent"] = True
        return stored

    @classmethod
    def from_json(cls, stored: Any) -> "Message":
        """The message that was stored with a delivery."""
        buttons = tuple(tuple(Button(*parts) for parts in row) for row in stored.get("buttons", ()))
        return cls(stored["text"], buttons, stored.get("silent", False))
