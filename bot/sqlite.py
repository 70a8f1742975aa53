"""SQLite where the loop runs: a statement takes less time here than the way to another thread and back.

The usual driver hands each of cursor, execute, fetch and close to a thread, some thirty times an update.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

# As long as another process (a migration, a check) may hold the database.
WAIT_FOR_OTHERS_S = 10.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.002, 0.05

Parameters = Sequence[Any]


class Cursor:
    """sqlite3's own, in the shape that SQLAlchemy's adapter for asyncio asks for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """What the columns are called; None where there are none."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was added last."""
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Parameters = ()) -> Self:
        """One statement; one that begins a transaction waits for other processes, and holds up nobody."""
        wait, waited = FIRST_WAIT_S, 0.0
        while True:
            try:
                self._cursor.execute(operation, parameters)
                return self
            except sqlite3.OperationalError as problem:
                # What it is busy with stands in the bits above.
                busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or self._connection.in_transaction or waited > WAIT_FOR_OTHERS_S:
                    raise
            await asyncio.sleep(wait)
            waited += wait
            wait = min(2 * wait, LONGEST_WAIT_S)

    async def executemany(self, operation: str, parameters: Sequence[Parameters]) -> Self:
        """One statement with many rows."""
        self._cursor.executemany(operation, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """Every row that is left."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Ends the statement."""
        self._cursor.close()


class Connection:
    """One connection, to be used by the thread that opened it."""

    def __init__(self, path: Path) -> None:
        # Waiting is done by `Cursor.execute`, where others go on meanwhile.
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)

    def cursor(self) -> Cursor:
        """A new cursor."""
        return Cursor(self._connection)

    async def create_function(self, *args: Any, **options: Any) -> None:
        """Teaches it a function; SQLAlchemy does."""
        self._connection.create_function(*args, **options)

    async def commit(self) -> None:
        """Ends the transaction and keeps it."""
        self._connection.commit()

    async def rollback(self) -> None:
        """Ends the transaction and keeps nothing of it."""
        self._connection.rollback()

    async def close(self) -> None:
        """Closes it."""
        self._connection.close()

    def stop(self) -> None:
        """Closes it at once."""
        self._connection.close()


async def connect(path: Path) -> Connection:
    """Opens the file."""
    return Connection(path)
