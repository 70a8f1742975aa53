"""A person did something: every handler, in order, on one page, with the reason for the order."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.chat import errors, reading
from bot.chat.doors import Doors
from bot.chat.entrance import Entrance
from bot.chat.group_reads import READS
from bot.chat.groups import Groups, Silence
from bot.chat.operators import Operators
from bot.chat.pages import COMMANDS
from bot.logs import logger
from bot.wording.words import Dictionary, Words

__all__ = ["UPDATES", "Entrance", "Operators", "handle", "menus", "register"]

log = logger("chat")

# What we ask Telegram for; reactions, polls and the rest would only cost.
UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

OPERATORS_COMMANDS = ("stats", "announce")

_HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
# What a channel says is copied into its discussion group; nobody asked us anything there.
_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD

# What may answer a question of ours there: words, or a place on a map.
_ANSWER = (filters.TEXT & ~filters.COMMAND) | filters.LOCATION


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    entrance: Entrance,
    operators: Operators,
    silence: Silence,
) -> None:
    """Gives every kind of update its way in."""
    groups = Groups(entrance, silence)
    doors = Doors(entrance, groups, operators)
    by_operators = filters.User(operators.ids)
    in_private = [c.name for c in COMMANDS if c.name != "start"]
    handlers = [
        # Two of three updates are presses, which nothing below would take.
        CallbackQueryHandler(_to(doors.pressed)),
        # Who blocked or unblocked us, before anything could be sent to them.
        ChatMemberHandler(_to(doors.membership), ChatMemberHandler.MY_CHAT_MEMBER),
        # Commands leave any conversation aside, so they come before typed text.
        CommandHandler("start", _to(doors.started), filters=_HERE),
        # An operator may have an announcement to cancel.
        CommandHandler("cancel", _to(doors.cancel), filters=_HERE & by_operators),
        CommandHandler(in_private, _to(doors.commanded), filters=_HERE),
        # For everybody else it is a command that there is not.
        CommandHandler("stats", _to(operators.stats), filters=_HERE & by_operators),
        CommandHandler("announce", _to(operators.announcements.command), filters=_HERE & by_operators),
        MessageHandler(_HERE & filters.COMMAND, _to(doors.unknown)),
        # A group that moves takes its club along, before anything else is read of it.
        MessageHandler(_GROUP & filters.StatusUpdate.MIGRATE, _to(groups.migrated)),
        CommandHandler("club", _to(groups.club), filters=_GROUP),
        CommandHandler("start", _to(groups.started), filters=_GROUP),
        CommandHandler(list(READS), _to(groups.read), filters=_GROUP),
        # Nothing personal is answered in a group.
        CommandHandler(set(in_private) - {"club", *READS}, _to(groups.private_only), filters=_GROUP),
        # Other people's talk there is not ours; a reply to a question of ours is.
        MessageHandler(_GROUP & filters.REPLY & _ANSWER, _to(groups.replied)),
        # A run from a watch, or a file that is none.
        MessageHandler(_HERE & filters.Document.ALL & ~filters.ANIMATION, _to(doors.sent_file)),
        # Whatever else arrives in private: an answer to a question, or something for the hint.
        MessageHandler(_HERE & ~filters.StatusUpdate.ALL, _to(doors.typed)),
    ]
    application.add_handlers(handlers)
    application.add_error_handler(errors.reporter(entrance, operators.ids))


def _to(answer: Callable[[Update], Awaitable[None]]) -> Any:
    """As the library calls a handler: it hands over a context that nobody here needs."""

    async def called(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await answer(update)

    return called


async def handle(application: Application[Any, Any, Any, Any, Any, Any], update: Mapping[str, Any]) -> None:
    """Answers one update, as Telegram sent it. One that the library cannot read is passed over."""
    try:
        read = reading.read(update, application.bot)
    except Exception:
        # Whatever a model that does not fit may raise; its text may quote what somebody said.
        log.error("update.unreadable", update_id=update["update_id"])
        return
    await application.process_update(read)


def menus(dictionary: Dictionary, operator_ids: frozenset[int] = frozenset()) -> list[dict[str, Any]]:
    """The command menus as `setMyCommands` takes them: all in private, in groups the one for clubs.

    The operators' own, with theirs, come last: one who never opened the chat has none.
    """
    calls: list[dict[str, Any]] = []
    for language in dictionary.languages:
        words = dictionary.in_language(language)
        commands = [BotCommand(c.name, words.plain(f"command-{c.name}")) for c in COMMANDS if c.menu]
        calls.append(
            {"commands": commands, "scope": BotCommandScopeAllPrivateChats(), "language_code": language}
        )
        calls.append(
            {
                "commands": _in_groups(words),
                "scope": BotCommandScopeAllGroupChats(),
                "language_code": language,
            }
        )
    # Without a language code: for everybody whose language we do not speak yet.
    default = dictionary.in_language(None)
    commands = [BotCommand(c.name, default.plain(f"command-{c.name}")) for c in COMMANDS if c.menu]
    for_operators = [BotCommand(name, default.plain(f"command-{name}")) for name in OPERATORS_COMMANDS]
    return [
        *calls,
        {"commands": commands, "scope": BotCommandScopeAllPrivateChats()},
        {"commands": _in_groups(default), "scope": BotCommandScopeAllGroupChats()},
        *(
            {
                "commands": [*commands, *for_operators],
                "scope": BotCommandScopeChat(operator_id),
            }
            for operator_id in sorted(operator_ids)
        ),
    ]


def _in_groups(words: Words) -> list[BotCommand]:
    return [BotCommand(name, words.plain(f"command-{name}")) for name in ("club", *READS)]
