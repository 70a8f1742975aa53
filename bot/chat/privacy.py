"""/privacy and /forget: what is kept and why, taking consent back, and being erased."""

from datetime import datetime, timedelta

from bot import clubs, deliveries, runners
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.deliveries import Message
from bot.wording import privacy as wording
from bot.wording.privacy import FORGET, SECTIONS, WORD

# Long enough to read what goes; a button found weeks later erases nothing. It stands in the button
# itself, so that a restart changes nothing.
CONFIRM_WITHIN = timedelta(minutes=10)


async def show(turn: Turn) -> Reply:
    """/privacy: what is kept, in brief."""
    return Reply(_main(turn))


async def press(turn: Turn) -> Reply:
    """A section, or taking consent back."""
    press = turn.press or Press("")
    if press.question in SECTIONS:
        return Reply(wording.section(turn.words, press.question))
    if press.question == "withdraw" and turn.runner.consented:
        return Reply(wording.withdraw(turn.words, turn.runner.id, _seconds(turn.now)))
    if press.question == "withdrawn":
        return await _withdraw(turn, press)
    return Reply(_main(turn))


async def _withdraw(turn: Turn, press: Press) -> Reply:
    if not turn.runner.consented or press.row_id != turn.runner.id:
        return Reply(toast=turn.words.plain("privacy-no-consent"))
    if not _in_time(press, turn.now):
        return Reply(wording.withdraw_too_late(turn.words))
    await runners.start_over(turn.session, turn.runner.id, turn.now)
    return Reply(wording.withdrawn(turn.words))


async def ask_forget(turn: Turn) -> Reply:
    """/forget: asks once, also somebody who is known in clubs alone."""
    if turn.runner.id or await clubs.knows(turn.session, turn.vault, turn.runner.chat_id):
        return Reply(wording.forget(turn.words, turn.runner.id, _seconds(turn.now), CONFIRM_WITHIN))
    # What is owed to them still is of a club that is gone by now.
    await deliveries.withdraw_chat(turn.session, turn.runner.chat_id, turn.now)
    return Reply(wording.nobody(turn.words))


async def press_forget(turn: Turn) -> Reply:
    """The one confirmation, or "Cancel"; another's button, or an aged one, erases nothing."""
    press, runner = turn.press or Press(""), turn.runner
    if press.question == "cancel":
        return Reply(wording.kept(turn.words))
    # A runner's button, of somebody who has been erased meanwhile.
    is_of_before = press.row_id and not runner.id
    if press.question != "yes" or is_of_before:
        return await ask_forget(turn)
    if press.row_id != runner.id or not _in_time(press, turn.now):
        return Reply(wording.forget_too_late(turn.words))
    was_there = await _leave_clubs(turn)
    if not runner.id:
        return Reply(wording.left_clubs(turn.words) if was_there else wording.nobody(turn.words))
    await runners.forget(turn.session, runner.id, turn.now)
    return Reply(wording.forgotten(turn.words))


async def _leave_clubs(turn: Turn) -> bool:
    """Gives whether a club knew anything of them."""
    # News of a club is owed to the chat of whoever set it up, runner or not.
    await deliveries.withdraw_chat(turn.session, turn.runner.chat_id, turn.now)
    return await clubs.forget_person(turn.session, turn.vault, turn.runner.chat_id, turn.now)


def _main(turn: Turn) -> Message:
    return wording.main(turn.words, turn.runner.consented)


def _seconds(now: datetime) -> int:
    return int(now.timestamp())


def _in_time(press: Press, now: datetime) -> bool:
    """Whether a confirmation was asked for in the last minutes; a forged number is not."""
    asked = Press("", press.value).row_id
    return 0 <= _seconds(now) - asked <= CONFIRM_WITHIN.total_seconds()


COMMANDS = (
    Command("privacy", show, Needs.NOTHING),
    Command("forget", ask_forget, Needs.NOTHING),
)
PRESSES: dict[str, tuple[Page, Needs]] = {
    WORD: (press, Needs.NOTHING),
    FORGET: (press_forget, Needs.NOTHING),
}
TALKS: dict[str, Page] = {}
