"""How long /progress takes for one runner with 20,000 check-ins: from the command to the finished picture."""

import asyncio
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert

from benchmarks import tables
from bot import memory
from bot.checkins.tables import CheckInRow
from bot.content import FOLDER, load
from bot.database import Database, Row, Session, open_database
from bot.questionnaires.tables import QuestionnaireRow
from bot.routines.tables import RoutineRow
from bot.runs import Source, log
from bot.triage import Answers, Decision, Effect, Level
from bot.vault import Vault, new_key
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner, import_every_table, settings_for

ROUNDS, CHECK_INS = 5, 20_000
ASKED_EVERY_S = 0.005
# Five a day for eleven years, and all of them within the eight weeks that are shown first.
SPREADS = {"over 4,000 days": 4000, "over 56 days": 56}
LINES = ("/progress", "/progress all")


@dataclass(frozen=True)
class Answered:
    """Milliseconds until the page is ready, for its picture, and how late the loop was at most."""

    page: float
    picture: float
    late: float


async def show() -> None:
    """Prints the medians for each spread of the check-ins and each period."""
    import_every_table()
    content = load(FOLDER)
    # As the bot does once it has read everything.
    memory.keep_what_stays()
    rows = []
    for spread, days in SPREADS.items():
        with tempfile.TemporaryDirectory() as folder:
            database = open_database(settings_for(f"sqlite:///{Path(folder) / 'bench.sqlite3'}"))
            vault = Vault(new_key())
            await _fill(database, vault, days)
            for line in LINES:
                async with database.begin() as session:
                    ada = person(session, vault, content)
                    await _answered(ada, line)
                    some = [await _answered(ada, line) for _ in range(ROUNDS)]
                page, picture = median(it.page for it in some), median(it.picture for it in some)
                late = max(it.late for it in some)
                rows.append(
                    (
                        f"{line}, {spread}",
                        f"{page:.0f}",
                        f"{picture:.0f}",
                        f"{page + picture:.0f}",
                        f"{late:.0f}",
                    )
                )
            await database.close()
    tables.show(
        f"/progress of one runner with {CHECK_INS:,} check-ins (medians of {ROUNDS})",
        ("", "page, ms", "picture, ms", "both, ms", "loop late at most, ms"),
        rows,
    )


async def _answered(ada: Person, line: str) -> Answered:
    loop, late = asyncio.get_running_loop(), [0.0]

    async def ask() -> None:
        while True:
            due = loop.time() + ASKED_EVERY_S
            await asyncio.sleep(ASKED_EVERY_S)
            late.append(loop.time() - due)

    asking, began = asyncio.create_task(ask()), time.perf_counter()
    await ada.command(line)
    page = time.perf_counter() - began
    made = ada.shown.made
    if made is None:
        raise RuntimeError("a page without its chart")
    await asyncio.to_thread(made.make)
    both = time.perf_counter() - began
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    return Answered(page * 1000, (both - page) * 1000, max(late) * 1000)


async def _fill(database: Database, vault: Vault, days: int) -> None:
    """One runner: the check-ins spread evenly, a routine a day, a run every second day, a score a week."""
    async with database.engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    async with database.begin() as session:
        runner_id = await add_runner(session)
        await _fill_checkins(session, vault, runner_id, days)
        for number in range(days):
            at = NOON - timedelta(days=number)
            session.add(
                RoutineRow(
                    runner_id=runner_id,
                    schedule_id=1,
                    on=at.date(),
                    slot="1",
                    given=vault.seal({}),
                    state="done" if number % 9 else "missed",
                    state_at=at,
                    planned_at=at,
                    day_ends_at=at,
                )
            )
            if number % 2:
                await log(
                    session,
                    vault,
                    runner_id,
                    on=at.date(),
                    distance_m=5000 + number % 7 * 1000,
                    duration_s=1800,
                    source=Source.TYPED,
                    now=at,
                )
            if at.weekday() == 0:
                sealed = vault.seal({"worths": [8, 8, 0, 8], "substantial": False})
                session.add(
                    QuestionnaireRow(runner_id=runner_id, week_on=at.date(), answers=sealed, answered_at=at)
                )


async def _fill_checkins(session: Session, vault: Vault, runner_id: int, days: int) -> None:
    decision = vault.seal(Decision(Level.CARRY_ON, "calm", Effect.AS_PLANNED, ("band:calm",), "1").to_json())
    step = timedelta(days=days) / CHECK_INS
    await session.execute(
        insert(CheckInRow),
        [
            {
                "runner_id": runner_id,
                "asked": "checkin",
                "at": (at := NOON - number * step),
                "on": at.date(),
                "answers": vault.seal(Answers(now=number % 4, worst=number % 6).to_json()),
                "decision": decision,
                "rules_version": "1",
                "binds": False,
            }
            for number in range(CHECK_INS)
        ],
    )
