"""Who and what exists in this Telegram: people, chats, members, topics and the messages in them."""

import asyncio
import itertools
import random
from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.files import Files
from sandbox.limits import Limits
from sandbox.shapes import Impossible, Json
from sandbox.updates import Updates
from sandbox.webhook import Webhook

# The account anonymous administrators write as, the same for every group (Bot API, Message.from).
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
# The account that copies a channel's posts into its discussion group.
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
INSIDE = frozenset({"creator", "administrator", "member", "restricted"})
SUPERGROUP_BASE = -1_000_000_000_000
EVERYONE_MAY: Json = {
    "can_send_messages": True,
    "can_send_audios": True,
    "can_send_documents": True,
    "can_send_photos": True,
    "can_send_videos": True,
    "can_send_video_notes": True,
    "can_send_voice_notes": True,
    "can_send_polls": True,
    "can_send_other_messages": True,
    "can_add_web_page_previews": True,
    "can_react_to_messages": True,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": True,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


@dataclass(slots=True)
class Person:
    """Someone with a Telegram account; `has_started` once they wrote to the bot."""

    id: int
    first_name: str
    language_code: str = "en"
    username: str | None = None
    has_started: bool = False
    has_blocked: bool = False
    is_deleted: bool = False

    def as_user(self) -> Json:
        """The person as updates and messages name them."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        user["language_code"] = self.language_code
        return user

    def as_json(self) -> Json:
        """The person as the control side lists them."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "language_code": self.language_code,
            "username": self.username,
        }


@dataclass(slots=True)
class Member:
    """What someone is in a chat; `rights` only for administrators."""

    status: str
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether an administrator holds a right; a creator holds all."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))


@dataclass(slots=True)
class Topic:
    """A forum topic; its thread id is the id of the message that created it."""

    message_thread_id: int
    name: str
    icon_color: int = 7322096
    is_closed: bool = False
    created_by_bot: bool = False

    def as_json(self) -> Json:
        """The topic as the control side lists it."""
        return {
            "message_thread_id": self.message_thread_id,
            "name": self.name,
            "is_closed": self.is_closed,
        }


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel, and everything in it."""

    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    reply_keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    posted_by_bot: set[int] = field(default_factory=set)
    with_reply_keyboard: set[int] = field(default_factory=set)
    permissions: Json = field(default_factory=lambda: dict(EVERYONE_MAY))
    migrated_to: int | None = None
    # Of a channel: the group in which its posts are discussed.
    discussed_in: int | None = None
    last_message_id: int = 0
    typing_until: float = 0.0

    @property
    def is_private(self) -> bool:
        """A dialogue with one person."""
        return self.type == "private"

    @property
    def is_channel(self) -> bool:
        """A channel."""
        return self.type == "channel"

    def as_chat(self) -> Json:
        """The chat as updates and messages name it."""
        chat: Json = {"id": self.id}
        if self.is_private:
            chat["first_name"] = self.title
        else:
            chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        chat["type"] = self.type
        return chat

    def topic(self, thread_id: int) -> Topic:
        """A topic; `Impossible` when there is none."""
        if thread_id not in self.topics:
            raise Impossible(f"there is no topic {thread_id}")
        return self.topics[thread_id]

    def member(self, user_id: int) -> Member:
        """What someone is here; someone unknown has left."""
        return self.members.get(user_id) or Member("left")

    def has(self, user_id: int) -> bool:
        """Whether someone is inside."""
        return self.member(user_id).status in INSIDE


@dataclass(slots=True)
class Query:
    """A pressed button that waits for answerCallbackQuery."""

    id: str
    pressed_at: float
    answer: Json | None = None
    answered_after: float | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    """The state of this Telegram, and the four things that watch it: clock, updates, limits and events."""

    def __init__(self, bot: Json, *, keeps_history: bool = True, limits_are_on: bool = True) -> None:
        self.bot = bot
        self.keeps_history = keeps_history
        self.privacy_is_on = True
        self.clock = Clock()
        self.updates = Updates(self.clock)
        self.webhook = Webhook(self.updates)
        self.limits = Limits(limits_are_on)
        self.events = Events()
        self.files = Files()
        self.late_after = 15.0
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self.polls: dict[str, Json] = {}
        self.poll_places: dict[str, tuple[int, int]] = {}
        self.votes: dict[str, dict[int, list[int]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int | None, Json] = {}
        self.reactions: dict[tuple[int, int, int], list[Json]] = {}
        self.chat_instance = str(random.randrange(10**17, 10**18))
        # One sequence of message ids for private chats and groups, as a bot sees it; channels and
        # supergroups count their own.
        self._message_ids = itertools.count(1)
        self._person_ids = itertools.count(1001)
        self._group_ids = itertools.count(4_100_001)
        self._supergroup_ids = itertools.count(2_200_000_001)
        self._query_ids = itertools.count(random.randrange(10**17, 10**18))

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return int(self.bot["id"])

    def add_person(self, person: Person) -> Person:
        """Open an account, with the private chat that waits for Start."""
        if person.id in self.people:
            raise Impossible(f"there is already a person {person.id}")
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person.first_name, person.username)
        self.events.tell("people")
        return person

    def next_person_id(self) -> int:
        """An id nobody has."""
        return next(number for number in self._person_ids if number not in self.people)

    def new_chat(self, kind: str, title: str, *, is_forum: bool = False) -> Chat:
        """An empty group, supergroup or channel."""
        if kind not in {"group", "supergroup", "channel"}:
            raise Impossible("a chat is a group, a supergroup or a channel")
        if is_forum and kind != "supergroup":
            raise Impossible("only a supergroup can have topics")
        chat_id = -next(self._group_ids) if kind == "group" else SUPERGROUP_BASE - next(self._supergroup_ids)
        chat = self.chats[chat_id] = Chat(chat_id, kind, title, is_forum=is_forum)
        return chat

    def person(self, person_id: object) -> Person:
        """A person who exists and was not deleted, or `Impossible`."""
        person = self.people.get(person_id) if isinstance(person_id, int) else None
        if person is None:
            raise Impossible(f"there is no person {person_id}")
        if person.is_deleted:
            raise Impossible(f"{person.first_name} deleted this account")
        return person

    def chat(self, chat_id: object) -> Chat:
        """A chat that exists, or `Impossible`."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise Impossible(f"there is no chat {chat_id}")
        return chat

    def user(self, user_id: int) -> Json | None:
        """The User object of a person, of the bot, or of the anonymous administrators' account."""
        if user_id == self.bot_id:
            return {name: self.bot[name] for name in ("id", "is_bot", "first_name", "username")}
        if user_id == ANONYMOUS_ADMIN["id"]:
            return ANONYMOUS_ADMIN
        person = self.people.get(user_id)
        return person.as_user() if person else None

    def next_message_id(self, chat: Chat) -> int:
        """The id the next message of a chat gets."""
        if chat.type in {"supergroup", "channel"}:
            chat.last_message_id += 1
            return chat.last_message_id
        chat.last_message_id = next(self._message_ids)
        return chat.last_message_id

    def post(self, chat: Chat, message: Json) -> Json:
        """Put a message into a chat and tell the page."""
        if self.keeps_history:
            chat.messages[message["message_id"]] = message
            self.events.tell("message", chat.id, message)
        if chat.discussed_in is not None:
            self._discuss(self.chat(chat.discussed_in), message)
        return message

    def _discuss(self, group: Chat, original: Json) -> None:
        """Copy what a channel says into its discussion group, as Telegram itself does."""
        copied = self.blank(group, TELEGRAM)
        kept = {key: value for key, value in original.items() if key not in {*copied, "reply_markup"}}
        origin = {
            "type": "channel",
            "date": original["date"],
            "chat": original["chat"],
            "message_id": original["message_id"],
        }
        copied |= kept | {"is_automatic_forward": True, "forward_origin": origin}
        self.post(group, copied)
        hears = not self.privacy_is_on or group.member(self.bot_id).is_admin
        if group.has(self.bot_id) and (hears or str(copied.get("text", "")).startswith("/")):
            self.updates.add("message", copied)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of its chat and tell the page."""
        message = chat.messages.pop(message_id)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.events.tell("delete", chat.id, message)

    def blank(self, chat: Chat, sender: Json | None) -> Json:
        """A new message with id, sender, chat and date, and nothing in it yet."""
        message: Json = {"message_id": self.next_message_id(chat)}
        if chat.is_channel:
            message["sender_chat"] = chat.as_chat()
            if sender is not None and sender["id"] == self.bot_id:
                chat.posted_by_bot.add(message["message_id"])
        elif sender is not None:
            message["from"] = sender
            if sender is ANONYMOUS_ADMIN:
                message["sender_chat"] = chat.as_chat()
        message["chat"] = chat.as_chat()
        message["date"] = self.clock.timestamp()
        return message

    def new_query(self) -> Query:
        """A callback query nobody has answered."""
        query = Query(str(next(self._query_ids)), self.clock.monotonic())
        self.queries[query.id] = query
        while len(self.queries) > 10_000:
            self.queries.popitem(last=False)
        return query
