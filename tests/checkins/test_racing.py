"""Two answers at the same moment each see what the other led to."""

import asyncio
from typing import Any

from sqlalchemy import delete

from bot import checkins
from bot.checkins.tables import CheckInRow
from bot.content import Content
from bot.database import Database
from bot.runners.tables import RunnerRow
from bot.triage import Answers, Level
from bot.vault import Vault
from tests.conftest import NOON, add_runner

UNREAD: dict[str, Any] = {
    "at": NOON,
    "on": NOON.date(),
    "answers": b"",
    "decision": b"",
    "rules_version": "old",
    "binds": False,
}


async def test_two_stops_at_once_still_count_as_two(
    database: Database, vault: Vault, content: Content
) -> None:
    async with database.begin() as session:
        runner = await add_runner(session, 7_000_001)

    async def stop() -> checkins.CheckIn:
        async with database.begin() as session:
            return await checkins.record(
                session, vault, runner, Answers(now=7), content=content, on=NOON.date(), now=NOON
            )

    try:
        made = await asyncio.gather(*(stop() for _ in range(4)))
        async with database.begin() as session:
            stands = await checkins.standing(session, vault, runner)
    finally:
        async with database.begin() as session:
            await session.execute(delete(RunnerRow).where(RunnerRow.id == runner))
    assert sorted(checkin.decision.level for checkin in made) == [Level.STOP] + [Level.ROUTINE] * 3
    assert stands.level is Level.ROUTINE


async def test_two_updates_that_wrote_about_a_runner_before_do_not_wait_for_each_other(
    database: Database, vault: Vault, content: Content
) -> None:
    async with database.begin() as session:
        runner = await add_runner(session, 7_000_002)
    both_wrote = asyncio.Barrier(2 if database.engine.dialect.name == "postgresql" else 1)

    async def stop() -> Level:
        async with database.begin() as session:
            # Any row that names the runner holds on to theirs until the end of the transaction.
            session.add(CheckInRow(runner_id=runner, asked="onboarding", **UNREAD))
            await session.flush()
            await both_wrote.wait()
            made = await checkins.record(
                session, vault, runner, Answers(now=7), content=content, on=NOON.date(), now=NOON
            )
            return made.decision.level

    try:
        levels = await asyncio.gather(stop(), stop())
    finally:
        async with database.begin() as session:
            await session.execute(delete(RunnerRow).where(RunnerRow.id == runner))
    assert sorted(levels) == [Level.STOP, Level.ROUTINE]
