"""A town with operators in it, and what they do to say something to everybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from tests.flows.town import Resident, Town

OPA, OLA, IDA, ADA = 3000, 3001, 3002, 4000
TEXT = "The bot rests on Sunday from 9 to 10."


@asynccontextmanager
async def town_with_operators(
    url: str, *, presses_old_buttons: bool = False, **settings: Any
) -> AsyncIterator[tuple[Town, Resident, Resident]]:
    """A town of two operators who are no runners.

    An old button may lead to what its message says already; nothing else may ever be refused.
    """
    given = {"operator_ids": frozenset({OPA, OLA}), "send_rate": 1000, **settings}
    async with Town(url, **given) as town:
        yield town, town.arrive("Opa", OPA), town.arrive("Ola", OLA)
        if presses_old_buttons:
            refused = [r for r in town.sandbox.requests if r["status"] == 400]
            assert all("message is not modified" in r["error"] for r in refused)
        else:
            town.assert_faultless()


async def write(operator: Resident, text: str = TEXT) -> None:
    """As far as the preview."""
    await operator.says("/announce")
    await operator.says(text)


def had(people: list[Resident], text: str = TEXT) -> list[int]:
    """How often each of them had it."""
    return [sum(m.get("text") == text for m in one.heard) for one in people]


async def look(town: Town) -> None:
    """Long enough for the next look at how far it is."""
    await town.wait(timedelta(seconds=6))
