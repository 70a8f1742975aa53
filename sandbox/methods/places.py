"""Where a method may act: which chat, thread and message it means, and whether the bot may write there."""

from sandbox.markup import reply_markup
from sandbox.methods.register import Call
from sandbox.shapes import Json, bad, forbidden, moved
from sandbox.world import Chat, Person

RIGHT_TO_SEND = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"),
    "document": ("can_send_documents", "documents"),
    "poll": ("can_send_polls", "polls"),
}


def find_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat a request names, whether or not the bot may write there; 400 refusals."""
    value = call.given.get(name)
    if value is None or value == "":
        raise bad(f"{name} is empty")
    if isinstance(value, str):
        wanted = value.removeprefix("@").lower()
        for chat in call.world.chats.values():
            if not chat.is_private and (chat.username or "").lower() == wanted:
                return chat
        raise bad("chat not found")
    found = call.world.chats.get(value) if isinstance(value, int) else None
    if found is None:
        if call.lean and isinstance(value, int) and value > 0:
            return Chat(value, "private", "Runner")
        raise bad("chat not found")
    return found


def open_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat a request names, when the bot is in it; 400 and 403 refusals."""
    chat = find_chat(call, name)
    if chat.migrated_to is not None:
        raise moved(chat.migrated_to)
    if chat.is_private:
        person = call.world.people.get(chat.id)
        if person is not None:
            _check_person(person)
        return chat
    status = chat.member(call.world.bot_id).status
    where = "group chat" if chat.type == "group" else f"{chat.type} chat"
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {where}")
    if status == "left":
        if chat.type == "group":
            raise forbidden("bot was kicked from the group chat")
        raise forbidden(f"bot is not a member of the {where}")
    return chat


def _check_person(person: Person) -> None:
    if person.is_deleted:
        raise forbidden("user is deactivated")
    if person.has_blocked:
        raise forbidden("bot was blocked by the user")
    if not person.has_started:
        raise forbidden("bot can't initiate conversation with a user")


def check_may_send(call: Call, chat: Chat, content: str) -> None:
    """Refuse what the bot may not send here."""
    if chat.is_private:
        return
    member = chat.member(call.world.bot_id)
    if chat.is_channel:
        if not member.may("can_post_messages"):
            raise bad("need administrator rights in the channel chat")
        return
    right, what = RIGHT_TO_SEND.get(content, ("can_send_messages", "text messages"))
    if not member.is_admin and not (
        chat.permissions.get("can_send_messages") and chat.permissions.get(right)
    ):
        raise bad(f"not enough rights to send {what} to the chat")


def need(call: Call, chat: Chat, right: str, what: str) -> None:
    """Refuse unless the bot is an administrator with a right."""
    if not chat.member(call.world.bot_id).may(right):
        raise bad(what)


def thread_fields(call: Call, chat: Chat) -> Json:
    """The thread fields of a message to be sent; 400 for a thread that is not there or is closed."""
    thread_id = call.given.get("message_thread_id")
    if thread_id is None:
        return {}
    topic = chat.topics.get(thread_id) if isinstance(thread_id, int) else None
    if topic is None:
        raise bad("message thread not found")
    member = chat.member(call.world.bot_id)
    if topic.is_closed and not member.may("can_manage_topics") and not topic.created_by_bot:
        raise bad("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def reply_fields(call: Call, chat: Chat, thread: Json) -> Json:
    """The reply fields of a message to be sent; 400 when the message replied to is gone."""
    order = call.given.get("reply_parameters")
    if order is None:
        root = chat.messages.get(thread.get("message_thread_id", 0))
        return {"reply_to_message": root} if root else {}
    if not isinstance(order, dict) or not isinstance(order.get("message_id"), int):
        raise bad("can't parse reply parameters")
    target = chat.messages.get(order["message_id"])
    if order.get("chat_id") not in {None, chat.id}:
        other = call.world.chats.get(order["chat_id"])
        target = other.messages.get(order["message_id"]) if other else None
    if target is None:
        if order.get("allow_sending_without_reply") or call.lean:
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {name: value for name, value in target.items() if name != "reply_to_message"}}


def find_message(call: Call, chat: Chat, doing: str) -> Json:
    """The message a request names; 400 refusals with what was to be done to it."""
    message_id = call.given.get("message_id")
    if not isinstance(message_id, int) or message_id <= 0:
        raise bad("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad(f"message to {doing} not found")
    return message


def deliver(call: Call, content: str, fields: Json) -> Json:
    """Send one message: every check of place, then the flood limits, then the message."""
    chat = open_chat(call)
    check_may_send(call, chat, content)
    thread = thread_fields(call, chat)
    reply = reply_fields(call, chat, thread)
    inline, keyboard = reply_markup(call.given.get("reply_markup"), strict=call.strict)
    world = call.world
    world.limits.admit(world.clock.monotonic(), chat.id, edit=False, paid=call.flag("allow_paid_broadcast"))
    message = world.blank(chat, world.user(world.bot_id)) | thread | reply | fields
    if inline:
        message["reply_markup"] = inline
    if call.flag("protect_content"):
        message["has_protected_content"] = True
    if keyboard is not None:
        chat.with_reply_keyboard.add(message["message_id"])
        _show_keyboard(call, chat, keyboard)
    chat.typing_until = 0.0
    return world.post(chat, message)


def _show_keyboard(call: Call, chat: Chat, keyboard: Json) -> None:
    viewers = [chat.id] if chat.is_private else list(chat.members)
    for viewer in viewers:
        if "keyboard" in keyboard:
            chat.reply_keyboards[viewer] = keyboard
        elif keyboard.get("remove_keyboard"):
            chat.reply_keyboards.pop(viewer, None)
    call.world.events.tell("chat", chat.id)
