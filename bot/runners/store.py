"""Runners in the database: arriving, consenting, pausing, and being forgotten without a trace."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import table_of
from bot.runners.conversations import opened
from bot.runners.runner import Conversation, Runner
from bot.runners.tables import ConversationRow, DeletionRow, RunnerRow
from bot.runners.zones import country_of, is_zone
from bot.vault import Vault

# What `_runner` reads of many at once: mapped objects would be half of what planning costs.
_LOCKED = (
    select(
        RunnerRow.id,
        RunnerRow.chat_id,
        RunnerRow.language,
        RunnerRow.zone,
        RunnerRow.adult_confirmed_at,
        RunnerRow.consented_at,
        RunnerRow.consent_version,
        RunnerRow.onboarded_at,
        RunnerRow.quiet_from,
        RunnerRow.quiet_until,
        RunnerRow.paused_at,
        RunnerRow.paused_until,
        RunnerRow.unreachable_at,
        RunnerRow.miles,
        RunnerRow.pushes_a_day,
        RunnerRow.dark_charts,
    )
    .where(RunnerRow.id.in_(bindparam("runner_ids", expanding=True)))
    # In one order: two that lock the same runners cannot wait for each other.
    .order_by(RunnerRow.id)
    .with_for_update(key_share=True)
)
# Where people run in miles; everywhere else in kilometres.
_MILES_IN = frozenset({"GB", "LR", "MM", "US"})

# Built once: it is asked for every update.
_TABLE = table_of(RunnerRow)
_BY_CHAT = select(_TABLE).where(_TABLE.c.chat_id == bindparam("its_id"))
_TALKS = table_of(ConversationRow)
_MET = (
    select(_TABLE, _TALKS.c.word, _TALKS.c.state, _TALKS.c.updated_at)
    .join_from(_TABLE, _TALKS, _TALKS.c.runner_id == _TABLE.c.id, isouter=True)
    .where(_TABLE.c.chat_id == bindparam("its_id"))
)


class NoSuchRunner(Exception):
    """There is no such runner; they may have been forgotten a moment ago."""


async def arrive(session: AsyncSession, chat_id: int, language: str, now: datetime) -> Runner:
    """The runner of this private chat, made if new; one who had blocked us is reachable again.

    `language` counts for a new runner only. Two updates at once give one runner.
    """
    row = await _by_chat(session, chat_id)
    if row is None:
        try:
            async with session.begin_nested():
                row = RunnerRow(chat_id=chat_id, language=language, created_at=now)
                session.add(row)
        except IntegrityError:
            row = await _by_chat(session, chat_id)
            if row is None:
                raise
    row.unreachable_at = None
    await session.flush()
    return _runner(row)


async def get(session: AsyncSession, runner_id: int, *, lock: bool = False) -> Runner | None:
    """The runner with this id, or None; locked, so that what is decided about them waits its turn."""
    # NO KEY UPDATE: rows that refer to the runner may still be written meanwhile.
    locking = {"key_share": True} if lock else None
    row = await session.get(RunnerRow, runner_id, with_for_update=locking)
    return None if row is None else _runner(row)


async def lock_all(session: AsyncSession, runner_ids: Iterable[int]) -> dict[int, Runner]:
    """These runners by id, as far as there are such, each locked as `get` locks one."""
    rows = await session.execute(_LOCKED, {"runner_ids": list(runner_ids)})
    return {row.id: _runner(row) for row in rows}


async def by_chat(session: AsyncSession, chat_id: int) -> Runner | None:
    """The runner of this private chat, or None."""
    row = (await session.execute(_BY_CHAT, {"its_id": chat_id})).first()
    return None if row is None else _runner(row)


async def met(session: AsyncSession, vault: Vault, chat_id: int) -> tuple[Runner | None, Conversation | None]:
    """The same with where their conversation stands: what every update needs. Raises SealedWithAnotherKey."""
    row = (await session.execute(_MET, {"its_id": chat_id})).first()
    if row is None:
        return None, None
    return _runner(row), None if row.word is None else opened(vault, row)


async def confirm_adult(session: AsyncSession, runner_id: int, now: datetime) -> Runner:
    """They say they are 18 or over."""
    return await _set(session, runner_id, adult_confirmed_at=now)


async def consent(session: AsyncSession, runner_id: int, version: str, now: datetime) -> Runner:
    """They allow us to keep health answers, in the words of this version of the consent text."""
    return await _set(session, runner_id, consented_at=now, consent_version=version)


async def finish_onboarding(session: AsyncSession, runner_id: int, now: datetime) -> Runner:
    """Every question of /start has been answered."""
    return await _set(session, runner_id, onboarded_at=now)


async def set_zone(session: AsyncSession, runner_id: int, zone: str) -> Runner:
    """The IANA zone whose clock they live by. Raises ValueError for one that is not known.

    The first one says whether they read miles or kilometres as well; a journey later changes nothing of it.
    """
    if not is_zone(zone):
        raise ValueError("not a time zone")
    row = await session.get(RunnerRow, runner_id)
    if row is not None and row.zone is None:
        row.miles = country_of(zone) in _MILES_IN
    return await _set(session, runner_id, zone=zone)


async def set_quiet(session: AsyncSession, runner_id: int, quiet_from: time, quiet_until: time) -> Runner:
    """Wall-clock hours in which we keep silent, across midnight if need be; equal times mean none.

    Whole minutes count.
    """
    first, end = (at.replace(second=0, microsecond=0) for at in (quiet_from, quiet_until))
    return await _set(session, runner_id, quiet_from=first, quiet_until=end)


async def set_miles(session: AsyncSession, runner_id: int, miles: bool) -> Runner:
    """Distances are said in miles, or else in kilometres."""
    return await _set(session, runner_id, miles=miles)


async def set_pushes_a_day(session: AsyncSession, runner_id: int, at_most: int) -> Runner:
    """How many messages may come unasked on a local day, 1 to 8. Raises ValueError for another number."""
    if not 1 <= at_most <= 8:
        raise ValueError("a day has 1 to 8 pushes")
    return await _set(session, runner_id, pushes_a_day=at_most)


async def set_dark_charts(session: AsyncSession, runner_id: int, dark: bool) -> Runner:
    """Charts are drawn on a dark ground, or else on a light one."""
    return await _set(session, runner_id, dark_charts=dark)


async def pause(session: AsyncSession, runner_id: int, now: datetime, until: datetime | None) -> Runner:
    """Silence from now until an instant, or until `resume` without one; another length is no new pause."""
    before = await get(session, runner_id)
    goes_on = before is not None and before.is_paused(now)
    since = before.paused_at if before and goes_on else now
    return await _set(session, runner_id, paused_at=since, paused_until=until)


async def resume(session: AsyncSession, runner_id: int, now: datetime) -> Runner:
    """Ends a pause, and keeps that it ended now; does nothing where there is none."""
    row = await session.get(RunnerRow, runner_id)
    if row is None:
        raise NoSuchRunner(NoSuchRunner.__doc__)
    if _runner(row).is_paused(now):
        row.paused_until = now
        await session.flush()
    return _runner(row)


async def unreachable(session: AsyncSession, runner_id: int, now: datetime) -> None:
    """Telegram says they blocked us or are gone; held until they arrive again."""
    await session.execute(
        update(RunnerRow)
        .where(RunnerRow.id == runner_id, RunnerRow.unreachable_at.is_(None))
        .values(unreachable_at=now)
    )


async def forget(session: AsyncSession, runner_id: int, now: datetime) -> bool:
    """Erases the runner and every row of every room about them; keeps only that an erasure happened.

    False when there was nobody to forget.
    """
    if not await forget_silently(session, runner_id):
        return False
    session.add(DeletionRow(erased_on=now.astimezone(UTC).date()))
    await session.flush()
    return True


async def forget_silently(session: AsyncSession, runner_id: int) -> bool:
    """Erases like `forget` and keeps nothing at all: for someone under 18, who never was a runner."""
    row = await session.get(RunnerRow, runner_id)
    if row is None:
        return False
    await session.delete(row)
    await session.flush()
    # What the cascade took away in the database must not live on in this session.
    session.expire_all()
    return True


async def start_over(session: AsyncSession, runner_id: int, now: datetime) -> Runner:
    """Takes back consent: erases the runner and keeps anew what is not about health.

    That is the chat, the language, being an adult, the zone and the quiet hours. Every room's answers hang
    on the runner's row, so no room can be overlooked; and what a check-in had held back cannot come back by
    forgetting it, because the reminders go with it. Raises NoSuchRunner.
    """
    old = await session.get(RunnerRow, runner_id)
    if old is None:
        raise NoSuchRunner(NoSuchRunner.__doc__)
    new = RunnerRow(
        chat_id=old.chat_id,
        language=old.language,
        zone=old.zone,
        adult_confirmed_at=old.adult_confirmed_at,
        quiet_from=old.quiet_from,
        quiet_until=old.quiet_until,
        miles=old.miles,
        pushes_a_day=old.pushes_a_day,
        dark_charts=old.dark_charts,
        created_at=now,
    )
    await forget_silently(session, runner_id)
    session.add(new)
    await session.flush()
    return _runner(new)


async def prune_unfinished(session: AsyncSession, before: datetime) -> int:
    """Erases those who stopped before their consent and were silent since `before`; gives how many.

    Whoever has consented may have checked in: that is theirs until they erase it.
    """
    spoke_since = select(ConversationRow.runner_id).where(ConversationRow.updated_at >= before)
    erased = await session.scalars(
        delete(RunnerRow)
        .where(
            RunnerRow.consented_at.is_(None),
            RunnerRow.created_at < before,
            RunnerRow.id.not_in(spoke_since),
        )
        .returning(RunnerRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(erased.all())


async def _by_chat(session: AsyncSession, chat_id: int) -> RunnerRow | None:
    return await session.scalar(select(RunnerRow).where(RunnerRow.chat_id == chat_id))


async def _set(
    session: AsyncSession, runner_id: int, **columns: datetime | time | str | bool | int | None
) -> Runner:
    row = await session.get(RunnerRow, runner_id)
    if row is None:
        raise NoSuchRunner(NoSuchRunner.__doc__)
    for column, value in columns.items():
        setattr(row, column, value)
    await session.flush()
    return _runner(row)


def _runner(row: Any) -> Runner:
    return Runner(
        id=row.id,
        chat_id=row.chat_id,
        language=row.language,
        zone=row.zone,
        adult=row.adult_confirmed_at is not None,
        consented=row.consented_at is not None,
        consent_version=row.consent_version,
        onboarded=row.onboarded_at is not None,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        paused_at=row.paused_at,
        paused_until=row.paused_until,
        unreachable=row.unreachable_at is not None,
        miles=row.miles,
        pushes_a_day=row.pushes_a_day,
        dark_charts=row.dark_charts,
    )
