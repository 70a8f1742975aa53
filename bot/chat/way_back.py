"""The way back of whoever a turn is of, and what their runs are to it."""

from bot import returning
from bot.chat.turn import Turn
from bot.returning import Way
from bot.runs import Go, Run
from bot.wording.returns import Part


async def read(turn: Turn, *, lock: bool = False) -> Way | None:
    """The runner's way back, one they left or finished too; None where they never began.

    `lock` keeps others from changing it until the transaction ends.
    """
    return await returning.read(turn.session, turn.vault, turn.content, turn.runner, turn.now, lock=lock)


async def is_under_way(turn: Turn) -> bool:
    """Whether they have begun it, and neither ended nor left it, nor must begin anew."""
    way = await read(turn)
    return way is not None and way.is_under_way


async def may_run(turn: Turn) -> bool:
    """Whether the way back leaves them a run today: it is not under way, or a go is open or was today."""
    way = await read(turn)
    return way is None or not way.has_no_run


def part_of(way: Way, run: Run) -> Part | None:
    """What that run is to it; None where it is not under way, or began after the run."""
    if way.course.stopped or run.on < way.course.begun_on:
        return None
    if any(isinstance(step, Go) and step.run_id == run.id for step in way.course.steps):
        return Part.GO
    if not way.is_under_way:
        return None
    return Part.MAY_BE_GO if way.may_be_go(run) else Part.BESIDE
