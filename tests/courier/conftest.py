"""A courier to a stand-in for Telegram, where it keeps what it uploaded, and where its pictures lie."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.courier import Courier
from bot.database import Database, open_database
from bot.deliveries import Gate
from sandbox import Sandbox
from tests.conftest import settings_for
from tests.courier.messages import ADA, BRIDGE, CLAMSHELL, MP4, bot_in
from tests.tables import lay_tables


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as opened:
        opened.add_person("Ada", id=ADA, started=True)
        yield opened


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Database]:
    """A database of its own for what was uploaded."""
    url = f"sqlite:///{tmp_path}/shelf.sqlite3"
    await lay_tables(url)
    database = open_database(settings_for(url))
    yield database
    await database.close()


@pytest.fixture
async def courier(sandbox: Sandbox, shelf: Database, tmp_path: Path) -> AsyncIterator[Courier]:
    async with bot_in(sandbox) as bot:
        yield Courier(bot, shelf, Clock(), Gate(1000), tmp_path)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Where the courier finds its pictures."""
    for n, picture in enumerate((BRIDGE, CLAMSHELL)):
        (tmp_path / picture.name).write_bytes(MP4 + bytes([n]))
    return tmp_path
