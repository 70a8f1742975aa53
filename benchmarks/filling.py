"""Databases full of runners, for measuring what many of them cost."""

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Table, insert, inspect, select, text

from bot import schema
from bot.clock import Clock
from bot.database import Database, Row, Session, open_database
from bot.routines.tables import PlanRow
from bot.runners.tables import RunnerRow
from bot.schedules.tables import ScheduleRow
from bot.settings import Settings

AT_A_TIME = 10_000
FIRST_CHAT = 10_000


async def fill(url: str, due: int, later: int = 0) -> None:
    """Runners with one reminder each: so many due since some minutes, the others within a day from now.

    The first 10,000 of the others are written one by one and then copied by the database itself.
    """
    database = open_database(Settings(database_url=url))
    await schema.migrate(database)
    now = Clock().now()
    written = due + min(later, AT_A_TIME)
    for first in range(0, written, AT_A_TIME):
        ids = range(first + 1, min(first + AT_A_TIME, written) + 1)
        await _add(database, ids, due, now)
    for shift in range(AT_A_TIME, later, AT_A_TIME):
        async with database.begin() as session:
            for row in (RunnerRow, PlanRow, ScheduleRow):
                await _copy(session, row, due, min(later - shift, AT_A_TIME), shift)
    async with database.begin() as session:
        # What PostgreSQL does by itself within a minute or two; SQLite is left as the bot leaves it.
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(text("ANALYZE"))
    await database.close()


async def _add(database: Database, ids: range, due: int, now: datetime) -> None:
    async with database.begin() as session:
        await session.execute(insert(RunnerRow), [_runner(n, now) for n in ids])
        await session.execute(insert(PlanRow), [{"runner_id": n, "run_days": 42, "level": 1} for n in ids])
        await session.execute(insert(ScheduleRow), [_schedule(n, n <= due, now) for n in ids])


async def _copy(session: Session, row: type[Row], after: int, many: int, shift: int) -> None:
    """So many runners after this one once more, `shift` further on."""
    table = inspect(row).local_table
    assert isinstance(table, Table)
    runner = table.c.id if row is RunnerRow else table.c.runner_id
    moved = {runner.name, "chat_id"}
    columns = [column for column in table.c if column is runner or column.name != "id"]
    values: list[ColumnElement[object]] = [c + shift if c.name in moved else c for c in columns]
    theirs = select(*values).where(runner > after, runner <= after + many)
    await session.execute(insert(table).from_select([c.name for c in columns], theirs))


def _runner(n: int, now: datetime) -> dict[str, object]:
    filled = ("adult_confirmed_at", "consented_at", "onboarded_at", "created_at")
    return {
        "id": n,
        "chat_id": FIRST_CHAT + n,
        "zone": "Europe/Berlin",
        # No quiet hours: what is measured does not depend on when.
        "quiet_from": time(0),
        "quiet_until": time(0),
        **dict.fromkeys(filled, now),
    }


def _schedule(n: int, is_due: bool, now: datetime) -> dict[str, object]:
    next_at = now - timedelta(minutes=5) if is_due else now + timedelta(hours=1, seconds=n % 80_000)
    return {
        "runner_id": n,
        "wants": "plan",
        "days": 127,
        "at": next_at.time().replace(microsecond=0),
        "around": False,
        "next_at": next_at,
        "next_on": next_at.date(),
        "created_at": now,
    }
