"""What a reminder is about, chosen and planned as the ticks do, for tests that need no ticks."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines
from bot.content import Content
from bot.routines import PlannedRoutine, Rest, Routine
from bot.triage import Effect
from bot.vault import Vault
from tests.conftest import NOON


async def reminded(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    on: date,
    slot: str,
    effect: Effect = Effect.AS_PLANNED,
) -> PlannedRoutine | Rest | None:
    """What a reminder of that day in this slot is about."""
    known = (await routines.known_of_all(session, vault, {runner_id: on}))[runner_id]
    found = known.reminded(on, slot, effect, content)
    if not isinstance(found, Routine):
        return found
    return await routines.plan_routine(session, vault, runner_id, found, on=on, slot=slot, now=NOON)
