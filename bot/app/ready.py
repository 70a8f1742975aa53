"""What a start checks before anybody is answered."""

from pathlib import Path
from typing import NamedTuple

from bot import content, pictures, runners, schema
from bot.courier import FIGURES
from bot.database import Database, DatabaseProblem, name_of, open_database
from bot.settings import Settings
from bot.vault import BadKey, SealedWithAnotherKey, Vault, open_vault
from bot.wording.figures import Figures, drawn_figures
from bot.wording.words import BadWords, Dictionary

WORDS = content.FOLDER / "words"

NOT_MIGRATED = "The database schema is not up to date: run `python -m bot migrate`, as `make run` does."


class CannotStart(Exception):
    """The message says what is wrong and what to do about it."""


class Ready(NamedTuple):
    """Everything that is read and opened before the start."""

    database: Database
    vault: Vault
    content: content.Content
    dictionary: Dictionary
    figures: Figures


async def prepare(settings: Settings, folder: Path = FIGURES) -> Ready:
    """Reads content and figures, opens database and vault. Raises CannotStart for whatever is wrong.

    `folder` is where the finished figures lie.
    """
    if settings.sqlite_path and not settings.sqlite_path.exists():
        raise CannotStart(NOT_MIGRATED)
    try:
        texts, dictionary = content.load(content.FOLDER), Dictionary(WORDS)
        figures = drawn_figures(texts, pictures.read(texts, folder))
        vault = open_vault(settings)
    except (content.BadContent, pictures.FiguresOutdated, BadWords, BadKey) as problem:
        raise CannotStart(str(problem)) from None
    database = open_database(settings)
    try:
        await _check_database(database, vault)
    except BaseException:
        await database.close()
        raise
    return Ready(database, vault, texts, dictionary, figures)


async def what_is_missing(database: Database) -> str | None:
    """Why this database cannot be worked with now; None when it can."""
    try:
        version = await database.schema_version()
    except DatabaseProblem as problem:
        return f"DATABASE_URL does not lead to a database: {name_of(problem)}"
    return NOT_MIGRATED if version != schema.newest() else None


async def _check_database(database: Database, vault: Vault) -> None:
    if missing := await what_is_missing(database):
        raise CannotStart(missing)
    async with database.begin() as session:
        if not await runners.key_fits(session, vault):
            raise CannotStart(str(SealedWithAnotherKey.__doc__))
