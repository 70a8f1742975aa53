"""SQLite as SQLAlchemy's asyncio takes it: short statements run where the loop runs, others in a thread.

A trip to a thread and back costs many times what a statement by its key does. So where somebody waits for an
answer a statement runs at once, as long as it waits for nothing: what needs a lock that another process has,
what writes the log into the file, what was slow before, and all that ticks and bulk do is made in the thread.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from types import SimpleNamespace
from typing import Any

from sqlalchemy.util import await_

# How long a transaction waits for another process: a migration, a check, somebody's shell.
WAITS_MS = 10_000
# What took longer once is made in the thread for so many times.
LONG_S = 0.02
TIMES_AWAY = 20
# With so many pages in the log a commit writes them into the file and waits for the disk: in the thread.
PAGES = 1000
# A check-in changes some ten pages; one of so many commits is made in the thread.
COMMITS_HERE = 64

_PREPARED = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
# A transaction that reads first and writes later fails at once when another process wrote between.
_BEGIN = "BEGIN IMMEDIATE"
_COMMIT = "COMMIT"


class Connection:
    """One connection, in the shape in which SQLAlchemy takes a driver's; used by one at a time.

    A transaction begins with its first statement and ends with a commit or a rollback. While it is `here`,
    its short statements run where the loop runs. Raises sqlite3.Error.
    """

    isolation_level = None

    def __init__(self, path: str) -> None:
        self._thread = _Thread()
        self.here = False
        self._is_open = False
        self._commits = 0
        self._away: dict[str, int] = {}  # by statement: how often it is made in the thread
        try:
            self._connection: sqlite3.Connection = self._in_thread(_open, path)
        except BaseException:
            self._thread.end()
            raise

    def cursor(self, server_side: bool = False) -> "_Cursor":
        """A cursor; `server_side`: for many rows, which come from the thread."""
        return _Cursor(self, self._connection.cursor(), server_side)

    def made(self, sql: str, is_long: bool, make: Callable[[], Any]) -> Any:
        """Makes this statement within the transaction, and gives what it brings back."""
        if not self._is_open:
            self._begin()
        return self._in_thread(make) if is_long else self._short(sql, make)

    def _short(self, sql: str, make: Callable[[], Any]) -> Any:
        if not self.here:
            return self._in_thread(make)
        if left := self._away.pop(sql, 0):
            if left > 1:
                self._away[sql] = left - 1
            return self._in_thread(make)
        began = time.perf_counter()
        try:
            return make()
        finally:
            if time.perf_counter() - began > LONG_S:
                self._away[sql] = TIMES_AWAY

    def _begin(self) -> None:
        # Said before: who is cancelled amid it rolls back behind it.
        self._is_open = True
        if self.here:
            try:
                self._connection.execute(_BEGIN)
                return
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
        self._in_thread(_begin_patiently, self._connection)

    def commit(self) -> None:
        """Commits what is open; where that fails it is open still, to be rolled back."""
        if self._is_open:
            self._commits += 1
            if self.here and self._commits < COMMITS_HERE:
                self._short(_COMMIT, self._connection.commit)
            else:
                self._commits = 0
                self._in_thread(_commit_and_tidy, self._connection)
        self._is_open = self.here = False

    def rollback(self) -> None:
        """Rolls back what is open, behind what may still be at work in the thread."""
        if self._is_open:
            self._in_thread(self._connection.rollback)
        self._is_open = self.here = False

    def create_function(self, *function: Any, **options: Any) -> None:
        """A function of ours for statements to call."""
        self._connection.create_function(*function, **options)

    def close(self) -> None:
        """Closes it behind what is at work; the log is written into the file."""
        self._in_thread(self._connection.close)
        self._thread.end()

    def terminate(self) -> None:
        """The same where nobody can wait for it."""
        self._thread.end(self._connection.close)

    def _in_thread(self, make: Callable[..., Any], *arguments: Any) -> Any:
        return await_(self._thread.makes(partial(make, *arguments)))


class _Thread:
    """A thread that makes one thing after the other; a trip to a pool's costs twice as much."""

    def __init__(self) -> None:
        self._to_make: SimpleQueue[tuple[asyncio.Future[Any] | None, Callable[[], Any]] | None] = (
            SimpleQueue()
        )
        Thread(target=self._run, name="sqlite", daemon=True).start()

    def makes(self, make: Callable[[], Any]) -> asyncio.Future[Any]:
        """What comes of this; it is made, too, where nobody waits for it any more."""
        made = asyncio.get_running_loop().create_future()
        self._to_make.put((made, make))
        return made

    def end(self, last: Callable[[], Any] | None = None) -> None:
        """Ends when all is made, this at last."""
        if last:
            self._to_make.put((None, last))
        self._to_make.put(None)

    def _run(self) -> None:
        while to_make := self._to_make.get():
            made, make = to_make
            try:
                brought, problem = make(), None
            except Exception as raised:
                brought, problem = None, raised
            if made:
                # Whose loop is closed waits for nothing.
                with suppress(RuntimeError):
                    made.get_loop().call_soon_threadsafe(_tell, made, brought, problem)
            # Nothing of it lives on while the next is waited for.
            del to_make, made, make, brought, problem


def _tell(made: asyncio.Future[Any], brought: Any, problem: Exception | None) -> None:
    if made.done():
        return
    if problem:
        made.set_exception(problem)
    else:
        made.set_result(brought)


class _Cursor:
    """One statement and all that it brought back."""

    def __init__(self, connection: Connection, cursor: sqlite3.Cursor, is_long: bool) -> None:
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1
        self._connection, self._cursor, self._is_long = connection, cursor, is_long
        self._rows: Iterator[Any] = iter(())

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Makes a statement."""
        self._take(sql, lambda: self._cursor.execute(sql, parameters).fetchall())

    def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Makes a statement for each of these."""
        self._take(sql, lambda: self._cursor.executemany(sql, parameters).fetchall())

    def _take(self, sql: str, make: Callable[[], Any]) -> None:
        self._rows = iter(self._connection.made(sql, self._is_long, make))
        made = self._cursor
        self.description, self.rowcount, self.lastrowid = made.description, made.rowcount, made.lastrowid

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        """So many of the rows that follow."""
        return list(islice(self._rows, size or self.arraysize))

    def fetchall(self) -> Sequence[Any]:
        """The rows that follow."""
        return list(self._rows)

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks for this before it hands rows out of its greenlet: all of them are here."""

    def close(self) -> None:
        """Lets go of the rows."""
        self._rows = iter(())
        self._cursor.close()


def _open(path: str) -> sqlite3.Connection:
    # One at a time uses it, be it the loop or the thread.
    opened = sqlite3.connect(path, WAITS_MS / 1000, isolation_level=None, check_same_thread=False)
    for pragma in _PREPARED:
        opened.execute(f"PRAGMA {pragma}")
    opened.execute("PRAGMA busy_timeout=0")
    opened.execute("PRAGMA wal_autocheckpoint=0")
    return opened


def _begin_patiently(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout={WAITS_MS}")
    try:
        connection.execute(_BEGIN)
    finally:
        connection.execute("PRAGMA busy_timeout=0")


def _commit_and_tidy(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA wal_autocheckpoint={PAGES}")
    try:
        connection.commit()
    finally:
        connection.execute("PRAGMA wal_autocheckpoint=0")


# What SQLAlchemy's dialect for aiosqlite asks of a driver: the names of sqlite3, and how to connect.
_NAMES = (
    *("Error", "DatabaseError", "DataError", "IntegrityError", "InterfaceError", "InternalError"),
    *("NotSupportedError", "OperationalError", "ProgrammingError", "Warning", "Binary"),
    *("PARSE_COLNAMES", "PARSE_DECLTYPES", "paramstyle", "sqlite_version", "sqlite_version_info"),
)
driver = SimpleNamespace(
    connect=lambda path, **_options: Connection(path),
    has_stop=True,
    **{name: getattr(sqlite3, name) for name in _NAMES},
)
