"""A town in bad weather: settled runners without their taps, updates of any shape, and the log as text."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import time
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from bot import logs, routines, runners, schedules
from bot.chat.start import CONSENT_VERSION
from sandbox import deeds
from sandbox.world import Person
from tests.conftest import NOON
from tests.flows.town import Resident, Town
from tests.sandbox.published import assert_well_formed

# Numbers of updates that the stand-in does not use.
_NUMBERS = count(1)

# What Telegram answers to presses on what is gone or says so already; the courier knows all of them.
HARMLESS = (
    "message is not modified",
    "query is too old",
    "message can't be edited",
    "not found",
    "upgraded to a supergroup",
)


@contextmanager
def log_kept(level: str = "INFO") -> Iterator[StringIO]:
    """Everything that is logged meanwhile, as an operator would read it; afterwards logging is as before."""
    root = logging.getLogger()
    handlers, before = root.handlers[:], root.level
    kept = StringIO()
    logs.set_up(level)
    [out] = root.handlers
    assert isinstance(out, logging.StreamHandler)
    out.setStream(kept)
    try:
        yield kept
    finally:
        root.handlers[:] = handlers
        root.setLevel(before)


@asynccontextmanager
async def rough_town(folder: Path, **settings: Any) -> AsyncIterator[Town]:
    """A running bot on SQLite; what it asked must be well formed, refusals are the test's own business."""
    async with Town(f"sqlite:///{folder}/town.sqlite3", **settings) as town:
        yield town
        assert_well_formed(town.sandbox.requests)


def assert_nothing_refused(town: Town, *, calm_log: StringIO) -> None:
    """No update failed, and Telegram refused nothing but what any late or repeated press leads to."""
    failed = [line for line in calm_log.getvalue().splitlines() if "update.failed" in line]
    assert not failed, "\n".join(failed[:5])
    refused = [
        r
        for r in town.sandbox.requests
        if r["status"] not in (200, 403, None)
        and not r.get("fault")
        and not any(words in str(r.get("error")) for words in HARMLESS)
    ]
    assert not refused, refused[:5]


async def settle(
    town: Town, first_id: int, many: int, at: time = time(7, 15), zone: str = "Europe/Berlin"
) -> list[Resident]:
    """People who finished /start long ago: consent given, a reminder every day, no fixed run days."""
    people = []
    async with town.bot.ticks.database.begin() as session:
        for person_id in range(first_id, first_id + many):
            town.sandbox.add_person(f"Runner{person_id}", id=person_id, started=True)
            runner = await runners.arrive(session, person_id, "en", NOON)
            await runners.confirm_adult(session, runner.id, NOON)
            await runners.consent(session, runner.id, CONSENT_VERSION, NOON)
            await runners.set_zone(session, runner.id, zone)
            await routines.set_plan(session, runner.id, run_days=frozenset())
            await schedules.add(
                session, runner.id, wants="plan", days=frozenset(range(7)), at=at, zone=zone, now=NOON
            )
            await runners.finish_onboarding(session, runner.id, NOON)
            people.append(Resident(town, person_id))
    return people


def send(town: Town, person_id: int, content: dict[str, Any], chat_id: int | None = None) -> dict[str, Any]:
    """A message with any content at all, put before the bot as Telegram would put it."""
    world = town.sandbox.world
    chat = world.chat(person_id if chat_id is None else chat_id)
    person: Person = world.person(person_id)
    if chat.is_private:
        deeds.unblock(world, person)
        person.has_started = True
    message = world.blank(chat, person.as_user()) | content
    world.post(chat, message)
    world.updates.add("message", message)
    return message


async def feed(town: Town, kind: str, payload: dict[str, Any]) -> None:
    """An update that our list of wanted kinds leaves out: Telegram may still hold some from before."""
    await town.bot.answering.receive([{"update_id": next(_NUMBERS), kind: payload}])


async def calm(town: Town) -> None:
    """Until every update that Telegram holds is fetched and answered, and nothing is on its way."""
    for _ in range(12_000):
        if not _is_busy(town):
            break
        await asyncio.sleep(0.005)
    await town.idle()


def _is_busy(town: Town) -> bool:
    return bool(town.sandbox.world.updates.pending or town.bot.answering.busy or town.bot.line.busy)


def asked(town: Town, method: str, chat_id: int | None = None) -> list[dict[str, Any]]:
    """What the bot asked of one method, of one chat if given."""
    return [
        r
        for r in town.sandbox.requests
        if r["method"] == method and chat_id in (None, r["parameters"].get("chat_id"))
    ]
