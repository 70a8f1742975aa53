"""What people do on this Telegram: write, press, block, leave for good; and what the bot hears of it."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from sandbox import files, membership
from sandbox.entities import with_found
from sandbox.files import Upload
from sandbox.shapes import Impossible, Json
from sandbox.world import ANONYMOUS_ADMIN, Chat, Member, Person, Query, World

LONGEST_TYPED = 4096


def say(world: World, chat_id: int, person_id: int, message: Json) -> Json:
    """A person posts a text, location, sticker, photo, voice or document; `Impossible` when they cannot."""
    chat, person = world.chat(chat_id), world.person(person_id)
    _check_may_write(world, chat, person, anonymous=message.get("anonymous") is True)
    if chat.is_private:
        unblock(world, person)
        person.has_started = True
    thread = _thread(chat, message.get("message_thread_id"), person)
    sender = ANONYMOUS_ADMIN if message.get("anonymous") else person.as_user()
    posted = world.blank(chat, sender) | thread | _reply(chat, message, thread) | _content(world, message)
    world.post(chat, posted)
    if hears(world, chat, posted):
        world.updates.add("channel_post" if chat.is_channel else "message", posted)
    return posted


def edit(world: World, chat_id: int, person_id: int, message_id: int, text: str) -> Json:
    """A person changes the text of their own message."""
    chat = world.chat(chat_id)
    old = chat.messages.get(message_id)
    if old is None or "text" not in old or old.get("from", {}).get("id") not in {person_id, None}:
        raise Impossible("people edit their own texts only")
    new = {name: value for name, value in old.items() if name != "entities"} | _text(text)
    new["edit_date"] = world.clock.timestamp()
    chat.messages[message_id] = new
    world.events.tell("edit", chat.id, new)
    if hears(world, chat, new):
        world.updates.add("edited_channel_post" if chat.is_channel else "edited_message", new)
    return new


def hears(world: World, chat: Chat, message: Json) -> bool:
    """Whether the bot hears a message: in groups with privacy mode, commands and replies to it only."""
    if chat.is_private:
        return True
    member = chat.member(world.bot_id)
    if not chat.has(world.bot_id):
        return False
    if member.is_admin or not world.privacy_is_on:
        return True
    reply = message.get("reply_to_message", {})
    if reply.get("from", {}).get("id") == world.bot_id and "forum_topic_created" not in reply:
        return True
    text = str(message.get("text") or message.get("caption") or "")
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    _, at, name = command.partition("@")
    return bool(command) and (not at or name.lower() == str(world.bot["username"]).lower())


def _check_may_write(world: World, chat: Chat, person: Person, *, anonymous: bool) -> None:
    if chat.migrated_to is not None:
        raise Impossible(f"this group lives on as {chat.migrated_to}")
    if chat.is_private:
        if chat.id != person.id:
            raise Impossible("nobody writes into someone else's private chat")
        return
    member = chat.member(person.id)
    if not chat.has(person.id):
        raise Impossible(f"{person.first_name} is not in {chat.title}")
    if chat.is_channel and not member.is_admin:
        raise Impossible("only administrators post in a channel")
    if anonymous and not (chat.type == "supergroup" and member.is_admin):
        raise Impossible("only administrators of a supergroup write anonymously")


def _thread(chat: Chat, thread_id: object, person: Person) -> Json:
    if thread_id is None:
        return {}
    topic = chat.topics.get(thread_id) if isinstance(thread_id, int) else None
    if topic is None:
        raise Impossible(f"there is no topic {thread_id}")
    if topic.is_closed and not chat.member(person.id).is_admin:
        raise Impossible("the topic is closed")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(chat: Chat, message: Json, thread: Json) -> Json:
    target = message.get("reply_to_message_id") or thread.get("message_thread_id")
    if target is None:
        return {}
    found = chat.messages.get(target)
    if found is None:
        raise Impossible(f"there is no message {target} to reply to")
    return {"reply_to_message": {name: value for name, value in found.items() if name != "reply_to_message"}}


def _text(text: str) -> Json:
    text = text.strip()
    if not text:
        raise Impossible("nobody can send an empty message")
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TYPED:
        raise Impossible("a message has at most 4096 characters")
    found = with_found(text, [])
    return {"text": text, "entities": found} if found else {"text": text}


def _content(world: World, message: Json) -> Json:
    if isinstance(text := message.get("text"), str):
        return _text(text)
    if isinstance(place := message.get("location"), dict):
        return {"location": {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}}
    if isinstance(given := message.get("document"), dict):
        try:
            content = base64.b64decode(given.get("base64", ""), validate=True)
        except binascii.Error:
            raise Impossible("a document's content is base64") from None
        name = str(given.get("file_name") or "file.bin")
        upload = Upload(name, "application/octet-stream", content)
        return {"document": files.document(world.files.keep("document", upload))}
    for kind, make in _READY.items():
        if message.get(kind):
            return make(world)
    raise Impossible("a message is a text, location, sticker, photo, voice or document")


def _a_photo(world: World) -> Json:
    upload = Upload("photo.png", "image/png", files.TINY_PNG)
    return {"photo": [files.photo_size(world.files.keep("photo", upload))]}


def _a_sticker(world: World) -> Json:
    upload = Upload("sticker.webp", "image/webp", files.TINY_WEBP)
    return {"sticker": files.sticker(world.files.keep("sticker", upload), "🏃")}


def _a_voice(world: World) -> Json:
    upload = Upload("voice.ogg", "audio/ogg", files.TINY_OGG)
    return {"voice": files.voice(world.files.keep("voice", upload))}


_READY: dict[str, Callable[[World], Json]] = {"sticker": _a_sticker, "photo": _a_photo, "voice": _a_voice}


def press(world: World, chat_id: int, person_id: int, message_id: int, data: str) -> Query:
    """A person presses a button that carries `data`, which may be forged; the query to wait on."""
    chat, person = world.chat(chat_id), world.person(person_id)
    inside = chat.id == person.id if chat.is_private else chat.has(person.id)
    if not inside:
        raise Impossible(f"{person.first_name} is not in {chat.title}")
    message = chat.messages.get(message_id)
    if message is None:
        # What Telegram sends for a message that is gone (Bot API, InaccessibleMessage).
        message = {"chat": chat.as_chat(), "message_id": message_id, "date": 0}
    if chat.is_private and (person.has_blocked or not person.has_started):
        unblock(world, person)
        person.has_started = True
    query = world.new_query()
    world.updates.add(
        "callback_query",
        {
            "id": query.id,
            "from": person.as_user(),
            "message": message,
            "chat_instance": world.chat_instance,
            "data": data,
        },
    )
    return query


def button(world: World, chat_id: int, message_id: int, row: int, column: int) -> Json:
    """The inline button at a place, counted from zero; `Impossible` when there is none."""
    message = world.chat(chat_id).messages.get(message_id)
    try:
        found: Json = (message or {})["reply_markup"]["inline_keyboard"][row][column]
    except (KeyError, IndexError, TypeError):
        raise Impossible("there is no such button") from None
    return found


def block(world: World, person: Person) -> None:
    """A person blocks the bot."""
    if not person.has_blocked:
        person.has_blocked = True
        _private_change(world, person, "member", "kicked")


def unblock(world: World, person: Person) -> None:
    """A person lets the bot write again."""
    if person.has_blocked:
        person.has_blocked = False
        _private_change(world, person, "kicked", "member")


def _private_change(world: World, person: Person, old: str, new: str) -> None:
    chat = world.chat(person.id)
    bot = {
        status: membership.member_object(world, chat, world.bot_id, Member(status)) for status in (old, new)
    }
    update: dict[str, Any] = {
        "chat": chat.as_chat(),
        "from": person.as_user(),
        "date": world.clock.timestamp(),
        "old_chat_member": bot[old],
        "new_chat_member": bot[new],
    }
    world.updates.add("my_chat_member", update)
    world.events.tell("chat", chat.id)


def delete_account(world: World, person: Person) -> None:
    """A person deletes their Telegram account; the bot is not told."""
    person.is_deleted = True
    for chat in world.chats.values():
        if not chat.is_private and person.id in chat.members:
            del chat.members[person.id]
    world.events.tell("people")


def migrate(world: World, chat: Chat) -> Chat:
    """A group becomes a supergroup with a new id, announced by a service message on both sides."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise Impossible("only a group can become a supergroup")
    new = world.new_chat("supergroup", chat.title)
    new.members = dict(chat.members)
    new.permissions = dict(chat.permissions)
    owner = next(
        (user_id for user_id, member in chat.members.items() if member.status == "creator"), world.bot_id
    )
    membership.service(world, chat, owner, {"migrate_to_chat_id": new.id})
    membership.service(world, new, ANONYMOUS_ADMIN["id"], {"migrate_from_chat_id": chat.id})
    chat.migrated_to = new.id
    world.events.tell("chat", chat.id)
    world.events.tell("chat", new.id)
    return new


def gather(
    world: World, kind: str, title: str, members: list[int], owner: int, *, is_forum: bool = False
) -> Chat:
    """A person opens a group, supergroup or channel and puts others in, the bot not among them."""
    people = {world.person(person_id).id for person_id in [*members, owner]}
    chat = world.new_chat(kind, title, is_forum=is_forum)
    chat.members = {person_id: Member("member") for person_id in sorted(people)}
    chat.members[owner] = Member("creator")
    service = {"group_chat_created": True} if kind == "group" else {f"{kind}_chat_created": True}
    membership.service(world, chat, owner, service)
    world.events.tell("chat", chat.id)
    return chat
