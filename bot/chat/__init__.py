"""A person did something: every handler, in order, on one page, with the reason for the order."""

import re
from collections.abc import Mapping
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

from bot.chat import errors, general, run_files
from bot.chat import operators as operator_pages
from bot.chat.entrance import Entrance
from bot.chat.group_reads import READS
from bot.chat.groups import Groups, Silence
from bot.chat.operators import Operators
from bot.chat.pages import COMMANDS, PRESSES, TALKS
from bot.chat.turn import Command, Needs, Press
from bot.logs import logger
from bot.wording import announcements
from bot.wording.words import Dictionary, Words

__all__ = ["UPDATES", "Entrance", "Operators", "handle", "menus", "register"]

log = logger("chat")

# What we ask Telegram for; reactions, polls and the rest would only cost.
UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

OPERATORS_COMMANDS = ("stats", "announce")

_OPENED_BY_LINK = {command.name: command for command in COMMANDS if command.name != "start"}

_HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
# What a channel says is copied into its discussion group; nobody asked us anything there.
_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD

# What may answer a question of ours there: words, or a place on a map.
_ANSWER = (filters.TEXT & ~filters.COMMAND) | filters.LOCATION

# What stands behind `start=` in our own links: a command, or what it is about as well.
_LINK = re.compile(r"([a-z]+)(?:-([a-z0-9_]+))?")


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    entrance: Entrance,
    operators: Operators,
    silence: Silence,
) -> None:
    """Gives every kind of update its way in."""

    groups = Groups(entrance, silence)

    async def membership(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await (entrance if _is_private(update) else groups).membership(update)

    async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        press = Press.read((update.callback_query and update.callback_query.data) or "")
        if _is_private(update) and press.word == operator_pages.WORD and _is_of(update, operators):
            await operators.stats(update)
        elif _is_private(update) and press.word == announcements.WORD and _is_of(update, operators):
            await operators.announcements.press(update, press)
        elif _is_private(update) and press.word == "club":
            await groups.in_private(update, press)
        else:
            await (entrance.press(PRESSES, update) if _is_private(update) else groups.press(update))

    async def typed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if await groups.replied_in_private(update) or await operators.announcements.typed(update):
            return
        await entrance.typed(TALKS, general.hint, update)

    async def sent_file(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.file(run_files.show, Needs.SETUP, update)

    async def started(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        link = _LINK.fullmatch(_behind(update))
        word, about = (link[1], link[2] or "") if link else ("", "")
        command = _OPENED_BY_LINK.get(word)
        if word == "club" and about:
            await groups.in_private(update, Press(word, about, "show"))
        # Only what is read takes words from a link: nobody's answer is given by one.
        elif command and (word in READS or not about):
            await entrance.command(command.page, command.needs, update, about.replace("_", " "))
        else:
            await start(update, context)

    async def started_in_group(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.started(update)

    async def unknown_command(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.typed({}, general.hint, update)

    async def club(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.club(update)

    async def read(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.read(update)

    async def private_only(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.private_only(update)

    async def migrated(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.migrated(update)

    async def replied(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await groups.replied(update)

    async def stats(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await operators.stats(update)

    async def announce(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await operators.announcements.command(update)

    async def cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if not await operators.announcements.cancel(update):
            await answers["cancel"](update, context)

    answers = {command.name: _command(entrance, command) for command in COMMANDS}
    start = answers.pop("start")
    names = answers.keys() - {"club", *READS}
    by_operators = filters.User(operators.ids)
    handlers = [
        # Who blocked or unblocked us, before anything could be sent to them.
        ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
        # Commands leave any conversation aside, so they come before typed text.
        CommandHandler("start", started, filters=_HERE),
        # An operator may have an announcement to cancel.
        CommandHandler("cancel", cancel, filters=_HERE & by_operators),
        *(CommandHandler(name, answer, filters=_HERE) for name, answer in answers.items()),
        # For everybody else it is a command that there is not.
        CommandHandler("stats", stats, filters=_HERE & by_operators),
        CommandHandler("announce", announce, filters=_HERE & by_operators),
        MessageHandler(_HERE & filters.COMMAND, unknown_command),
        # A group that moves takes its club along, before anything else is read of it.
        MessageHandler(_GROUP & filters.StatusUpdate.MIGRATE, migrated),
        CommandHandler("club", club, filters=_GROUP),
        CommandHandler("start", started_in_group, filters=_GROUP),
        CommandHandler(list(READS), read, filters=_GROUP),
        # Nothing personal is answered in a group.
        CommandHandler(names, private_only, filters=_GROUP),
        # Other people's talk there is not ours; a reply to a question of ours is.
        MessageHandler(_GROUP & filters.REPLY & _ANSWER, replied),
        CallbackQueryHandler(pressed),
        # A run from a watch, or a file that is none.
        MessageHandler(_HERE & filters.Document.ALL & ~filters.ANIMATION, sent_file),
        # Whatever else arrives in private: an answer to a question, or something for the hint.
        MessageHandler(_HERE & ~filters.StatusUpdate.ALL, typed),
    ]
    application.add_handlers(handlers)
    application.add_error_handler(errors.reporter(entrance, operators.ids))


async def handle(application: Application[Any, Any, Any, Any, Any, Any], update: Mapping[str, Any]) -> None:
    """Answers one update, as Telegram sent it. One that the library cannot read is passed over."""
    try:
        read = Update.de_json(dict(update), application.bot)
    except Exception:
        # Whatever a model that does not fit may raise; its text may quote what somebody said.
        log.error("update.unreadable", update_id=update["update_id"])
        return
    await application.process_update(read)


def _command(entrance: Entrance, command: Command) -> Any:
    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await entrance.command(command.page, command.needs, update, _behind(update))

    return answer


def _behind(update: Update) -> str:
    """What stands behind a command."""
    text = update.effective_message.text if update.effective_message else None
    return (text or "").partition(" ")[2].strip()


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


def _is_of(update: Update, operators: Operators) -> bool:
    return update.effective_user is not None and update.effective_user.id in operators.ids


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"
