"""The migrations, from empty, make exactly the tables that the models describe, on both databases."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.dialects import sqlite

from bot import schema
from bot.database import Row, UtcInstant, open_database
from tests.conftest import add_runner, import_every_table, settings_for


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.sqlite3"
    return str(request.getfixturevalue("fresh_postgres_url"))


async def test_migrations_from_empty_equal_the_models(empty_url: str) -> None:
    import_every_table()
    database = open_database(settings_for(empty_url))
    assert await database.schema_version() is None
    await schema.migrate(database)
    await schema.migrate(database)
    assert await database.schema_version() == schema.newest()

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Row.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_after_an_upgrade_a_club_tells_whom_it_told_and_every_reminder_comes(empty_url: str) -> None:
    database = open_database(settings_for(empty_url))
    await schema.migrate(database)

    def to(version: str) -> Callable[[Connection], None]:
        config = Config()
        config.set_main_option("script_location", str(schema.FOLDER))

        def move(connection: Connection) -> None:
            config.attributes["connection"] = connection
            (command.downgrade if version < schema.newest() else command.upgrade)(config, version)

        return move

    club = (
        "INSERT INTO clubs (chat_id, thread_id, kind, title, language, level, lead_minutes, weekly, "
        "told_chat_id, created_at) VALUES (:chat, 0, 'group', 'H', 'en', 1, 30, 0, :told, CURRENT_TIMESTAMP)"
    )
    runner = (
        "INSERT INTO runners (id, chat_id, language, quiet_from, quiet_until, created_at) "
        "VALUES (:id, :id, 'en', '22:00', '06:00', CURRENT_TIMESTAMP)"
    )
    # Every day, on Mondays and Sundays, on Mondays.
    reminder = (
        "INSERT INTO schedules (runner_id, wants, days, at, around, created_at) "
        "VALUES (1, 'plan', :days, '07:15', false, CURRENT_TIMESTAMP)"
    )
    async with database.engine.begin() as connection:
        await connection.run_sync(to("0010"))
        for runner_id in (1, 2):
            await connection.execute(text(runner), {"id": runner_id})
        for days in (127, 65, 1):
            await connection.execute(text(reminder), {"days": days})
        for chat, told in ((-1, 1001), (-2, 0)):
            await connection.execute(text(club), {"chat": chat, "told": told})
        for version in (schema.newest(), "0010", schema.newest()):
            await connection.run_sync(to(version))
        told_of = await connection.execute(
            text(
                "SELECT chat_id, person_id FROM club_administrators "
                "JOIN clubs ON clubs.id = club_administrators.club_id"
            )
        )
        assert [tuple(row) for row in told_of] == [(-1, 1001)]
        ceilings = await connection.execute(text("SELECT pushes_a_day FROM runners ORDER BY id"))
        assert list(ceilings.scalars()) == [3, 2]
    await database.close()


def test_the_newest_migration_by_number_is_the_last_of_the_chain() -> None:
    assert schema.newest() == ScriptDirectory(str(schema.FOLDER)).get_current_head()


async def test_the_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "own" / "steady.sqlite3"
    database = open_database(settings_for(f"sqlite:///{path}"))
    await schema.migrate(database)
    assert path.stat().st_mode & 0o777 == 0o600
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1
        assert (await connection.execute(text("PRAGMA secure_delete"))).scalar() == 1
    await database.close()


def test_an_instant_is_text_on_sqlite_that_sorts_as_time_does() -> None:
    dialect = sqlite.dialect()
    kind = UtcInstant().dialect_impl(dialect)
    write, read = kind.bind_processor(dialect), kind.result_processor(dialect, None)
    assert write is not None
    assert read is not None
    summer = timezone(timedelta(hours=2))
    at = datetime(2026, 7, 1, 9, 30, tzinfo=summer)
    assert write(at) == "2026-07-01 07:30:00.000000"
    assert write(at + timedelta(microseconds=5)) == "2026-07-01 07:30:00.000005"
    assert read(write(at)) == at
    assert write(None) is None
    with pytest.raises(TypeError):
        write(at.replace(tzinfo=None))


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_whoever_is_given_a_copy_finds_no_row_and_the_first_number(
    migrated_postgres_url: str, turn: str
) -> None:
    database = open_database(settings_for(migrated_postgres_url))
    assert await database.schema_version() == schema.newest()
    async with database.begin() as session:
        assert await add_runner(session) == 1
    await database.close()
