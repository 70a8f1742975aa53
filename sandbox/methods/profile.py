"""How the bot presents itself: commands by scope and language, name, descriptions, menu button."""

import re
from collections.abc import Callable

from sandbox.methods.places import find_chat
from sandbox.methods.register import Call, bot_method
from sandbox.parameters import FLAG, JSON, TEXT, WHOLE
from sandbox.shapes import Json, bad
from sandbox.world import Chat, World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
GENERAL_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
MOST_COMMANDS = 100
SCOPE: dict[str, object] = {"scope": JSON, "language_code": TEXT}


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _scope(call: Call) -> str:
    scope = call.given.get("scope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: expected an Object")
    kind = str(scope.get("type"))
    if kind in GENERAL_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    chat = find_chat(Call(call.world, {"chat_id": scope.get("chat_id")}))
    if chat.is_private and kind != "chat":
        raise bad("can't change commands in private chats" if kind == "chat_member" else "chat not found")
    if kind == "chat_member":
        if call.world.user(scope.get("user_id", 0)) is None:
            raise bad("user not found")
        return f"chat_member:{chat.id}:{scope['user_id']}"
    return f"{kind}:{chat.id}"


@bot_method("setMyCommands", commands=JSON, scope=JSON, language_code=TEXT)
def set_my_commands(call: Call) -> bool:
    """setMyCommands."""
    commands = call.given.get("commands")
    if not isinstance(commands, list):
        raise bad("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    told = [_command(command, call.strict) for command in commands]
    call.world.commands[_scope(call), _language(call)] = told
    call.world.events.tell("commands")
    return True


def _command(command: object, strict: bool) -> Json:
    if not isinstance(command, dict) or (strict and set(command) - {"command", "description"}):
        raise bad("can't parse BotCommand: an Object with command and description expected")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not isinstance(description, str):
        raise bad("can't parse BotCommand: command and description must be of type String")
    name, description = name.removeprefix("/"), description.strip()
    if not name:
        raise bad("command must be non-empty")
    if len(name) > 32:
        raise bad("command length must not exceed 32")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")
    if not COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


@bot_method("getMyCommands", scope=JSON, language_code=TEXT)
def get_my_commands(call: Call) -> list[Json]:
    """getMyCommands."""
    return call.world.commands.get((_scope(call), _language(call)), [])


@bot_method("deleteMyCommands", scope=JSON, language_code=TEXT)
def delete_my_commands(call: Call) -> bool:
    """deleteMyCommands."""
    call.world.commands.pop((_scope(call), _language(call)), None)
    call.world.events.tell("commands")
    return True


def commands_for(world: World, chat: Chat, person_id: int) -> list[Json]:
    """The commands a person sees in a chat: the narrowest scope first, their language before none."""
    if chat.is_private:
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        admin = chat.member(person_id).is_admin
        scopes = [
            f"chat_member:{chat.id}:{person_id}",
            *([f"chat_administrators:{chat.id}"] if admin else []),
            f"chat:{chat.id}",
            *(["all_chat_administrators"] if admin else []),
            "all_group_chats",
            "default",
        ]
    language = world.people[person_id].language_code
    for scope in scopes:
        for code in (language, ""):
            if found := world.commands.get((scope, code)):
                return found
    return []


def _declare_profile(word: str, field: str, longest: int) -> None:
    """The setter and getter of one text of the profile, one for each language."""

    def setter(call: Call) -> bool:
        text = call.text(field)
        if len(text) > longest:
            raise bad(f"{field.replace('_', ' ')} is too long")
        call.world.profile[field, _language(call)] = text
        call.world.events.tell("bot")
        return True

    def getter(call: Call) -> Json:
        profile = call.world.profile
        default = call.world.bot["first_name"] if field == "name" else ""
        text = profile.get((field, _language(call))) or profile.get((field, ""))
        return {field: text or default}

    _name(setter, f"setMy{word}", {field: TEXT})
    _name(getter, f"getMy{word}", {})


def _name(run: Callable[[Call], object], name: str, own: dict[str, object]) -> None:
    bot_method(name, language_code=TEXT, **own)(run)  # type: ignore[arg-type]


_declare_profile("Name", "name", 64)
_declare_profile("Description", "description", 512)
_declare_profile("ShortDescription", "short_description", 120)


def _menu_chat(call: Call) -> int | None:
    if call.given.get("chat_id") is None:
        return None
    chat = find_chat(call)
    if not chat.is_private:
        raise bad("chat not found")
    return chat.id


@bot_method("setChatMenuButton", chat_id=WHOLE, menu_button=JSON)
def set_chat_menu_button(call: Call) -> bool:
    """setChatMenuButton."""
    button = call.given.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or str(button.get("type")) not in {"default", "commands", "web_app"}:
        raise bad("can't parse menu button: unsupported type specified")
    call.world.menu_buttons[_menu_chat(call)] = button
    return True


@bot_method("getChatMenuButton", chat_id=WHOLE)
def get_chat_menu_button(call: Call) -> Json:
    """getChatMenuButton."""
    buttons = call.world.menu_buttons
    return buttons.get(_menu_chat(call)) or buttons.get(None) or {"type": "commands"}


@bot_method("setMyDefaultAdministratorRights", rights=JSON, for_channels=FLAG)
def set_my_default_administrator_rights(call: Call) -> bool:
    """setMyDefaultAdministratorRights: taken, and not shown anywhere."""
    return True
