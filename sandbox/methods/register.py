"""How a Bot API method is declared, and what it is given when it is called."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.files import Upload
from sandbox.parameters import CHAT, FLAG, JSON, TEXT, WHOLE, Kind
from sandbox.shapes import Json
from sandbox.world import World


@dataclass(slots=True)
class Call:
    """One call: the world it acts on and its decoded parameters."""

    world: World
    given: Json
    uploads: dict[str, Upload] = field(default_factory=dict)
    strict: bool = True
    lean: bool = False

    def text(self, name: str) -> str:
        """A text parameter, empty when it was not given."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number, `default` when it was not given or is none."""
        value = self.given.get(name)
        return value if isinstance(value, int) else default

    def flag(self, name: str) -> bool:
        """A flag, False when it was not given."""
        return self.given.get(name) is True

    def file(self, value: object) -> object:
        """The upload that a file parameter or attach:// points to, or the value itself."""
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"), value)
        return value


Run = Callable[[Call], object]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its name as published, its parameters, and what it does."""

    name: str
    kinds: dict[str, Kind]
    run: Run


METHODS: dict[str, Method] = {}


def without(kinds: dict[str, Kind], *names: str) -> dict[str, Kind]:
    """Shared parameters but for those this method does not take."""
    return {name: kind for name, kind in kinds.items() if name not in names}


# Parameters shared by everything that sends a message.
SEND: dict[str, Kind] = {
    "business_connection_id": TEXT,
    "chat_id": CHAT,
    "message_thread_id": WHOLE,
    "direct_messages_topic_id": WHOLE,
    "disable_notification": FLAG,
    "protect_content": FLAG,
    "allow_paid_broadcast": FLAG,
    "message_effect_id": TEXT,
    "suggested_post_parameters": JSON,
    "reply_parameters": JSON,
    "reply_markup": JSON,
}
CAPTION: dict[str, Kind] = {
    "caption": TEXT,
    "parse_mode": TEXT,
    "caption_entities": JSON,
    "show_caption_above_media": FLAG,
}
EDIT: dict[str, Kind] = {
    "business_connection_id": TEXT,
    "chat_id": CHAT,
    "message_id": WHOLE,
    "inline_message_id": TEXT,
    "reply_markup": JSON,
}
PLACE: dict[str, Kind] = {"chat_id": CHAT, "message_id": WHOLE}


def bot_method(name: str, /, *shared: dict[str, Kind], **own: Kind) -> Callable[[Run], Run]:
    """Declare the method that answers to a published name."""

    def declare(run: Run) -> Run:
        kinds: dict[str, Kind] = {}
        for group in shared:
            kinds |= group
        METHODS[name.lower()] = Method(name, kinds | own, run)
        return run

    return declare
