"""Runs in the database: logged, read, changed, deleted, and for a day brought back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy import delete as delete_from
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.database import table_of
from bot.runs.run import Felt, Run, Source
from bot.runs.same import already, measured_before, typed_before
from bot.runs.tables import RunRow
from bot.vault import Vault

# Built once: building one takes longer than running it.
_TABLE = table_of(RunRow)
_LOG = insert(_TABLE).returning(_TABLE.c.id)
_KEPT = (_TABLE.c.runner_id == bindparam("whose"), _TABLE.c.deleted_at.is_(None))
_OF_PERIOD = (
    select(_TABLE)
    .where(*_KEPT, _TABLE.c.on.between(bindparam("first_on"), bindparam("last_on")))
    .order_by(_TABLE.c.on, _TABLE.c.id)
)
_NEWEST = (
    select(_TABLE).where(*_KEPT).order_by(_TABLE.c.on.desc(), _TABLE.c.id.desc()).limit(bindparam("most"))
)

A_DAY = timedelta(days=1)

# A run whose day was corrected, as after a watch with a wrong date, is looked for among so many of the last.
MOVED_AMONG = 50

# The id of a run that has no row.
NOT_KEPT = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """The run as it is kept; `is_new` is False where it was there already and was not kept twice.

    `typed`: the run as it was typed before, where its file takes its place; or as it was typed now, where
    `run` is one from a file that it looks like, and nothing was kept.
    """

    run: Run
    is_new: bool
    typed: Run | None = None

    @property
    def is_asked(self) -> bool:
        """Whether it must be asked if the two are one."""
        return self.typed is not None and self.typed.id == NOT_KEPT


async def log(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    distance_m: int,
    duration_s: int | None,
    source: Source,
    now: datetime,
    started_at: datetime | None = None,
    is_another: bool = True,
    is_again: bool = False,
    today: date | None = None,
) -> Logged:
    """Keeps a run on the runner's local day `on`, once: the same one again only shows what is there.

    `today` is their local day now: only with it is a run of another day known to be told late.

    The file of a run that was typed before takes its place, under its id and with how it felt. Unless it
    `is_another`, a typed run that looks like one from a file is not kept: it has to be asked about. With
    `is_again` the runner has said that there were two alike.

    Raises ValueError for no distance and NoSuchRunner for one who was forgotten.
    """
    if distance_m <= 0:
        raise ValueError("a run has a distance")
    # Locked: of two at once, the second must see the first.
    if await runners.get(session, runner_id, lock=True) is None:
        raise runners.NoSuchRunner(runners.NoSuchRunner.__doc__)
    told_on = None if today == on else today
    run = Run(NOT_KEPT, runner_id, on, distance_m, duration_s, None, source, started_at, now, None, told_on)
    # Its day may be another one by now: corrected, or told by the clock of another zone.
    near = await of_period(session, vault, runner_id, on - A_DAY, on + A_DAY)
    lately = await newest(session, vault, runner_id, MOVED_AMONG) if started_at else []
    newest_first = sorted([*near, *lately], key=lambda it: -it.id)
    if not is_again and (there := already(newest_first, run)):
        return Logged(there, is_new=False)
    if typed := typed_before(near, run):
        measured = _in_place_of(typed, run)
        await change(session, vault, measured)
        return Logged(measured, is_new=False, typed=typed)
    if not is_another and (there := measured_before(near, run)):
        return Logged(there, is_new=False, typed=run)
    kept = {"runner_id": runner_id, "on": on, "details": _sealed(vault, run), "logged_at": now}
    return Logged(replace(run, id=(await session.execute(_LOG, kept)).scalar_one()), is_new=True)


def _in_place_of(typed: Run, run: Run) -> Run:
    return replace(
        run,
        id=typed.id,
        duration_s=run.duration_s or typed.duration_s,
        felt=typed.felt,
        logged_at=typed.logged_at,
        logged_on=typed.logged_on,
    )


async def get(session: AsyncSession, vault: Vault, run_id: int, runner_id: int) -> Run | None:
    """The runner's run with this id; None where there is none, it was deleted or it is someone else's."""
    row = await _own(session, run_id, runner_id)
    return None if row is None or row.deleted_at else _run(row, vault)


async def change(session: AsyncSession, vault: Vault, run: Run) -> bool:
    """Keeps the run as it is said now: day, distance, time and how it felt. False where it is not there.

    With another day than before it has no start any more: that one was of the day before.
    """
    row = await _own(session, run.id, run.runner_id)
    if row is None or row.deleted_at:
        return False
    row.on, row.details = run.on, _sealed(vault, run.moved_from(row.on))
    await session.flush()
    return True


async def delete(session: AsyncSession, run_id: int, runner_id: int, now: datetime) -> bool:
    """Takes a run out of everything; `undelete` brings it back for a day. False where it is not there."""
    row = await _own(session, run_id, runner_id)
    if row is None or row.deleted_at:
        return False
    row.deleted_at = now
    await session.flush()
    return True


async def undelete(session: AsyncSession, vault: Vault, run_id: int, runner_id: int) -> Run | None:
    """Brings a deleted run back; None where it is gone for good. One that is there stays as it is."""
    row = await _own(session, run_id, runner_id)
    if row is None:
        return None
    row.deleted_at = None
    await session.flush()
    return _run(row, vault)


async def forget_deleted(session: AsyncSession, before: datetime) -> int:
    """Erases the runs that were deleted before this instant; gives how many."""
    gone = await session.scalars(
        delete_from(RunRow)
        .where(RunRow.deleted_at < before)
        .returning(RunRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


async def of_period(
    session: AsyncSession, vault: Vault, runner_id: int, first_on: date, last_on: date
) -> list[Run]:
    """The runner's runs of these local days, both included, oldest first."""
    rows = await session.execute(_OF_PERIOD, {"whose": runner_id, "first_on": first_on, "last_on": last_on})
    return [_run(row, vault) for row in rows]


async def ran(session: AsyncSession, days: Collection[tuple[int, date]]) -> set[tuple[int, date]]:
    """Which of these runners, each with a local day, have a run logged on it."""
    kept = select(_TABLE.c.runner_id, _TABLE.c.on).where(
        _TABLE.c.runner_id.in_({runner_id for runner_id, _ in days}),
        _TABLE.c.on.in_({on for _, on in days}),
        _TABLE.c.deleted_at.is_(None),
    )
    return {(row.runner_id, row.on) for row in await session.execute(kept)} & set(days)


async def longest(
    session: AsyncSession, vault: Vault, runner_id: int, last_on: date, days: int = 30
) -> Run | None:
    """The runner's longest run of the `days` local days that end with `last_on`; the latest of equal ones."""
    runs = await of_period(session, vault, runner_id, last_on - timedelta(days=days - 1), last_on)
    return max(reversed(runs), key=lambda run: run.distance_m, default=None)


async def newest(session: AsyncSession, vault: Vault, runner_id: int, most: int) -> list[Run]:
    """The runner's last runs, at most so many, the latest first."""
    rows = await session.execute(_NEWEST, {"whose": runner_id, "most": most})
    return [_run(row, vault) for row in rows]


async def latest(session: AsyncSession, vault: Vault, runner_id: int) -> Run | None:
    """The runner's last run, or None."""
    return next(iter(await newest(session, vault, runner_id, 1)), None)


async def _own(session: AsyncSession, run_id: int, runner_id: int) -> RunRow | None:
    return await session.scalar(
        select(RunRow)
        .where(RunRow.id == run_id, RunRow.runner_id == runner_id)
        .execution_options(populate_existing=True)
    )


def _sealed(vault: Vault, run: Run) -> bytes:
    started_at, in_file = (at.isoformat() if at else None for at in (run.started_at, run.began_in_file))
    details = [run.distance_m, run.duration_s, run.felt, run.source, started_at]
    logged_on = run.logged_on and run.logged_on.isoformat()
    # Few have one of these: what was kept before there were any reads the same.
    seldom = [in_file, logged_on] if logged_on else [in_file] if in_file else []
    return vault.seal([*details, *seldom])


def _run(row: Any, vault: Vault) -> Run:
    details: Any = vault.open(row.details)
    distance_m, duration_s, felt, source, started_at, *seldom = details
    in_file, logged_on = [*seldom, None, None][:2]
    return Run(
        id=row.id,
        runner_id=row.runner_id,
        on=row.on,
        distance_m=distance_m,
        duration_s=duration_s,
        felt=Felt(felt) if felt else None,
        source=Source(source),
        started_at=datetime.fromisoformat(started_at) if started_at else None,
        logged_at=row.logged_at,
        began_in_file=datetime.fromisoformat(in_file) if in_file else None,
        logged_on=date.fromisoformat(logged_on) if logged_on else None,
    )
