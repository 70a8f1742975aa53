"""What a start checks before anybody is answered."""

from pathlib import Path
from typing import NamedTuple

from bot import content, pictures, runners, schema
from bot.courier import FIGURES
from bot.database import Database, DatabaseProblem, open_database, takes_nothing, why
from bot.settings import Settings
from bot.vault import BadKey, SealedWithAnotherKey, Vault, lost_key, open_vault
from bot.wording.figures import Figures, drawn_figures
from bot.wording.words import BadWords, Dictionary

WORDS = content.FOLDER / "words"

NO_DATABASE = "DATABASE_URL does not lead to a database"
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
        vault = None if lost_key(settings) else open_vault(settings)
    except (content.BadContent, pictures.FiguresOutdated, BadWords, BadKey) as problem:
        raise CannotStart(str(problem)) from None
    database = opened(settings)
    try:
        vault = await _check_database(database, settings, vault)
    except BaseException:
        await database.close()
        raise
    return Ready(database, vault, texts, dictionary, figures)


def opened(settings: Settings) -> Database:
    """The database of these settings. Raises CannotStart."""
    try:
        return open_database(settings)
    except OSError as problem:
        raise CannotStart(_why_not(problem)) from None


async def what_is_missing(database: Database, *, writes: bool = True) -> str | None:
    """Why this database cannot be worked with now; None when it can. `writes`: it must take them."""
    try:
        version = await database.schema_version()
    except DatabaseProblem as problem:
        return _why_not(problem)
    if version != schema.newest():
        return NOT_MIGRATED
    if writes:
        try:
            await database.try_writing()
        except DatabaseProblem as problem:
            return why(problem)
    return None


def _why_not(problem: BaseException) -> str:
    return why(problem) if takes_nothing(problem) else f"{NO_DATABASE}: {why(problem)}"


async def _check_database(database: Database, settings: Settings, vault: Vault | None) -> Vault:
    if missing := await what_is_missing(database):
        raise CannotStart(missing)
    async with database.begin() as session:
        if vault is None:
            # A key that is made now opens nothing of what is there, and might be taken for the one that does.
            if await runners.some_are_sealed(session):
                raise CannotStart(f"{lost_key(settings)} is missing. {SealedWithAnotherKey.__doc__}")
            vault = _first_key(settings)
        if not await runners.key_fits(session, vault):
            raise CannotStart(str(SealedWithAnotherKey.__doc__))
    return vault


def _first_key(settings: Settings) -> Vault:
    try:
        return open_vault(settings)
    except BadKey as problem:
        raise CannotStart(str(problem)) from None
