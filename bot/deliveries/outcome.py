"""What became of one call to Telegram, as a value: the ledger decides what follows from it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram answered with the message: it surely arrived."""

    message_id: int


@dataclass(frozen=True, slots=True)
class TryLater:
    """Surely not sent. `after` is how long Telegram asked us to wait for this chat, if it did."""

    reason: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may or may not have arrived: a timeout, a reset after writing, a 5xx."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message; sending it again changes nothing."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """This chat does not want or have us: blocked, deactivated, never started, removed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id; surely not sent."""

    chat_id: int


Outcome = Sent | TryLater | Unsure | Refused | Gone | Moved
