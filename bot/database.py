"""The database, opened once: SQLite in a file or PostgreSQL, and the transaction each entrance works in."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Select,
    Table,
    inspect,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.settings import Settings, async_url
from bot.sqlite import driver as sqlite_driver

T = TypeVar("T")

# Of one process to PostgreSQL, two of them held for as long as it lives.
CONNECTIONS = 12


class _SqliteInstant(sqlite.DATETIME):
    """Stored as SQLAlchemy's own type stores it, and written three times as fast: a push has ten of them."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        """Into text without an offset, as fixed in length as it is compared."""
        return lambda value: None if value is None else value.isoformat(" ", "microseconds")[:_WITHOUT_OFFSET]


_WITHOUT_OFFSET = len("2026-11-24 07:15:00.000000")


class UtcInstant(TypeDecorator[datetime]):
    """An aware UTC instant in both databases; refuses a naive time rather than guess its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite has no instants of its own: how they are written is ours to say."""
        if dialect.name != "sqlite":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(_SqliteInstant())  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database: UTC, without the offset on SQLite, which stores none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a stored instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Out of the database: aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# What the entrances hold of the database without knowing its library.
Session = AsyncSession
# A server that is gone shows as a plain OSError while connecting.
DatabaseProblem = (SQLAlchemyError, OSError)


def what_to_do(problem: BaseException) -> str:
    """What an operator can do about a database that will not have it; nothing of the statement is said."""
    said = str(problem).lower()
    if "disk is full" in said or "no space left" in said or "could not extend" in said:
        return "The disk is full. Nothing is half done; free some room and it goes on by itself."
    if "readonly" in said or "read-only" in said:
        return "The database cannot be written to. Nothing is half done; see to its rights and it goes on."
    return "The database is out of reach. Nothing is lost; it goes on by itself when it is back."


# By what a driver calls it or says: what is wrong, and what to do before it is tried again.
_TAKES_NOTHING = (
    (("disk is full", "no space left", "could not extend"), "The disk is full. Free some room."),
    # What SQLite says on a full disk when it opens a file.
    (("disk i/o error",), "The disk takes nothing: it is full, or fails. Free some room, or see to it."),
    (
        ("readonly", "read-only", "permissionerror", "insufficientprivilege"),
        "The database cannot be written to. See to the rights of its file and folder, or of its user on the "
        "server.",
    ),
)
_REASONS = (
    *_TAKES_NOTHING,
    (
        ("connectionrefused", "connect call failed", "gaierror", "timeouterror", "connectionreset"),
        "Nobody answers there. See whether the server runs, and whether its host and port are right.",
    ),
    (("invalidpassword", "invalidauthorization"), "The server does not take this user or password."),
    (("invalidcatalogname",), "The server has no database of that name. Make it, or correct the name."),
    (("toomanyconnections",), "The server has no connection left. Allow more, or run fewer processes."),
    (("is locked", "locknotavailable"), "Another process holds the database. Stop it, or wait for it."),
    (
        ("not a database", "malformed"),
        "The file is no SQLite database, or a damaged one. Correct its path, or restore a backup.",
    ),
    (
        ("unable to open", "isadirectory", "notadirectory", "fileexists"),
        "The file cannot be opened. See to its path, and to the rights of its folder.",
    ),
)


def why(problem: BaseException) -> str:
    """What is wrong, in plain words with what to do, for who starts something; nothing of the address."""
    known = _reason(problem, _REASONS)
    return (
        f"{known or 'See whether DATABASE_URL is right, and whether the server runs.'} ({name_of(problem)})"
    )


def takes_nothing(problem: BaseException) -> bool:
    """Whether there is a database, which cannot be written to."""
    return _reason(problem, _TAKES_NOTHING) is not None


def _reason(problem: BaseException, among: Iterable[tuple[tuple[str, ...], str]]) -> str | None:
    said = f"{name_of(problem)} {getattr(problem, 'orig', None) or problem}".lower()
    return next((reason for signs, reason in among if any(sign in said for sign in signs)), None)


def name_of(problem: BaseException) -> str:
    """What the driver calls it: `InvalidPasswordError` says more than the library's name for everything."""
    said = getattr(problem, "orig", None) or problem
    return type(said.__cause__ or said).__name__


# SQLite numbers rows by itself only in a column declared INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")

# For tables whose ids stand on buttons: SQLite would give the id of an erased row again, and an old button
# would act on a row that it was never made for. PostgreSQL never does.
NO_ID_TWICE = {"sqlite_autoincrement": True}


class Row(DeclarativeBase):
    """Every table of every room. Constraints have stable names, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcInstant, int: Id}  # noqa: RUF012 - SQLAlchemy reads it off the class


_NOBODY = nullcontext()
_CONNECTION = "connection"
# What an asynchronous session asks for with each statement; the connection has all rows at once anyway.
_FOR_THE_MAPPER = {"prebuffer_rows": True}


class _Straight(SyncSession):
    """A session for one transaction, whose statements of tables go to the connection by themselves.

    The mapper adds nothing to them, and finding that out again for each took a fifth of what they cost.
    """

    def execute(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Any = _FOR_THE_MAPPER,
        bind_arguments: Any = None,
        **more: Any,
    ) -> Any:
        """As the library's; raises SQLAlchemyError."""
        # What the mapper has to do with says so in its attributes.
        if more or bind_arguments or statement._propagate_attrs:
            return super().execute(
                statement,
                params,
                execution_options=execution_options,
                bind_arguments=bind_arguments,
                **more,
            )
        connection = self.info.get(_CONNECTION)
        if connection is None:
            connection = self.info[_CONNECTION] = self.connection()
            self._begun(connection)
        options = None if execution_options == _FOR_THE_MAPPER else execution_options
        return connection.execute(statement, params, execution_options=options)

    def _begun(self, connection: Connection) -> None:
        """The connection is this session's until the end."""


class _AtOnce(_Straight):
    """The same on SQLite for who waits: short statements run where the loop runs, from the first that can."""

    def _begun(self, connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.here = True


def _commit(session: SyncSession) -> None:
    session.commit()
    session.close()


# Twenty pages more, which a full file has not. On a server what locks is refused wherever a write is; it
# finds no row, so that nobody waits for it and no dead row is left, however often it is asked.
_A_WRITE = text("INSERT INTO alembic_version (version_num) VALUES (hex(zeroblob(40000)))")
_A_CLAIM = text("SELECT id FROM bot_pace WHERE false FOR UPDATE")
# What people do within a minute has room in it.
ROOM = 1024 * 1024


class Database:
    """An open database. `begin()` is the only way in; the edge that calls it commits by leaving it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._one_connection = engine.dialect.name == "sqlite"
        self._behind_people = asyncio.Lock()
        self._sessions = async_sessionmaker(engine, sync_session_class=_Straight, expire_on_commit=False)
        at_once = _AtOnce if self._one_connection else _Straight
        self._at_once = async_sessionmaker(engine, sync_session_class=at_once, expire_on_commit=False)

    @asynccontextmanager
    async def begin(self, somebody_waits: bool = False) -> AsyncIterator[AsyncSession]:
        """One transaction: committed at the end of the block, rolled back when it raises.

        Where all share one connection, who answers a person waits for one other transaction at most, and not
        for all that ticks and bulk have queued.
        """
        behind = self._behind_people if self._one_connection and not somebody_waits else _NOBODY
        async with behind:
            session = (self._at_once if somebody_waits else self._sessions)()
            try:
                yield session
                # The library's own `begin()` spawns a task to end with; this takes a quarter less of the CPU.
                await session.run_sync(_commit)
            except BaseException:
                # Shielded: who is cancelled gives the connection back all the same.
                await asyncio.shield(session.close())
                raise

    async def schema_version(self) -> str | None:
        """The migration this database stands at, or None before the first. Raises DatabaseProblem."""
        async with self.engine.connect() as connection:
            if not await connection.run_sync(lambda c: inspect(c).has_table("alembic_version")):
                return None
            return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()

    async def try_writing(self) -> None:
        """Writes, and takes it back: nothing is left of it. Raises DatabaseProblem where that is refused."""
        # What is taken back never comes to the disk, so that a full one is not met.
        if self._one_connection:
            path = self.engine.url.database or ""
            if shutil.disk_usage(os.path.dirname(path) or ".").free < ROOM:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
            # Nor is one that the system has made read-only, after errors of the disk.
            os.close(os.open(path, os.O_RDWR))
        async with self.engine.connect() as connection:
            await connection.execute(_A_WRITE if self._one_connection else _A_CLAIM)
            await connection.rollback()

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[Any]:
        """A connection of asyncpg's own, for what a whole process holds on to. Raises DatabaseProblem.

        It is closed at the end of the block: what was locked or listened for by it ends with it.
        """
        # Only here: with SQLite nobody pays for a driver that is not used.
        import asyncpg

        async with self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            try:
                yield raw.driver_connection
            except (asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
                raise ConnectionError(type(problem).__name__) from None
            finally:
                await connection.invalidate()

    async def close(self) -> None:
        """Returns every connection."""
        await self.engine.dispose()


async def wake(session: AsyncSession, channel: str) -> None:
    """Wakes who listens on this channel when the transaction is committed; on SQLite nobody else lives."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel})


def insert_into(session: AsyncSession, table: type[Row]) -> Any:
    """An INSERT that can say what to do on a conflict, which each database spells in a dialect of its own."""
    return insert_in(dialect_of(session), table_of(table))


def insert_in(dialect: str, table: Table) -> Any:
    """The same for a statement that is built once and kept: building takes longer than running it."""
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


def dialect_of(session: AsyncSession) -> str:
    """What the database is called by its library: sqlite or postgresql."""
    return session.get_bind().dialect.name


def table_of(row: type[Row]) -> Table:
    """The table itself: for a row that is only read or written, the mapped class costs twice its time."""
    return cast(Table, row.__table__)


# What a room tells somebody of themselves: records by the name of the part, every field by its name.
Record = Mapping[str, Any]
Parts = Mapping[str, Iterable[Record]]

# So many rows at a time are taken over on the loop, which others wait for meanwhile: some milliseconds.
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Kept(Iterable[T]):
    """Rows as they are stored, each made what it tells of anew whenever it is gone through.

    So what is sealed is opened where they are gone through, in another thread for one, and one at a time.
    """

    rows: Sequence[Any]
    opened: Callable[[Any], T]

    def __iter__(self) -> Iterator[T]:
        return map(self.opened, self.rows)


async def read_all(
    session: AsyncSession, query: Select[*tuple[Any, ...]], opened: Callable[[Any], T]
) -> Kept[T]:
    """All rows of a query, read page by page, so that the loop is never long at it."""
    rows: list[Any] = []
    streamed = await session.stream(query, execution_options={"yield_per": _PAGE})
    async for page in streamed.partitions():
        rows.extend(page)
    return Kept(rows, opened)


def open_database(settings: Settings) -> Database:
    """Opens what DATABASE_URL names; makes the SQLite file, for its owner alone, where there is none."""
    url = async_url(settings.database_url)
    path = settings.sqlite_path
    if path is None:
        return Database(
            create_async_engine(
                url, pool_size=CONNECTIONS, max_overflow=0, pool_pre_ping=True, hide_parameters=True
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    # SQLite has one writer at a time; one connection queues our own tasks fairly instead of having
    # them sleep on each other's locks.
    engine = create_async_engine(
        url, module=sqlite_driver, pool_size=1, max_overflow=0, pool_timeout=30, hide_parameters=True
    )
    return Database(engine)
