"""Databases full of runners, for measuring what many of them cost."""

from datetime import datetime, time, timedelta

from sqlalchemy import insert

from bot import schema
from bot.clock import Clock
from bot.database import Database, open_database
from bot.routines.tables import PlanRow
from bot.runners.tables import RunnerRow
from bot.schedules.tables import ScheduleRow
from bot.settings import Settings

AT_A_TIME = 10_000
FIRST_CHAT = 10_000


async def fill(url: str, due: int, later: int = 0) -> None:
    """Runners with one reminder each: so many due since some minutes, the others within a day from now."""
    database = open_database(Settings(database_url=url))
    await schema.migrate(database)
    now = Clock().now()
    for first in range(0, due + later, AT_A_TIME):
        ids = range(first + 1, min(first + AT_A_TIME, due + later) + 1)
        await _add(database, ids, due, now)
    await database.close()


async def _add(database: Database, ids: range, due: int, now: datetime) -> None:
    async with database.begin() as session:
        await session.execute(insert(RunnerRow), [_runner(n, now) for n in ids])
        await session.execute(insert(PlanRow), [{"runner_id": n, "run_days": 42, "level": 1} for n in ids])
        await session.execute(insert(ScheduleRow), [_schedule(n, n <= due, now) for n in ids])


def _runner(n: int, now: datetime) -> dict[str, object]:
    at = dict.fromkeys(("adult_confirmed_at", "consented_at", "onboarded_at", "created_at"), now)
    # No quiet hours: measured at night, nothing would be sent.
    quiet = dict.fromkeys(("quiet_from", "quiet_until"), time())
    return {"id": n, "chat_id": FIRST_CHAT + n, "zone": "Europe/Berlin", **quiet, **at}


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
