"""A message as a product value: text, buttons, a picture and how loud; nothing of Telegram's own types."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back when pressed (at most 64 bytes), `url` opens a page."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A moving figure: `name` is its file in content/figures, `digest` that file's content.

    Width and height are in pixels, the duration in seconds.
    """

    name: str
    digest: str
    width: int
    height: int
    duration_s: float


@dataclass(frozen=True, slots=True)
class Made:
    """A file made for one message, when it is sent: `make` gives its bytes, and runs in a worker thread.

    A photo, or else a document under `name`. It is for who asked, so it is never stored. `more` gives what
    has no room in one document, file by file, until None; each goes with the same words and its number.
    """

    name: str
    make: Callable[[], bytes]
    is_photo: bool = False
    more: Callable[[], bytes | None] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What we say: `text` is HTML as Telegram reads it, at most 4096 characters after parsing.

    With a `picture` the text is its caption, at most 1024 characters. A chat that cannot show the picture
    gets the text alone, so the text says everything.

    `made` goes with it in the same way and excludes `picture`; such a message is a reply, never owed.

    `ask_location` is the label of a one-time keyboard that shares a place; it excludes `buttons`.
    `clear_keyboard` takes such a keyboard away again.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    ask_location: str | None = None
    clear_keyboard: bool = False
    picture: Picture | None = None
    made: Made | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form that `from_json` reads back; it is stored, sealed, with a delivery.

        Raises ValueError for one with a file that is made as it is sent.
        """
        if self.made:
            raise ValueError("what is made as it is sent cannot be owed")
        stored: dict[str, Any] = {"text": self.text}
        if self.buttons:
            stored["buttons"] = [[[b.label, b.data, b.url] for b in row] for row in self.buttons]
        if self.silent:
            stored["silent"] = True
        if self.picture:
            stored["picture"] = asdict(self.picture)
        return stored

    @classmethod
    def from_json(cls, stored: Any) -> "Message":
        """The message that was stored with a delivery."""
        buttons = tuple(tuple(Button(*parts) for parts in row) for row in stored.get("buttons", ()))
        picture = Picture(**stored["picture"]) if "picture" in stored else None
        return cls(stored["text"], buttons, stored.get("silent", False), picture=picture)


# What was never said: a row that is there to be counted.
UNSAID = Message("")
