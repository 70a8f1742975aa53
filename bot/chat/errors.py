"""Everything unexpected ends here: ids in the log, a calm line for the person, the place for operators."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot import inbox
from bot.chat.entrance import Entrance
from bot.logs import logger, place_of
from bot.wording import general

log = logger("chat")

OnError = Callable[[object, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


def reporter(entrance: Entrance, operator_ids: frozenset[int]) -> OnError:
    """The one error handler. Logs first, tells second, and survives the telling."""

    async def report(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        problem = context.error
        if problem is None:
            return
        if isinstance(problem, inbox.TakenOver):
            # Somebody else answers it; what was begun here is taken back.
            log.warning("update.taken_over", update_id=update.update_id if isinstance(update, Update) else 0)
            return
        chat_id = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
        update_id = update.update_id if isinstance(update, Update) else None
        log.error("update.failed", update_id=update_id, exc_info=problem)
        try:
            if isinstance(update, Update) and chat_id is not None:
                await _tell_person(entrance, update, chat_id)
            # A BadRequest is one by inheritance, but it is a fault of ours and not of the network.
            if isinstance(problem, BadRequest) or not isinstance(problem, NetworkError):
                await _tell_operators(entrance, operator_ids, problem)
        except (TelegramError, OSError) as untold:
            log.warning("error.untold", error=type(untold).__name__)

    return report


async def _tell_person(entrance: Entrance, update: Update, chat_id: int) -> None:
    if update.effective_chat is None or update.effective_chat.type != "private":
        return
    user = update.effective_user
    words = entrance.dictionary.in_language(user.language_code if user else None)
    if update.callback_query:
        # It may have been answered before the fault; the line below is seen in either case.
        await entrance.courier.answer(update.callback_query.id)
    await entrance.courier.reply(chat_id, general.error(words))


async def _tell_operators(entrance: Entrance, operator_ids: frozenset[int], problem: BaseException) -> None:
    words = entrance.dictionary.in_language(None)
    for operator_id in sorted(operator_ids):
        message = general.operator_error(words, type(problem).__name__, place_of(problem))
        await entrance.courier.reply(operator_id, message)
