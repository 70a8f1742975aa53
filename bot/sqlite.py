"""SQLite in a thread of its own, one trip to it for each statement and one to end a transaction.

aiosqlite hands the making of a cursor, its statement, its rows and its end to the thread one after the other.
SQLAlchemy asks for all four each time, and rolls back what was committed. Here one trip brings back all of a
statement, the first of a transaction begins it, and only what is open is ended. All else is aiosqlite's.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

# A transaction that reads first and writes later fails at once when another process wrote between.
_BEGIN = "BEGIN IMMEDIATE"
_CHUNK = 64  # what aiosqlite hands out at a time where somebody iterates; nobody here does


class Connection(aiosqlite.Connection):
    """A connection whose transactions begin with their first statement. Raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        # The one thread makes every trip; only before the first SQLAlchemy sets something from outside.
        super().__init__(lambda: sqlite3.connect(path, check_same_thread=False), _CHUNK)
        self._thread.daemon = True
        self._begins = False
        self._is_open = False

    def begin(self) -> None:
        """The next statement begins a transaction; where none follows, none was needed."""
        self._begins = True

    def cursor(self) -> Any:
        """A cursor that costs no trip before its statement."""
        return _Cursor(self)

    async def run(self, statement: Callable[[sqlite3.Cursor], None]) -> None:
        """Runs this in the thread, within the transaction."""
        begins, self._begins = self._begins, False
        # Said before the trip: who is cancelled amid it rolls back behind it.
        self._is_open = self._is_open or begins
        await self._execute(self._run, begins, statement)  # type: ignore[no-untyped-call]

    def _run(self, begins: bool, statement: Callable[[sqlite3.Cursor], None]) -> None:
        cursor = self._conn.cursor()
        try:
            if begins:
                cursor.execute(_BEGIN)
            statement(cursor)
        finally:
            cursor.close()

    async def commit(self) -> None:
        """Commits what is open; where that fails it is open still, to be rolled back."""
        self._begins = False
        if self._is_open:
            await super().commit()
            self._is_open = False

    async def rollback(self) -> None:
        """Rolls back what is open."""
        self._begins = False
        if self._is_open:
            await super().rollback()
            self._is_open = False


class _Cursor:
    """What one statement brought back, held as plain values: nothing of it is left in the thread."""

    def __init__(self, connection: Connection) -> None:
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1
        self._connection = connection
        self._rows: list[Any] = []
        self._next = 0

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Runs a statement and fetches its rows. Raises sqlite3.Error."""
        await self._connection.run(lambda cursor: self._take(cursor.execute(sql, parameters)))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Runs a statement for each of these. Raises sqlite3.Error."""
        await self._connection.run(lambda cursor: self._take(cursor.executemany(sql, parameters)))
        return self

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows, self._next = cursor.fetchall(), 0
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        """So many of the rows that follow."""
        rows = self._rows[self._next : self._next + (size or self.arraysize)]
        self._next += len(rows)
        return rows

    async def fetchall(self) -> Sequence[Any]:
        """The rows that follow."""
        return await self.fetchmany(len(self._rows) or 1)

    async def close(self) -> None:
        """Lets go of the rows."""
        self._rows = []
