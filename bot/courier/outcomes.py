"""What became of one call to Telegram, as a value."""

from collections.abc import Awaitable

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.deliveries import Gone, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.transport import NotConnected

NOT_MODIFIED = "not modified"


async def outcome_of(call: Awaitable[int]) -> Outcome:
    try:
        return Sent(await call)
    except RetryAfter as problem:
        # The public property warns unless an environment variable is set; this is the same timedelta.
        return TryLater("429", problem._retry_after)
    except ChatMigrated as problem:
        return Moved(problem.new_chat_id)
    except Forbidden as problem:
        return Gone(problem.message)
    except BadRequest as problem:
        gone = "chat not found" in problem.message.lower()
        return Gone(problem.message) if gone else Refused(problem.message)
    except (NotConnected, InvalidToken) as problem:
        # Telegram answers a passing 404 as an invalid token; the start has already proved ours.
        return TryLater(type(problem).__name__)
    except TimedOut:
        return Unsure("no answer in time")
    except NetworkError:
        return Unsure("connection lost or server error")
    except TelegramError as problem:
        return Refused(problem.message)


def is_same(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and NOT_MODIFIED in outcome.reason.lower()
