"""Editing the bot's own messages: text, caption, file and buttons."""

from sandbox.markup import inline_keyboard
from sandbox.methods.media import media_fields
from sandbox.methods.places import find_message, open_chat
from sandbox.methods.register import CAPTION, EDIT, Call, bot_method
from sandbox.parameters import JSON, TEXT
from sandbox.shapes import Json, bad
from sandbox.wording import caption, message_text
from sandbox.world import Chat

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
CAPTIONED = ("photo", "animation", "document", "voice", "video")
MEDIA = ("photo", "animation", "document", "video")


def _target(call: Call) -> tuple[Chat, Json]:
    if call.given.get("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = open_chat(call)
    if call.lean:
        blank = call.world.blank(chat, call.world.user(call.world.bot_id))
        return chat, blank | {"message_id": call.whole("message_id"), "text": ""}
    message = find_message(call, chat, "edit")
    mine = message.get("from", {}).get("id") == call.world.bot_id
    mine = mine or message["message_id"] in chat.posted_by_bot
    if not mine and not (chat.is_channel and chat.member(call.world.bot_id).may("can_edit_messages")):
        raise bad("message can't be edited")
    # Bot API, "Updating messages": only those without reply_markup or with inline keyboards.
    if message["message_id"] in chat.with_reply_keyboard:
        raise bad("message can't be edited")
    return chat, message


def _edit(call: Call, chat: Chat, message: Json, drop: tuple[str, ...], fields: Json) -> Json:
    """Replace the fields in `drop` by `fields`, and the keyboard; refuse when nothing changes."""
    world = call.world
    markup = inline_keyboard(call.given.get("reply_markup"), strict=call.strict)
    new = {name: value for name, value in message.items() if name not in {*drop, "reply_markup"}} | fields
    if markup:
        new["reply_markup"] = markup
    if new == message:
        raise bad(NOT_MODIFIED)
    world.limits.admit(world.clock.monotonic(), chat.id, edit=True)
    new["edit_date"] = world.clock.timestamp()
    if world.keeps_history:
        chat.messages[message["message_id"]] = new
        world.events.tell("edit", chat.id, new)
    return new


@bot_method(
    "editMessageText",
    EDIT,
    text=TEXT,
    parse_mode=TEXT,
    entities=JSON,
    link_preview_options=JSON,
    rich_message=JSON,
)
def edit_message_text(call: Call) -> Json:
    """editMessageText."""
    chat, message = _target(call)
    fields = message_text(
        call.text("text"),
        call.given.get("parse_mode"),
        call.given.get("entities"),
        too_long="MESSAGE_TOO_LONG",
    )
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    if isinstance(call.given.get("link_preview_options"), dict):
        fields["link_preview_options"] = call.given["link_preview_options"]
    return _edit(call, chat, message, ("text", "entities", "link_preview_options"), fields)


@bot_method("editMessageCaption", EDIT, CAPTION)
def edit_message_caption(call: Call) -> Json:
    """editMessageCaption."""
    chat, message = _target(call)
    if not any(kind in message for kind in CAPTIONED):
        raise bad("there is no caption in the message to edit")
    fields = caption(call.text("caption"), call.given.get("parse_mode"), call.given.get("caption_entities"))
    return _edit(call, chat, message, ("caption", "caption_entities"), fields)


@bot_method("editMessageMedia", EDIT, media=JSON)
def edit_message_media(call: Call) -> Json:
    """editMessageMedia."""
    chat, message = _target(call)
    if "text" not in message and not any(kind in message for kind in MEDIA):
        raise bad("message can't be edited")
    if "media_group_id" in message and call.given.get("media", {}).get("type") == "animation":
        raise bad("animations can't be used in albums")
    fields = media_fields(call, call.given.get("media"))
    drop = (*MEDIA, "text", "entities", "link_preview_options", "caption", "caption_entities")
    return _edit(call, chat, message, drop, fields)


@bot_method("editMessageReplyMarkup", EDIT)
def edit_message_reply_markup(call: Call) -> Json:
    """editMessageReplyMarkup."""
    chat, message = _target(call)
    return _edit(call, chat, message, (), {})
