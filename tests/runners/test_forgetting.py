"""Forgotten means gone from every table there is."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.database import Row, UtcInstant
from bot.runners.tables import DeletionRow
from bot.vault import Vault
from tests.conftest import NOON, add_runner, import_every_table

import_every_table()
ABOUT_RUNNERS = [table for table in Row.metadata.sorted_tables if "runner_id" in table.columns]

MADE_UP: dict[type, Any] = {
    datetime: NOON,
    date: NOON.date(),
    time: time(7, 15),
    bytes: b"sealed",
    bool: False,
}


def made_up(table: Table, runner_id: int, made: dict[str, int]) -> dict[str, Any]:
    """A value for each column that must have one, whatever the table is about; `made`: ids by table."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "runner_id":
            values[column.name] = runner_id
        elif column.foreign_keys:
            [key] = column.foreign_keys
            values[column.name] = made[key.column.table.name]
        elif not (column.nullable or column.default or column is table.autoincrement_column):
            kind = datetime if isinstance(column.type, UtcInstant) else column.type.python_type
            default = runner_id if kind is int else f"{table.name}-{runner_id}"
            values[column.name] = MADE_UP.get(kind, default)
    return values


async def tables_with(session: AsyncSession, tables: Iterable[Table], column: str, value: int) -> set[str]:
    """The names of those tables that have a row with this value in this column."""
    found = set()
    for table in tables:
        if await session.scalar(select(func.count()).select_from(table).where(table.c[column] == value)):
            found.add(table.name)
    return found


async def keep_something_everywhere(session: AsyncSession, chat_id: int) -> int:
    """A runner of whom every table that can keep something does."""
    runner_id = await add_runner(session, chat_id=chat_id)
    made: dict[str, int] = {}
    for table in ABOUT_RUNNERS:
        key = next(iter(table.primary_key))
        row = insert(table).values(made_up(table, runner_id, made)).returning(key)
        made[table.name] = (await session.execute(row)).scalar_one()
    return runner_id


async def deletions(session: AsyncSession) -> list[date]:
    return list(await session.scalars(select(DeletionRow.erased_on)))


def test_every_room_that_knows_a_runner_is_walked() -> None:
    known = {table.name for table in ABOUT_RUNNERS}
    assert known >= {"checkins", "conversations", "deliveries", "routines", "schedules", "tips"}


async def test_nothing_of_a_forgotten_runner_is_left_in_any_table(session: AsyncSession) -> None:
    forgotten = await keep_something_everywhere(session, chat_id=70_001)
    other = await keep_something_everywhere(session, chat_id=70_002)
    everywhere = {table.name for table in ABOUT_RUNNERS}
    assert await tables_with(session, ABOUT_RUNNERS, "runner_id", forgotten) == everywhere

    assert await runners.forget(session, forgotten, NOON)

    assert await tables_with(session, ABOUT_RUNNERS, "runner_id", forgotten) == set()
    assert await tables_with(session, ABOUT_RUNNERS, "runner_id", other) == everywhere
    assert await runners.by_chat(session, 70_001) is None
    assert await runners.get(session, forgotten) is None


async def test_who_starts_over_keeps_nothing_that_is_about_health(session: AsyncSession) -> None:
    before = await keep_something_everywhere(session, chat_id=70_006)
    other = await keep_something_everywhere(session, chat_id=70_007)
    await runners.set_quiet(session, before, time(21), time(7))
    await runners.pause(session, before, NOON, None)
    runner = await runners.start_over(session, before, NOON)
    for runner_id in (before, runner.id):
        assert await tables_with(session, ABOUT_RUNNERS, "runner_id", runner_id) == set()
    assert await tables_with(session, ABOUT_RUNNERS, "runner_id", other) != set()
    assert (runner.consented, runner.consent_version, runner.onboarded) == (False, None, False)
    assert (runner.chat_id, runner.adult, runner.zone) == (70_006, True, "Europe/Berlin")
    assert (runner.quiet_from, runner.quiet_until) == (time(21), time(7))
    assert not runner.is_paused(NOON)
    assert await deletions(session) == []


async def test_somebody_who_is_gone_cannot_start_over(session: AsyncSession) -> None:
    with pytest.raises(runners.NoSuchRunner):
        await runners.start_over(session, 70_008, NOON)


@pytest.mark.parametrize("table", ["runners", "checkins", "routines", "schedules", "deliveries"])
async def test_no_id_is_given_twice_so_no_old_button_means_something_new(
    session: AsyncSession, table: str
) -> None:
    ids = select(Row.metadata.tables[table].c.id)
    forgotten = await keep_something_everywhere(session, chat_id=70_005)
    before = set(await session.scalars(ids))
    await runners.forget(session, forgotten, NOON)
    await keep_something_everywhere(session, chat_id=70_005)
    assert before.isdisjoint(await session.scalars(ids))


async def test_only_the_fact_and_the_day_of_an_erasure_are_kept(session: AsyncSession) -> None:
    await runners.forget(session, await add_runner(session), NOON)
    assert await deletions(session) == [NOON.date()]
    assert set(DeletionRow.__table__.columns.keys()) == {"id", "erased_on"}


async def test_forgetting_twice_is_one_erasure(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    assert await runners.forget(session, runner_id, NOON)
    assert not await runners.forget(session, runner_id, NOON)
    assert len(await deletions(session)) == 1


async def test_of_someone_under_18_not_even_an_erasure_is_kept(session: AsyncSession) -> None:
    runner_id = await keep_something_everywhere(session, chat_id=70_003)
    assert await runners.forget_silently(session, runner_id)
    assert await tables_with(session, ABOUT_RUNNERS, "runner_id", runner_id) == set()
    assert await deletions(session) == []


async def test_what_was_read_before_is_not_found_again(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await runners.keep_conversation(session, vault, runner_id, "checkin", {"now": 4}, NOON)
    await runners.forget(session, runner_id, NOON)
    assert await runners.conversation(session, vault, runner_id) is None


async def test_someone_forgotten_may_begin_anew(session: AsyncSession) -> None:
    await runners.forget(session, await add_runner(session, chat_id=70_004), NOON)
    runner = await runners.arrive(session, 70_004, "en", NOON)
    assert (runner.adult, runner.consented, runner.onboarded) == (False, False, False)


@pytest.mark.parametrize(
    ("arrived_for", "spoke_before", "consented", "kept"),
    [
        (timedelta(days=31), None, False, False),
        (timedelta(days=31), timedelta(days=31), False, False),
        (timedelta(days=31), timedelta(days=2), False, True),
        (timedelta(days=29), None, False, True),
        (timedelta(days=400), None, True, True),
    ],
)
async def test_who_never_consented_and_fell_silent_is_erased(
    session: AsyncSession,
    vault: Vault,
    arrived_for: timedelta,
    spoke_before: timedelta | None,
    consented: bool,
    kept: bool,
) -> None:
    runner_id = await add_runner(
        session,
        created_at=NOON - arrived_for,
        onboarded_at=None,
        consented_at=NOON - arrived_for if consented else None,
    )
    if spoke_before is not None:
        await runners.keep_conversation(session, vault, runner_id, "start", {}, NOON - spoke_before)
    erased = await runners.prune_unfinished(session, NOON - timedelta(days=30))
    assert erased == (0 if kept else 1)
    # Asked of the database, not of what this transaction has read before.
    session.expire_all()
    assert (await runners.get(session, runner_id) is not None) is kept
    assert await deletions(session) == []
