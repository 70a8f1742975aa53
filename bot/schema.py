"""The database's schema: which migration it stands at, which it should, and the way from one to the other."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.database import Database

FOLDER = Path(__file__).resolve().parents[1] / "migrations"


def newest() -> str | None:
    """The migration that this version of the bot needs."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


async def migrate(database: Database) -> None:
    """Brings the schema up to the newest migration, in one transaction; a second call changes nothing."""

    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async with database.engine.begin() as connection:
        await connection.run_sync(upgrade)
