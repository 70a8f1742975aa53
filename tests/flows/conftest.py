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
        url = request.getfixturevalue("fresh_postgres_url")
    async with Town(url) as opened:
        yield opened
        opened.assert_faultless()
