"""One thing a person did, and what we show for it: the values that every page of the chat takes and gives."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.content import Content
from bot.database import Session
from bot.deliveries import Message
from bot.runners import Conversation, Runner
from bot.runs import FileRefused, FileRun
from bot.vault import Vault
from bot.wording.figures import Figures, no_figures
from bot.wording.words import Words


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, `word:id:question:value`; the parts that a button does without are empty."""

    word: str
    id: str = ""
    question: str = ""
    value: str = ""

    @classmethod
    def read(cls, data: str) -> "Press":
        """What stands on a button, forged ones too: missing parts are empty, nothing is trusted."""
        word, row_id, question, value = [*data.split(":", 3), "", "", "", ""][:4]
        return cls(word, row_id, question, value)

    @property
    def row_id(self) -> int:
        """The id as a row's number; 0, which no row has, for anything else."""
        short = len(self.id) <= 18 and self.id.isascii() and self.id.isdigit()
        return int(self.id) if short else 0


@dataclass(frozen=True, slots=True)
class Turn:
    """What a person did, inside the transaction in which it is answered."""

    session: Session
    vault: Vault
    content: Content
    words: Words
    now: datetime
    runner: Runner
    talk: Conversation | None = None  # where their conversation stood when this came
    text: str = ""  # what was typed, or what stood behind the command
    press: Press | None = None
    message_id: int | None = None  # of the message whose button was pressed
    place: tuple[float, float] | None = None  # latitude, longitude in degrees
    file: FileRun | FileRefused | None = None  # what a file that they sent gives
    figures: Figures = no_figures
    username: str = ""  # the bot's own

    @property
    def zone(self) -> str:
        """The runner's zone; UTC before they told us: nobody with pain is sent away for want of a zone."""
        return self.runner.zone or "UTC"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person sees. After a press `message` replaces the pressed message, else it is sent."""

    message: Message | None = None
    then: tuple[Message, ...] = ()  # sent after it, in this order
    toast: str | None = None  # the notice over the chat that ends a press
    alert: bool = False  # the notice waits to be closed
    fresh: bool = False  # send `message` anew instead of replacing the pressed one
    once: bool = False  # send `then` only where `message` changes something: not for a second press
    strip: bool = False  # take the buttons off the pressed message, leave its text
    owes: bool = False  # a delivery was added that should go out at once
    session_id: int | None = None  # whose message this is: told where it had to be sent anew
    asks: str = ""  # the conversation whose question this is: it keeps where the question stands
    gives_up: tuple[int, ...] = ()  # older messages that lose their buttons: their question stands elsewhere
    settles: tuple[tuple[int, Message | None], ...] = ()  # older messages, and what each says now; None: gone
    stands: str = ""  # the page that this is: an older copy of it gives up its buttons

    @property
    def is_made(self) -> bool:
        """Whether a file is made for it while it is sent. A page that gives one changes nothing."""
        return any(message.made for message in (self.message, *self.then) if message)


Page = Callable[[Turn], Awaitable[Reply]]


class Needs(IntEnum):
    """How far a person must have come for a page to make sense."""

    NOTHING = 0
    CONSENT = 1
    SETUP = 2


@dataclass(frozen=True, slots=True)
class Command:
    """A command, its page, and whether the menu lists it (described by the words `command-<name>`)."""

    name: str
    page: Page
    needs: Needs
    menu: bool = True
