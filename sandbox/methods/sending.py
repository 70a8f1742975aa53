"""Sending what has no file: texts, places, and the sign that the bot is typing; forwards and copies too."""

from sandbox.methods.places import check_may_send, deliver, find_chat, find_message, open_chat
from sandbox.methods.register import CAPTION, PLACE, SEND, Call, bot_method, without
from sandbox.parameters import CHAT, FLAG, JSON, NUMBER, TEXT, WHOLE
from sandbox.shapes import Json, bad
from sandbox.wording import caption, message_text

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
# What a copy or forward takes along.
CONTENT = [
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "animation",
    "document",
    "sticker",
    "location",
    "voice",
    "poll",
    "link_preview_options",
    "show_caption_above_media",
]


@bot_method("sendMessage", SEND, text=TEXT, parse_mode=TEXT, entities=JSON, link_preview_options=JSON)
def send_message(call: Call) -> Json:
    """sendMessage."""
    given = call.given
    fields = message_text(
        call.text("text"), given.get("parse_mode"), given.get("entities"), too_long="message is too long"
    )
    if isinstance(given.get("link_preview_options"), dict):
        fields["link_preview_options"] = given["link_preview_options"]
    return deliver(call, "text", fields)


@bot_method(
    "sendLocation",
    SEND,
    latitude=NUMBER,
    longitude=NUMBER,
    horizontal_accuracy=NUMBER,
    live_period=WHOLE,
    heading=WHOLE,
    proximity_alert_radius=WHOLE,
)
def send_location(call: Call) -> Json:
    """sendLocation."""
    latitude, longitude = call.given.get("latitude"), call.given.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise bad("latitude or longitude is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong location specified")
    return deliver(call, "text", {"location": {"latitude": latitude, "longitude": longitude}})


@bot_method("sendChatAction", business_connection_id=TEXT, chat_id=CHAT, message_thread_id=WHOLE, action=TEXT)
def send_chat_action(call: Call) -> bool:
    """sendChatAction; the page shows it for five seconds."""
    chat = open_chat(call)
    if call.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    check_may_send(call, chat, "text")
    chat.typing_until = call.world.clock.monotonic() + 5
    call.world.events.tell("chat", chat.id)
    return True


@bot_method(
    "forwardMessage",
    PLACE,
    from_chat_id=CHAT,
    video_start_timestamp=WHOLE,
    message_thread_id=WHOLE,
    direct_messages_topic_id=WHOLE,
    disable_notification=FLAG,
    protect_content=FLAG,
    message_effect_id=TEXT,
    suggested_post_parameters=JSON,
)
def forward_message(call: Call) -> Json:
    """forwardMessage."""
    open_chat(call)
    source = find_chat(call, "from_chat_id")
    original = find_message(call, source, "forward")
    if original.get("has_protected_content"):
        raise bad("message can't be forwarded")
    fields = {name: original[name] for name in CONTENT if name in original}
    if not fields:
        raise bad("message can't be forwarded")
    if "sender_chat" in original:
        origin: Json = {
            "type": "channel",
            "chat": original["sender_chat"],
            "message_id": original["message_id"],
        }
    else:
        origin = {"type": "user", "sender_user": original["from"]}
    fields["forward_origin"] = origin | {"date": original["date"]}
    return deliver(call, "text", fields)


@bot_method(
    "copyMessage",
    without(SEND, "business_connection_id"),
    CAPTION,
    PLACE,
    from_chat_id=CHAT,
    video_start_timestamp=WHOLE,
)
def copy_message(call: Call) -> Json:
    """copyMessage."""
    open_chat(call)
    original = find_message(call, find_chat(call, "from_chat_id"), "copy")
    fields = {name: original[name] for name in CONTENT if name in original}
    if not fields or original.get("has_protected_content"):
        raise bad("message can't be copied")
    if "caption" in call.given and "text" not in fields:
        fields.pop("caption", None)
        fields.pop("caption_entities", None)
        fields |= caption(
            call.text("caption"), call.given.get("parse_mode"), call.given.get("caption_entities")
        )
    return {"message_id": deliver(call, "text", fields)["message_id"]}


@bot_method("deleteMessage", PLACE)
def delete_message(call: Call) -> bool:
    """deleteMessage."""
    chat = open_chat(call)
    message = find_message(call, chat, "delete")
    _check_deletable(call, message)
    call.world.remove(chat, message["message_id"])
    return True


@bot_method("deleteMessages", chat_id=CHAT, message_ids=JSON)
def delete_messages(call: Call) -> bool:
    """deleteMessages; those already gone are skipped, as Telegram does."""
    chat = open_chat(call)
    ids = call.given.get("message_ids")
    if not isinstance(ids, list) or not ids or not all(isinstance(message_id, int) for message_id in ids):
        raise bad("message identifiers are not specified")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    found = [chat.messages[message_id] for message_id in dict.fromkeys(ids) if message_id in chat.messages]
    for message in found:
        _check_deletable(call, message)
    for message in found:
        call.world.remove(chat, message["message_id"])
    return True


def _check_deletable(call: Call, message: Json) -> None:
    chat = open_chat(call)
    mine = message.get("from", {}).get("id") == call.world.bot_id
    member = chat.member(call.world.bot_id)
    if member.may("can_delete_messages"):
        return
    # Bot API, deleteMessage: only if it was sent less than 48 hours ago; incoming ones in private chats too.
    too_old = call.world.clock.timestamp() - message["date"] > 48 * 3600
    if too_old or not (mine or chat.is_private or (chat.is_channel and member.may("can_post_messages"))):
        raise bad("message can't be deleted for everyone" if too_old else "message can't be deleted")
