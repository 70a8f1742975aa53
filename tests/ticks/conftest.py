"""Ticks over a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content import Content
from bot.database import open_database
from bot.vault import Vault
from tests.conftest import settings_for
from tests.tables import lay_tables
from tests.ticks.watched import Watched


@pytest.fixture
async def ticks(tmp_path: Path, vault: Vault, content: Content) -> AsyncIterator[Watched]:
    """Ticks over a database file of their own, with a courier that counts."""
    url = f"sqlite:///{tmp_path}/ticks.sqlite3"
    await lay_tables(url)
    database = open_database(settings_for(url))
    yield Watched(database, vault, content)
    await database.close()
