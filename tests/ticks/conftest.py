"""Ticks over a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content import Content
from bot.database import Row, open_database
from bot.vault import Vault
from tests.conftest import import_every_table, settings_for
from tests.ticks.watched import Watched


@pytest.fixture
async def ticks(tmp_path: Path, vault: Vault, content: Content) -> AsyncIterator[Watched]:
    """Ticks over a database file of their own, with a courier that counts."""
    import_every_table()
    database = open_database(settings_for(f"sqlite:///{tmp_path}/ticks.sqlite3"))
    async with database.engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    yield Watched(database, vault, content)
    await database.close()
