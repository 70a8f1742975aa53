"""The way back in the database: one sealed course a runner."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.database import table_of
from bot.runs.tables import ReturnRow
from bot.runs.way_back import Course, Go, Step, SteppedBack
from bot.triage import Morning
from bot.vault import Vault

# Built once: every check-in asks for it, and building one takes longer than running it.
_TABLE = table_of(ReturnRow)
_COURSE = select(_TABLE.c.course).where(_TABLE.c.runner_id == bindparam("whose"))
_COURSES = select(_TABLE.c.runner_id, _TABLE.c.course).where(
    _TABLE.c.runner_id.in_(bindparam("whose", expanding=True))
)


async def way_back_of(
    session: AsyncSession, vault: Vault, runner_id: int, *, lock: bool = False
) -> Course | None:
    """The runner's course, a finished or stopped one too; None where they never began.

    `lock` keeps others from changing it until the transaction ends.
    """
    if lock:
        await runners.get(session, runner_id, lock=True)
    row = (await session.execute(_COURSE, {"whose": runner_id})).first()
    return None if row is None else _opened(vault.open(row.course))


async def ways_back_of_all(
    session: AsyncSession, vault: Vault, runner_ids: Iterable[int]
) -> dict[int, Course]:
    """The course of each of these runners who ever began one, a finished or stopped one too."""
    rows = await session.execute(_COURSES, {"whose": list(runner_ids)})
    return {runner_id: _opened(vault.open(sealed)) for runner_id, sealed in rows}


async def keep_way_back(
    session: AsyncSession, vault: Vault, runner_id: int, course: Course, now: datetime
) -> None:
    """Keeps the runner's course in place of any before. Raises NoSuchRunner for one who was forgotten."""
    if await runners.get(session, runner_id, lock=True) is None:
        raise runners.NoSuchRunner(runners.NoSuchRunner.__doc__)
    row, sealed = await session.get(ReturnRow, runner_id), vault.seal(_told(course))
    if row is None:
        session.add(ReturnRow(runner_id=runner_id, course=sealed, changed_at=now))
    else:
        row.course, row.changed_at = sealed, now
    await session.flush()


# By name, because a runner gets to read it in their export.
def _told(course: Course) -> dict[str, Any]:
    return {
        "begun_at": course.begun_at.isoformat(),
        "begun_on": course.begun_on.isoformat(),
        "steps": [_step_told(step) for step in course.steps],
        "told": course.told,
        "stopped": course.stopped,
    }


def _step_told(step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {"on": step.on.isoformat()}
    if isinstance(step, Go):
        told |= {"run_id": step.run_id, "phase": step.phase, "distance_m": step.distance_m}
        told |= {"morning": step.morning}
    return told


def _opened(stored: Any) -> Course:
    return Course(
        begun_at=datetime.fromisoformat(stored["begun_at"]),
        begun_on=date.fromisoformat(stored["begun_on"]),
        steps=tuple(_step_opened(step) for step in stored["steps"]),
        told=stored["told"],
        stopped=stored["stopped"],
    )


def _step_opened(stored: Any) -> Step:
    on = date.fromisoformat(stored["on"])
    if "run_id" not in stored:
        return SteppedBack(on)
    return Go(
        run_id=stored["run_id"],
        phase=stored["phase"],
        on=on,
        distance_m=stored["distance_m"],
        morning=Morning(stored["morning"]) if stored["morning"] else None,
    )
