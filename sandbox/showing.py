"""How this Telegram looks to one person: their chats, messages with file addresses, and their commands."""

from typing import TYPE_CHECKING

from sandbox.methods.profile import commands_for
from sandbox.shapes import Json
from sandbox.world import Chat, Person

if TYPE_CHECKING:
    from sandbox import Sandbox


def with_addresses(message: Json | None) -> Json | None:
    """A message whose files carry the address the page loads them from."""
    return None if message is None else _addressed(message)


def _addressed(value: Json) -> Json:
    shown: Json = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            shown[name] = _addressed(inner)
        elif isinstance(inner, list):
            shown[name] = [_addressed(item) if isinstance(item, dict) else item for item in inner]
        else:
            shown[name] = inner
    if "file_unique_id" in value:
        shown["url"] = f"/api/files/{value['file_unique_id']}"
    return shown


def chat_as_json(chat: Chat) -> Json:
    """A chat as the control side lists it."""
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "topics": [topic.as_json() for topic in chat.topics.values()],
        "members": [chat.id] if chat.is_private else [user for user in chat.members if chat.has(user)],
        "migrated_to": chat.migrated_to,
    }


def _listing(sandbox: "Sandbox", chat: Chat, viewer: Person) -> Json:
    newest = max(chat.messages, default=None)
    typing = chat.typing_until > sandbox.world.clock.monotonic()
    return chat_as_json(chat) | {
        "last_message": with_addresses(chat.messages[newest]) if newest is not None else None,
        "reply_keyboard": chat.reply_keyboards.get(viewer.id),
        "blocked": chat.is_private and viewer.has_blocked,
        "commands": commands_for(sandbox.world, chat, viewer.id) if _bot_is_there(sandbox, chat) else [],
        "typing": typing,
        "has_bot": _bot_is_there(sandbox, chat),
        "is_admin": chat.member(viewer.id).is_admin,
    }


def _bot_is_there(sandbox: "Sandbox", chat: Chat) -> bool:
    return chat.is_private or chat.has(sandbox.world.bot_id)


def state(sandbox: "Sandbox", viewer: Person) -> Json:
    """Everything the page shows before a chat is opened."""
    world = sandbox.world
    private = [world.chats[viewer.id]]
    shared = [chat for chat in world.chats.values() if not chat.is_private and chat.has(viewer.id)]
    return {
        "now": world.clock.now().isoformat(),
        "bot": {**world.bot, "description": world.profile.get(("description", ""), "")},
        "can_jump": sandbox.bot_clock is not None,
        "can_restart": sandbox.child is not None,
        "people": [person.as_json() for person in world.people.values() if not person.is_deleted],
        "chats": [_listing(sandbox, chat, viewer) for chat in private + shared if chat.migrated_to is None],
    }
