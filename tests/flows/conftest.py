"""The whole bot against the stand-in over HTTP: requests well formed, none refused, presses answered."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.town import Town


@pytest.fixture(params=["sqlite"])
async def town(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A running bot and its Telegram. Parametrise indirectly with "postgresql" to run on that."""
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    if request.param == "postgresql":
        url = request.getfixturevalue("migrated_postgres_url")
    async with Town(url) as opened:
        yield opened
        opened.assert_faultless()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database without a row is, once per kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("migrated_postgres_url"))
    return f"sqlite:///{tmp_path}/town.sqlite3"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where an empty SQLite file may be, for what does not depend on the database."""
    return f"sqlite:///{tmp_path}/town.sqlite3"
