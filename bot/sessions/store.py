"""Guided sessions in the database: begun, read under a lock, kept, ended, and found when they are due."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines
from bot.content import Dose
from bot.database import table_of
from bot.sessions import edits
from bot.sessions.edits import Edits
from bot.sessions.guided import Ending, GuidedSession
from bot.sessions.tables import SessionRow
from bot.sessions.walk import Item
from bot.vault import Vault

_TABLE = table_of(SessionRow)
# Built once: each check-in asks.
_UNDER_WAY = (
    select(_TABLE).where(_TABLE.c.runner_id == bindparam("whose"), _TABLE.c.ending.is_(None)).limit(1)
)

# Nobody rests for so long between two presses.
LEFT_AFTER = timedelta(hours=2)

# No session is further than this ahead of the clock that it goes by.
AHEAD_AT_MOST = timedelta(seconds=2)


async def begin(
    session: AsyncSession,
    vault: Vault,
    *,
    runner_id: int,
    routine_id: int,
    chat_id: int,
    message_id: int,
    template_id: str,
    level: int,
    effect: str,
    items: Iterable[Item],
    now: datetime,
) -> GuidedSession:
    """Begins a walk through a routine in this message; one that was under way elsewhere ends.

    `effect` is what a check-in had done to the plan. Raises ValueError for a routine without exercises.
    """
    begun = GuidedSession(
        id=0,
        runner_id=runner_id,
        routine_id=routine_id,
        chat_id=chat_id,
        message_id=message_id,
        template_id=template_id,
        level=level,
        effect=effect,
        items=tuple(items),
        at=0,
        since=now,
        pressed_at=now,
        edits=edits.none_yet(now),
    )
    if not begun.items:
        raise ValueError("a session walks through at least one exercise")
    others = select(SessionRow).where(SessionRow.runner_id == runner_id)
    for other in await session.scalars(_locked(others)):
        if other.message_id == message_id:
            # In the same message nothing is left to say: this one takes its place.
            await session.delete(other)
        elif other.ending is None:
            _end(other, vault, Ending.MOVED, now)
    row = SessionRow(runner_id=runner_id, routine_id=routine_id, chat_id=chat_id, **_columns(begun, vault))
    session.add(row)
    await session.flush()
    return replace(begun, id=row.id)


async def get(session: AsyncSession, vault: Vault, session_id: int, runner_id: int) -> GuidedSession | None:
    """The runner's session with this id, locked; None where there is none or it is someone else's."""
    mine = select(SessionRow).where(SessionRow.id == session_id, SessionRow.runner_id == runner_id)
    row = await session.scalar(_locked(mine))
    return None if row is None else _guided(row, vault)


async def of_runner(session: AsyncSession, vault: Vault, runner_id: int) -> GuidedSession | None:
    """The session that the runner is in, or None."""
    row = (await session.execute(_UNDER_WAY, {"whose": runner_id})).first()
    return None if row is None else _guided(row, vault)


async def due(session: AsyncSession, vault: Vault, before: datetime, most: int) -> list[GuidedSession]:
    """At most so many sessions whose messages are to be changed before an instant, locked.

    Changes of phase come before countdowns, and then who waits longest.
    """
    waiting = select(SessionRow).where(SessionRow.edit_at <= before)
    urgent_first = case((SessionRow.change_at <= before, 0), else_=1)
    first = waiting.order_by(urgent_first, SessionRow.edit_at, SessionRow.id).limit(most)
    return [_guided(row, vault) for row in await session.scalars(_locked(first, skip_locked=True))]


async def keep(session: AsyncSession, vault: Vault, guided: GuidedSession) -> None:
    """Keeps where a session stands; one that is gone stays gone."""
    await session.execute(
        update(SessionRow)
        .where(SessionRow.id == guided.id)
        .values(_columns(guided, vault))
        .execution_options(synchronize_session=False)
    )


async def end(session: AsyncSession, vault: Vault, runner_id: int, why: Ending, now: datetime) -> bool:
    """Ends what the runner is in, if anything: its message is changed to say so within seconds."""
    theirs = select(SessionRow).where(SessionRow.runner_id == runner_id, SessionRow.ending.is_(None))
    rows = (await session.scalars(_locked(theirs))).all()
    for row in rows:
        _end(row, vault, why, now)
    await session.flush()
    return bool(rows)


async def end_left(session: AsyncSession, vault: Vault, now: datetime, most: int = 100) -> int:
    """Ends sessions in which nothing was pressed for two hours; gives how many."""
    left = select(SessionRow).where(SessionRow.pressed_at <= now - LEFT_AFTER, SessionRow.ending.is_(None))
    rows = (await session.scalars(_locked(left.limit(most), skip_locked=True))).all()
    for row in rows:
        _end(row, vault, Ending.LEFT, now)
    await session.flush()
    return len(rows)


async def clock_went_back(session: AsyncSession, now: datetime, by: timedelta) -> None:
    """Sessions under way go on by a clock that was ahead by so much; twice is no harm."""
    # A change is made up to a second ahead.
    ahead = or_(SessionRow.since > now + AHEAD_AT_MOST, SessionRow.edited_at > now + AHEAD_AT_MOST)
    for row in await session.scalars(_locked(select(SessionRow).where(ahead).order_by(SessionRow.id))):
        row.since, row.pressed_at = row.since - by, row.pressed_at - by
        row.edited_at, row.paid_until = row.edited_at - by, row.paid_until - by
        row.paused_at = row.paused_at and row.paused_at - by
        row.edit_at, row.change_at = row.edit_at and row.edit_at - by, row.change_at and row.change_at - by
    await session.flush()


async def finish(session: AsyncSession, guided: GuidedSession, now: datetime) -> Ending:
    """The walk is over: the routine is done, or stays open where most of it was skipped. Gives which."""
    if guided.walked is Ending.DONE:
        await routines.mark(session, guided.routine_id, guided.runner_id, routines.State.DONE, now)
    return guided.walked


async def drop(session: AsyncSession, session_id: int) -> None:
    """The session is over, and its message says so or is gone."""
    await session.execute(delete(SessionRow).where(SessionRow.id == session_id))


async def drop_all(session: AsyncSession, runner_id: int) -> None:
    """The runner cannot be reached: nothing is left to show them."""
    await session.execute(delete(SessionRow).where(SessionRow.runner_id == runner_id))


async def is_shown_in(session: AsyncSession, session_id: int, message_id: int) -> None:
    """The message had to be sent anew: this is the one to change from now on."""
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(message_id=message_id))


async def hold(session: AsyncSession, session_id: int, until: datetime) -> None:
    """Its message is left alone until an instant, also by presses, and then changed."""
    await session.execute(
        update(SessionRow)
        .where(SessionRow.id == session_id)
        .values(edit_at=until, change_at=until, edited_at=until - edits.APART)
    )


def _locked(query: Select[SessionRow], *, skip_locked: bool = False) -> Select[SessionRow]:
    return query.with_for_update(skip_locked=skip_locked).execution_options(populate_existing=True)


def _end(row: SessionRow, vault: Vault, why: Ending, now: datetime) -> None:
    row.ending = vault.seal(why.value)
    row.edit_at = row.change_at = edits.free_at(Edits(row.edited_at, row.paid_until), now)


def _columns(guided: GuidedSession, vault: Vault) -> dict[str, Any]:
    """What changes from one press or second to the next."""
    walk = {
        "template": guided.template_id,
        "level": guided.level,
        "effect": guided.effect,
        "items": [[it.exercise_id, _stored(it.dose), it.sides, it.alternating] for it in guided.items],
        "eased": [[n, _stored(dose)] for n, dose in guided.eased.items()],
        "worked": sorted(guided.worked),
    }
    return {
        "message_id": guided.message_id,
        "walk": vault.seal(walk),
        "at": guided.at,
        "since": guided.since,
        "count": guided.count,
        "paused_at": guided.paused_at,
        "away": guided.away,
        "ending": None if guided.ending is None else vault.seal(guided.ending.value),
        "picture": guided.picture,
        "pressed_at": guided.pressed_at,
        "edited_at": guided.edits.last_at,
        "paid_until": guided.edits.paid_until,
        "edit_at": guided.edit_at,
        "change_at": guided.change_at,
    }


def _stored(dose: Dose) -> dict[str, Any]:
    return dose.model_dump(mode="json", exclude_defaults=True)


def _guided(row: Any, vault: Vault) -> GuidedSession:
    walk: Any = vault.open(row.walk)
    return GuidedSession(
        id=row.id,
        runner_id=row.runner_id,
        routine_id=row.routine_id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        template_id=walk["template"],
        level=walk["level"],
        effect=walk["effect"],
        items=tuple(Item(id_, Dose.model_validate(dose), *how) for id_, dose, *how in walk["items"]),
        eased={n: Dose.model_validate(dose) for n, dose in walk["eased"]},
        worked=frozenset(walk.get("worked", ())),  # none of what began before they were kept
        at=row.at,
        since=row.since,
        count=row.count,
        paused_at=row.paused_at,
        away=row.away,
        ending=None if row.ending is None else Ending(str(vault.open(row.ending))),
        picture=row.picture,
        pressed_at=row.pressed_at,
        edits=Edits(row.edited_at, row.paid_until),
        edit_at=row.edit_at,
        change_at=row.change_at,
    )
