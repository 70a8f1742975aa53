"""/help and /cancel, closing a message, and what to say to whatever no page waits for."""

from bot import clubs, runners, sessions
from bot.chat.turn import Command, Needs, Page, Reply, Turn
from bot.sessions import Ending
from bot.wording import general


async def show_help(turn: Turn) -> Reply:
    """/help: every command in a line."""
    return Reply(general.help_page(turn.words))


async def cancel(turn: Turn) -> Reply:
    """/cancel: leaves the conversation that is open, or the session, if any."""
    if turn.talk:
        await runners.end_conversation(turn.session, turn.runner.id)
    ended = await sessions.end(turn.session, turn.vault, turn.runner.id, Ending.STOPPED, turn.now)
    return Reply(general.cancelled(turn.words, something=turn.talk is not None or ended))


async def hint(turn: Turn) -> Reply:
    """Text, a sticker or a place that no conversation waits for."""
    if not turn.text:
        return Reply(general.only_text(turn.words))
    # Of a club only replies are taken: what is typed to us otherwise must not end up in a group.
    has_clubs = bool(await clubs.told_to(turn.session, turn.runner.chat_id))
    return Reply(general.hint(turn.words, has_clubs))


async def close(turn: Turn) -> Reply:
    """The button Close: the message keeps its text and loses its buttons."""
    return Reply(strip=True)


COMMANDS = (
    Command("help", show_help, Needs.NOTHING),
    Command("cancel", cancel, Needs.NOTHING),
)
PRESSES: dict[str, tuple[Page, Needs]] = {"close": (close, Needs.NOTHING)}
TALKS: dict[str, Page] = {}
