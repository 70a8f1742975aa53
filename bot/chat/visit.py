"""One thing somebody did about a club, and who may see it: the values that a club's pages take."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.turn import Press, Reply
from bot.content import Content
from bot.database import Session
from bot.vault import Vault
from bot.wording.figures import Figures
from bot.wording.words import Words


@dataclass(frozen=True, slots=True)
class Visit:
    """What a person did in a group, or in private about one, inside the transaction in which it is answered.

    Nothing of their health is in reach here: there is no runner. `chat_id` is the club's chat, wherever this
    is shown, and `is_administrator` what Telegram says of the person in that chat, at most a minute old.
    """

    session: Session
    vault: Vault
    content: Content
    words: Words
    figures: Figures
    now: datetime
    chat_id: int
    thread_id: int | None
    title: str
    person_id: int
    first_name: str
    is_administrator: bool
    is_anonymous: bool  # they write as the group itself
    in_private: bool  # the person reads this in their own chat with us
    username: str  # the bot's own
    languages: Mapping[str, str]  # the name of each language that we speak, by its code
    is_forum: bool = False  # the chat has topics, and a club may have one of them
    topic: str | None = None  # the name of the topic this is in, where Telegram says so
    text: str = ""  # of a place, a link to it
    place: tuple[float, float] | None = None  # latitude, longitude in degrees
    press: Press | None = None
    message_id: int | None = None  # of the message whose button was pressed, or that was replied to


GroupPage = Callable[[Visit], Awaitable[Reply]]
