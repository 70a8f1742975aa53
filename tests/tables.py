"""New SQLite files for tests, each with every table."""

import asyncio
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from bot import schema
from bot.database import open_database
from tests.conftest import settings_for

_templates = TemporaryDirectory()


async def lay_tables(database_url: str) -> None:
    """A new SQLite file begins as a copy of one that was migrated before, in a hundredth of the time."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or await asyncio.to_thread(Path(url.database or "").exists):
        return
    template = Path(_templates.name) / "migrated.sqlite3"
    if not await asyncio.to_thread(template.exists):
        database = open_database(settings_for(f"sqlite:///{template}"))
        await schema.migrate(database)
        await database.close()
    await asyncio.to_thread(shutil.copy, template, url.database or "")
