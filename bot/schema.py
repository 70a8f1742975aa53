"""The database's schema: which migration it stands at, which it should, and the way from one to the other."""

from pathlib import Path

from sqlalchemy import Connection

from bot.database import Database

FOLDER = Path(__file__).resolve().parents[1] / "migrations"


def newest() -> str:
    """The migration that this version of the bot needs: migrations are numbered, `0001_foundation.py`."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


async def migrate(database: Database) -> None:
    """Brings the schema up to the newest migration, in one transaction; a second call changes nothing."""
    if await database.schema_version() == newest():
        return
    # Only here: a start of the bot would pay a tenth of a second for a library that it never calls.
    from alembic import command
    from alembic.config import Config

    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async with database.engine.begin() as connection:
        await connection.run_sync(upgrade)
