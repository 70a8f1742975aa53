"""Somebody with a reminder, for every test that needs one."""

from datetime import time
from typing import Any

from bot import routines, schedules
from bot.content import Content
from bot.database import Session
from bot.schedules import EVERY_DAY, Schedule
from bot.vault import Vault
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner


async def add(session: Session, runner_id: int, at: time, **changes: Any) -> Schedule:
    """A reminder of the plan, every day at this time in Berlin."""
    fields: dict[str, Any] = {"wants": "plan", "days": EVERY_DAY, "zone": "Europe/Berlin", "now": NOON}
    added = await schedules.add(session, runner_id, at=at, **(fields | changes))
    assert isinstance(added, Schedule)
    return added


async def reminders(session: Session) -> tuple[Schedule, ...]:
    """The reminders of the runner whom most tests are about."""
    return await schedules.of_runner(session, (await runner_of(session)).id)


async def reminded(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody in Berlin who is set up, with three run days and a reminder at 07:15."""
    runner_id = await add_runner(session)
    await routines.set_plan(session, runner_id, run_days={1, 3, 5})
    await add(session, runner_id, time(7, 15))
    return person(session, vault, content)
