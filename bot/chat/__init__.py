"""A person did something: every handler, in order, on one page, with the reason for the order."""

from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.chat import errors, general
from bot.chat.entrance import Entrance
from bot.chat.pages import COMMANDS, PRESSES, TALKS
from bot.chat.turn import Command
from bot.wording.words import Dictionary

__all__ = ["UPDATES", "Entrance", "menus", "register"]

# What we ask Telegram for; reactions, polls and the rest would only cost.
UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

_HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


def register(
    application: Application[Any, Any, Any, Any, Any, Any], entrance: Entrance, operator_ids: frozenset[int]
) -> None:
    """Gives every kind of update its way in."""

    async def membership(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.membership(update)

    async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.press(PRESSES, update)

    async def typed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.typed(TALKS, general.hint, update)

    async def unknown_command(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.typed({}, general.hint, update)

    async def in_group(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.in_group(update, context.bot.username)

    names = [command.name for command in COMMANDS]
    handlers = [
        # Who blocked or unblocked us, before anything could be sent to them.
        ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
        # Commands leave any conversation aside, so they come before typed text.
        *(CommandHandler(c.name, _command(entrance, c), filters=_HERE) for c in COMMANDS),
        MessageHandler(_HERE & filters.COMMAND, unknown_command),
        # Nothing personal is answered in a group; other people's talk there is not ours.
        CommandHandler(names, in_group, filters=_GROUP),
        CallbackQueryHandler(pressed),
        # Whatever else arrives in private: an answer to a question, or something for the hint.
        MessageHandler(_HERE & ~filters.StatusUpdate.ALL, typed),
    ]
    application.add_handlers(handlers)
    application.add_error_handler(errors.reporter(entrance, operator_ids))


def _command(entrance: Entrance, command: Command) -> Any:
    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        text = update.effective_message.text if update.effective_message else None
        _, _, arguments = (text or "").partition(" ")
        await entrance.command(command.page, command.needs, update, arguments.strip())

    return answer


def menus(dictionary: Dictionary) -> list[dict[str, Any]]:
    """The command menus as `setMyCommands` takes them: all in private, none in groups yet."""
    calls: list[dict[str, Any]] = [{"commands": [], "scope": BotCommandScopeAllGroupChats()}]
    for language in dictionary.languages:
        words = dictionary.in_language(language)
        commands = [BotCommand(c.name, words.plain(f"command-{c.name}")) for c in COMMANDS if c.menu]
        calls.append(
            {"commands": commands, "scope": BotCommandScopeAllPrivateChats(), "language_code": language}
        )
    # Without a language code: for everybody whose language we do not speak yet.
    default = dictionary.in_language(None)
    commands = [BotCommand(c.name, default.plain(f"command-{c.name}")) for c in COMMANDS if c.menu]
    return [*calls, {"commands": commands, "scope": BotCommandScopeAllPrivateChats()}]
