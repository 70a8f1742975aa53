"""Keyboards under and beside messages, checked as strictly as Telegram checks them."""

import re

from sandbox.shapes import Json, bad

MOST_BUTTONS = 100
URL = re.compile(r"(https?|tg|ton)://[^\s]+$", re.IGNORECASE)
# A button does exactly one of these (Bot API, InlineKeyboardButton).
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
LOOKS = ("text", "icon_custom_emoji_id", "style")
REPLY_BUTTON = (
    "text",
    "icon_custom_emoji_id",
    "style",
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
)


def inline_keyboard(markup: object, *, strict: bool) -> Json | None:
    """An InlineKeyboardMarkup as messages carry it, None when it has no buttons; 400 refusals."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if "keyboard" in markup or "remove_keyboard" in markup or "force_reply" in markup:
            raise bad("inline keyboard expected")
        raise bad("can't parse reply markup: Can't find field \"inline_keyboard\"")
    rows = _rows(markup["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
    checked = [[_inline_button(button, strict) for button in row] for row in rows]
    checked = [row for row in checked if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _rows(rows: object, name: str, owner: str) -> list[list[object]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(f'can\'t parse reply markup: field "{name}" of the {owner} must be an Array of Arrays')
    return rows


def _inline_button(button: object, strict: bool) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    _text_of(button, "inline keyboard button")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if strict and (len(actions) > 1 or set(button) - {*LOOKS, *ACTIONS}):
        raise bad(f"can't parse inline keyboard button: one known action expected, found {sorted(button)}")
    if (data := button.get("callback_data")) is not None:
        if not isinstance(data, str):
            raise bad('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    if (url := button.get("url")) is not None:
        _check_url(url)
    return {name: value for name, value in button.items() if value is not None}


def _check_url(url: object) -> None:
    if not isinstance(url, str):
        raise bad('can\'t parse inline keyboard button: Field "url" must be of type String')
    if "://" in url and not URL.match(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    host = re.sub(r"^https?://", "", url).split("/")[0]
    if not url.startswith(("tg://", "ton://")) and ("." not in host or " " in url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _text_of(button: Json, what: str) -> None:
    text = button.get("text")
    if text is None:
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad(f'can\'t parse {what}: Field "text" must be of type String')
    if not text.strip():
        raise bad("keyboard button text must be non-empty")


def reply_markup(markup: object, *, strict: bool) -> tuple[Json | None, Json | None]:
    """What a sent message may carry: (inline keyboard, reply keyboard order); 400 refusals."""
    if markup is None:
        return None, None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline_keyboard(markup, strict=strict), None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        keyboard = [[_reply_button(button, strict) for button in row] for row in rows if row]
        if not keyboard:
            raise bad("reply keyboard must be non-empty")
        if len(str(markup.get("input_field_placeholder", ""))) > 64:
            raise bad("input field placeholder is too long")
        return None, {**markup, "keyboard": keyboard}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return None, markup
    raise bad("can't parse reply markup: unknown kind of keyboard")


def _reply_button(button: object, strict: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: expected an Object")
    _text_of(button, "keyboard button")
    if strict and set(button) - set(REPLY_BUTTON):
        raise bad(f"can't parse keyboard button: unknown field in {sorted(button)}")
    return button
