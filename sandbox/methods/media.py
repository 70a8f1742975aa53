"""Sending files: photos, animations, documents, stickers, albums; and handing them back."""

import itertools

from sandbox import files
from sandbox.methods.places import check_may_send, deliver, open_chat, reply_fields, thread_fields
from sandbox.methods.register import CAPTION, SEND, Call, bot_method, without
from sandbox.parameters import FILE, FLAG, JSON, TEXT, WHOLE
from sandbox.shapes import Json, bad
from sandbox.wording import caption

_groups = itertools.count(13_000_000_000_000_001)
INPUT_MEDIA = frozenset({"photo", "animation", "document"})
INPUT_MEDIA_FIELDS = frozenset(
    [
        "type",
        "media",
        "thumbnail",
        "caption",
        "parse_mode",
        "caption_entities",
        "show_caption_above_media",
        "has_spoiler",
        "width",
        "height",
        "duration",
        "disable_content_type_detection",
    ]
)


def content(call: Call, kind: str, value: object, size: Json) -> Json:
    """The file fields of a message of one kind; `size` may hold duration in seconds, width and height."""
    kept = call.world.files.sent(kind, call.file(value))
    if kind == "photo":
        return {"photo": [files.photo_size(kept)]}
    if kind == "animation" and kept.mime_type in {"image/gif", "video/mp4"}:
        shown = files.animation(kept, *(int(size.get(name) or 0) for name in ("duration", "width", "height")))
        # Telegram sets both, so that older clients still see a file (Bot API, Message.animation).
        return {"animation": shown, "document": files.document(kept)}
    return {"document": files.document(kept)}


def caption_of(call: Call, given: Json) -> Json:
    """The caption fields of a message with a file."""
    fields = caption(str(given.get("caption") or ""), given.get("parse_mode"), given.get("caption_entities"))
    for name, told in (
        ("show_caption_above_media", "show_caption_above_media"),
        ("has_spoiler", "has_media_spoiler"),
    ):
        if given.get(name) is True:
            fields[told] = True
    return fields


def _send_file(call: Call, kind: str) -> Json:
    open_chat(call)
    fields = content(call, kind, call.uploads.get(kind) or call.given.get(kind), call.given)
    return deliver(call, kind, fields | caption_of(call, call.given))


@bot_method("sendPhoto", SEND, CAPTION, photo=FILE, has_spoiler=FLAG)
def send_photo(call: Call) -> Json:
    """sendPhoto."""
    return _send_file(call, "photo")


@bot_method(
    "sendAnimation",
    SEND,
    CAPTION,
    animation=FILE,
    duration=WHOLE,
    width=WHOLE,
    height=WHOLE,
    thumbnail=FILE,
    has_spoiler=FLAG,
)
def send_animation(call: Call) -> Json:
    """sendAnimation; anything but a GIF or an MP4 arrives as a document, as on Telegram."""
    return _send_file(call, "animation")


@bot_method(
    "sendDocument",
    SEND,
    without(CAPTION, "show_caption_above_media"),
    document=FILE,
    thumbnail=FILE,
    disable_content_type_detection=FLAG,
)
def send_document(call: Call) -> Json:
    """sendDocument."""
    return _send_file(call, "document")


@bot_method("sendSticker", SEND, sticker=FILE, emoji=TEXT)
def send_sticker(call: Call) -> Json:
    """sendSticker."""
    open_chat(call)
    kept = call.world.files.sent(
        "sticker", call.file(call.uploads.get("sticker") or call.given.get("sticker"))
    )
    return deliver(call, "sticker", {"sticker": files.sticker(kept, call.text("emoji") or "🏃")})


def media_fields(call: Call, media: object) -> Json:
    """The message fields of one InputMedia; 400 refusals."""
    if not isinstance(media, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind = media.get("type")
    if kind not in INPUT_MEDIA:
        raise bad(f"can't parse InputMedia: unsupported media type {kind}")
    if call.strict and set(media) - INPUT_MEDIA_FIELDS:
        raise bad(f"can't parse InputMedia: unknown field in {sorted(media)}")
    return content(call, kind, media.get("media"), media) | caption_of(call, media)


@bot_method("sendMediaGroup", without(SEND, "reply_markup", "suggested_post_parameters"), media=JSON)
def send_media_group(call: Call) -> list[Json]:
    """sendMediaGroup: two to ten photos, or two to ten documents."""
    chat = open_chat(call)
    media = call.given.get("media")
    if not isinstance(media, list) or not media:
        raise bad("there are no messages to send")
    if not 2 <= len(media) <= 10:
        raise bad(
            "group must include 2-10 items" if len(media) < 2 else "too many messages to send as an album"
        )
    contents = [media_fields(call, item) for item in media]
    kinds = {"animation" if "animation" in fields else next(iter(fields)) for fields in contents}
    if "animation" in kinds or ("document" in kinds and len(kinds) > 1):
        raise bad(
            "document can't be mixed with other media types"
            if "document" in kinds
            else "wrong media in an album"
        )
    for kind in kinds:
        check_may_send(call, chat, kind)
    thread = thread_fields(call, chat)
    reply = reply_fields(call, chat, thread)
    world = call.world
    world.limits.admit(
        world.clock.monotonic(),
        chat.id,
        edit=False,
        count=len(contents),
        paid=call.flag("allow_paid_broadcast"),
    )
    group = {"media_group_id": str(next(_groups))}
    sender = world.user(world.bot_id)
    return [
        world.post(chat, world.blank(chat, sender) | thread | reply | group | fields) for fields in contents
    ]


@bot_method("getFile", file_id=TEXT)
def get_file(call: Call) -> Json:
    """getFile."""
    kept = call.world.files.by_id(call.text("file_id"))
    if kept is None:
        raise bad("invalid file_id" if call.text("file_id") else "file_id is empty")
    if len(kept.content) > files.DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return {
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "file_size": len(kept.content),
        "file_path": kept.path,
    }
