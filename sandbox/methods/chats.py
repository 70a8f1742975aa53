"""What the bot may ask about a chat, and pinning and reactions in it."""

from sandbox import membership
from sandbox.methods.places import find_chat, find_message, need, open_chat
from sandbox.methods.register import PLACE, Call, bot_method
from sandbox.parameters import CHAT, FLAG, JSON, TEXT, WHOLE
from sandbox.shapes import Json, bad
from sandbox.world import Chat, Member

NO_PINNING = "not enough rights to manage pinned messages in the chat"
# A few of the emoji Telegram takes as free reactions (Bot API, ReactionTypeEmoji).
REACTIONS = frozenset(
    [
        "👍",
        "👎",
        "❤",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "😢",
        "🎉",
        "🤩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "💯",
        "🤣",
        "⚡",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "💪",
        "😴",
        "😭",
        "🤓",
        "👀",
        "🙈",
        "🤝",
        "✍",
        "🤗",
        "🫡",
    ]
)


@bot_method("getChat", chat_id=CHAT)
def get_chat(call: Call) -> Json:
    """getChat."""
    chat = find_chat(call)
    if not chat.is_private:
        open_chat(call)
    elif (person := call.world.people.get(chat.id)) and not person.has_started:
        raise bad("chat not found")
    full = chat.as_chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.is_private and not chat.is_channel:
        full["permissions"] = chat.permissions
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


@bot_method("getChatMember", chat_id=CHAT, user_id=WHOLE)
def get_chat_member(call: Call) -> Json:
    """getChatMember."""
    chat = open_chat(call)
    user_id = call.whole("user_id")
    if call.world.user(user_id) is None:
        raise bad("PARTICIPANT_ID_INVALID" if chat.type != "private" else "user not found")
    member = chat.member(user_id)
    if chat.is_private:
        member = Member("member") if user_id in {chat.id, call.world.bot_id} else Member("left")
    return membership.member_object(call.world, chat, user_id, member)


@bot_method("getChatAdministrators", chat_id=CHAT, return_bots=FLAG)
def get_chat_administrators(call: Call) -> list[Json]:
    """getChatAdministrators: people, and the asking bot itself."""
    chat = open_chat(call)
    if chat.is_private:
        raise bad("there are no administrators in the private chat")
    admins = [(user_id, member) for user_id, member in chat.members.items() if member.is_admin]
    return [membership.member_object(call.world, chat, user_id, member) for user_id, member in admins]


@bot_method("getChatMemberCount", chat_id=CHAT)
def get_chat_member_count(call: Call) -> int:
    """getChatMemberCount."""
    chat = open_chat(call)
    return 2 if chat.is_private else membership.count(chat)


@bot_method("leaveChat", chat_id=CHAT)
def leave_chat(call: Call) -> bool:
    """leaveChat."""
    chat = open_chat(call)
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    membership.leave(call.world, chat, call.world.bot_id, call.world.bot_id)
    return True


@bot_method("pinChatMessage", PLACE, business_connection_id=TEXT, disable_notification=FLAG)
def pin_chat_message(call: Call) -> bool:
    """pinChatMessage."""
    chat = open_chat(call)
    _may_pin(call, chat)
    message = find_message(call, chat, "pin")
    if message["message_id"] not in chat.pinned:
        chat.pinned.append(message["message_id"])
        told = {name: value for name, value in message.items() if name != "reply_to_message"}
        membership.service(call.world, chat, call.world.bot_id, {"pinned_message": told})
    return True


@bot_method("unpinChatMessage", PLACE, business_connection_id=TEXT)
def unpin_chat_message(call: Call) -> bool:
    """unpinChatMessage: the one named, or the newest."""
    chat = open_chat(call)
    _may_pin(call, chat)
    message_id = call.whole("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


@bot_method("unpinAllChatMessages", chat_id=CHAT)
def unpin_all_chat_messages(call: Call) -> bool:
    """unpinAllChatMessages."""
    chat = open_chat(call)
    _may_pin(call, chat)
    chat.pinned.clear()
    return True


def _may_pin(call: Call, chat: Chat) -> None:
    if not chat.is_private and not chat.permissions.get("can_pin_messages"):
        need(call, chat, "can_edit_messages" if chat.is_channel else "can_pin_messages", NO_PINNING)


@bot_method("setMessageReaction", PLACE, reaction=JSON, is_big=FLAG)
def set_message_reaction(call: Call) -> bool:
    """setMessageReaction: a bot sets at most one."""
    chat = open_chat(call)
    message = find_message(call, chat, "react")
    reactions = call.given.get("reaction") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") not in {"emoji", "custom_emoji"}:
            raise bad("can't parse reaction types")
        if reaction["type"] == "emoji" and str(reaction.get("emoji")).rstrip("\ufe0f") not in REACTIONS:
            raise bad("REACTION_INVALID")
    call.world.reactions[chat.id, message["message_id"], call.world.bot_id] = reactions
    call.world.events.tell("edit", chat.id, message)
    return True
