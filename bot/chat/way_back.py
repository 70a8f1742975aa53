"""The way back of whoever a turn is of, and what their runs are to it."""

from dataclasses import replace
from datetime import date

from bot import returning, runs
from bot.chat.turn import Turn
from bot.returning import A_DAY, Way
from bot.routines import Running
from bot.runs import Came, Go, Run
from bot.wording.returns import Part


async def read(turn: Turn, *, lock: bool = False) -> Way | None:
    """The runner's way back, one they left or finished too; None where they never began.

    `lock` keeps others from changing it until the transaction ends.
    """
    return await returning.read(turn.session, turn.vault, turn.content, turn.runner, turn.now, lock=lock)


async def binds(turn: Turn) -> bool:
    """Whether its steps are all the runs there are for them."""
    way = await read(turn)
    return way is not None and way.binds


async def waits_for_morning(turn: Turn, on: date) -> bool:
    """Whether the last go still waits for the answer of the morning `on`."""
    way = await read(turn)
    asked = way.here.asks if way and way.is_under_way else None
    return asked is not None and asked.morning is None and asked.on + A_DAY == on


async def end_again(turn: Turn) -> None:
    """An answer was taken back: where the way is no longer finished, its end is told when it comes again."""
    way = await read(turn, lock=True)
    if way and way.kept.told and way.here.came is not Came.FINISHED:
        kept = replace(way.kept, told=False)
        await runs.keep_way_back(turn.session, turn.vault, turn.runner.id, kept, turn.now)


async def running(turn: Turn) -> Running:
    """What the way back leaves of today's runs."""
    way = await read(turn)
    return way.running if way else Running.ANY


def part_of(way: Way, run: Run) -> Part | None:
    """What that run is to it; None where it is not under way, or began after the run."""
    if way.course.stopped or run.on < way.course.begun_on:
        return None
    if any(isinstance(step, Go) and step.run_id == run.id for step in way.course.steps):
        return Part.GO
    if not way.binds:
        return None
    return Part.MAY_BE_GO if way.may_be_go(run) else Part.BESIDE
