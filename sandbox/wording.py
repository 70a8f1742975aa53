"""Texts and captions of a request: parsed, trimmed and measured as Telegram does it."""

from sandbox.entities import parse_html, trimmed, utf16_length, with_found
from sandbox.shapes import Json, bad

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(source: str, parse_mode: object, entities: object) -> tuple[str, list[Json]]:
    """Text and entities out of a text with a parse mode or with ready entities; 400 refusals."""
    if parse_mode:
        mode = str(parse_mode).lower()
        if mode == "html":
            text, found = parse_html(source)
        elif mode in {"markdown", "markdownv2"}:
            raise bad("can't parse entities: this sandbox reads HTML only, not Markdown")
        else:
            raise bad("unsupported parse_mode")
    else:
        text, found = source, _ready(entities, utf16_length(source))
    text, found = trimmed(text, found)
    return text, with_found(text, found)


def _ready(entities: object, end: int) -> list[Json]:
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
        raise bad("can't parse entities: expected an Array of MessageEntity")
    for entity in entities:
        if not {"type", "offset", "length"} <= set(entity):
            raise bad("can't parse entities: an entity needs type, offset and length")
        offset, length = entity["offset"], entity["length"]
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad("can't parse entities: offset and length must be of type Number")
        if offset < 0 or offset + length > end:
            raise bad(
                f"can't parse entities: entity beginning at UTF-16 offset {offset} "
                f"ends after the end of the text at UTF-16 offset {end}"
            )
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def message_text(source: str, parse_mode: object, entities: object, *, too_long: str) -> Json:
    """The text fields of a message; 400 when nothing is left or when it is over 4096 UTF-16 units."""
    if not source:
        raise bad("message text is empty")
    text, found = formatted(source, parse_mode, entities)
    if not text:
        raise bad("text must be non-empty")
    if len(text) > LONGEST_TEXT or utf16_length(text) > LONGEST_TEXT:
        raise bad(too_long)
    return {"text": text, "entities": found} if found else {"text": text}


def caption(source: str, parse_mode: object, entities: object) -> Json:
    """The caption fields of a message, none for an empty one; 400 over 1024 UTF-16 units."""
    if not source:
        return {}
    text, found = formatted(source, parse_mode, entities)
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}
