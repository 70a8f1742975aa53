"""/export: everything we know about somebody, as a file for them alone."""

from functools import partial

from bot import (
    checkins,
    clubs,
    deliveries,
    exports,
    questionnaires,
    routines,
    runners,
    runs,
    schedules,
    sessions,
    tips,
)
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.database import Parts
from bot.wording import papers as wording
from bot.wording.papers import EXPORT


async def ask_export(turn: Turn) -> Reply:
    """/export: says what the file holds and asks once, where anything is kept that is worth one."""
    if not await _worth_a_file(turn):
        return Reply(wording.nothing(turn.words, is_known=turn.runner.id > 0))
    return Reply(wording.confirm(turn.words, turn.runner.consented))


async def press_export(turn: Turn) -> Reply:
    """The one confirmation, or "Cancel". Whoever presses gets what is known of themselves."""
    press = turn.press or Press("")
    if press.question == "cancel":
        return Reply(wording.cancelled(turn.words))
    if press.question != "make" or not await _worth_a_file(turn):
        return await ask_export(turn)
    parts = await everything(turn)
    # What is sealed is opened as the file is made, in a thread of its own; here it is only read.
    make = partial(
        exports.archive,
        parts,
        readme=wording.readme(turn.words, parts, turn.now, turn.zone),
        zone=turn.zone,
        made_at=turn.now,
    )
    file = wording.exported(turn.words, turn.now, turn.zone, make)
    return Reply(wording.making(turn.words), then=(file,))


async def everything(turn: Turn) -> Parts:
    """Every room's part of what is known of the person whose turn it is."""
    session, vault, runner = turn.session, turn.vault, turn.runner
    of_runner = (session, vault, runner.id)
    return {
        **await runners.export(*of_runner),
        **await routines.export(*of_runner),
        **await schedules.export(session, runner.id),
        **await checkins.export(*of_runner),
        **await runs.export(*of_runner),
        **await questionnaires.export(*of_runner),
        **await sessions.export(*of_runner),
        **await tips.export(*of_runner),
        **await deliveries.export(*of_runner, runner.chat_id),
        **await clubs.export(session, vault, runner.chat_id),
    }


async def _worth_a_file(turn: Turn) -> bool:
    if turn.runner.consented:
        return True
    return await clubs.knows(turn.session, turn.vault, turn.runner.chat_id)


COMMANDS: tuple[Command, ...] = (Command("export", ask_export, Needs.NOTHING),)
PRESSES: dict[str, tuple[Page, Needs]] = {EXPORT: (press_export, Needs.NOTHING)}
TALKS: dict[str, Page] = {}
