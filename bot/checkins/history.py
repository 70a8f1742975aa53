"""What was reported, read back for whoever looks over days or years: rows in, check-ins out."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.checkins.checkin import Asked, CheckIn, MorningAfter, Rating
from bot.checkins.tables import CheckInRow
from bot.database import Kept, read_all, table_of
from bot.triage import Answers, Decision, worst_by_day
from bot.vault import Vault

# Built once: building one takes longer than running it.
_TABLE = table_of(CheckInRow)
_THEIRS = _TABLE.c.runner_id == bindparam("whose")
_STANDS = _TABLE.c.withdrawn_at.is_(None)
_RECENT = (
    select(_TABLE)
    .where(_THEIRS, _TABLE.c.at >= bindparam("since"), _STANDS)
    .order_by(_TABLE.c.at, _TABLE.c.id)
)
_MORNINGS = (
    select(_TABLE.c.on, _TABLE.c.answers)
    .where(
        _THEIRS,
        _TABLE.c.at >= bindparam("since"),
        _STANDS,
        _TABLE.c.asked == Asked.MORNING.value,
        _TABLE.c.on >= bindparam("since_on"),
    )
    .order_by(_TABLE.c.id)
)


async def mornings(session: AsyncSession, vault: Vault, runner_id: int, since_on: date) -> list[MorningAfter]:
    """What they answered to the questions of the mornings from the local date `since_on` on, oldest first."""
    # No zone is a day away from UTC; the instant alone has an index.
    since = datetime.combine(since_on - timedelta(days=1), time(), UTC)
    rows = await session.execute(_MORNINGS, {"whose": runner_id, "since": since, "since_on": since_on})
    answers = [(row.on, Answers.from_json(vault.open(row.answers)).morning) for row in rows]
    return [MorningAfter(on, answer) for on, answer in answers if answer is not None]


async def recent(session: AsyncSession, vault: Vault, runner_id: int, since: datetime) -> list[CheckIn]:
    """The runner's check-ins from the instant `since` on, oldest first, without those taken back."""
    rows = await session.execute(_RECENT, {"whose": runner_id, "since": since})
    return [checkin_of(row, vault) for row in rows]


async def ratings(
    session: AsyncSession, vault: Vault, runner_id: int, since: datetime | None = None
) -> list[Rating]:
    """What the check-ins of each of the runner's days say, the first day first; from the instant `since` on.

    Made for years at once: of a row only the answers are opened, and in a thread, while the loop goes on.
    """
    columns = (_TABLE.c.on, _TABLE.c.answers, _TABLE.c.cleared_at)
    rated = select(*columns).where(_TABLE.c.runner_id == runner_id, _STANDS)
    if since is not None:
        rated = rated.where(_TABLE.c.at >= since)
    rows = (await session.execute(rated)).all()
    return await asyncio.to_thread(_ratings, rows, vault)


async def recent_kept(session: AsyncSession, vault: Vault, runner_id: int, since: datetime) -> Kept[CheckIn]:
    """The same as `recent` for very many: read now, each opened only as it is gone through."""
    asked = _RECENT.params(whose=runner_id, since=since)
    return await read_all(session, asked, partial(checkin_of, vault=vault))


def checkin_of(row: Any, vault: Vault) -> CheckIn:
    """The check-in that a whole row holds, opened."""
    note = None if row.note is None else vault.open(row.note)
    return CheckIn(
        id=row.id,
        runner_id=row.runner_id,
        asked=Asked(row.asked),
        at=row.at,
        on=row.on,
        answers=Answers.from_json(vault.open(row.answers)),
        during=None if row.during is None else str(vault.open(row.during)),
        decision=Decision.from_json(vault.open(row.decision)),
        note=note if isinstance(note, str) else None,
        acknowledged_at=row.acknowledged_at,
        seen_at=row.seen_at,
        cleared_at=row.cleared_at,
        withdrawn_at=row.withdrawn_at,
    )


def said_in(rows: Sequence[Any], vault: Vault) -> tuple[list[date], list[Answers]]:
    """The day and the answers of each row; equal answers are read once, and are one object."""
    opened: list[Any] = vault.open_all(sealed for _on, sealed in rows)
    # Most say what another said: what is read once is known by the object it was read into.
    distinct = {id(stored): stored for stored in opened}
    said = {key: Answers.from_json(stored) for key, stored in distinct.items()}
    return [on for on, _sealed in rows], [said[id(stored)] for stored in opened]


def _ratings(rows: Sequence[Any], vault: Vault) -> list[Rating]:
    days, said = said_in([(row.on, row.answers) for row in rows], vault)
    pain = {key: it.pain for key, it in {id(it): it for it in said}.items()}
    rated = ((on, pain[id(it)]) for on, it in zip(days, said, strict=True))
    pains = worst_by_day((on, rating) for on, rating in rated if rating is not None)
    flags: dict[date, frozenset[str]] = {}
    stands: set[date] = set()
    for row, it in zip(rows, said, strict=True):
        if it.flags:
            flags[row.on] = flags.get(row.on, frozenset()) | it.flags
            stands |= set() if row.cleared_at else {row.on}
    return [
        Rating(on, pains.get(on), flags.get(on, frozenset()), cleared=on in flags and on not in stands)
        for on in sorted({*pains, *flags})
    ]
