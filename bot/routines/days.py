"""What a local day brings a runner: chosen by plan, planned for a slot, shown as it stands, exchanged."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Content
from bot.routines import store
from bot.routines.choice import BY_PLAN, Rest, Routine, Running
from bot.routines.known import known_of
from bot.routines.planned import PlannedRoutine
from bot.routines.swaps import Swap
from bot.triage import Effect
from bot.vault import Vault


async def choose(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    effect: Effect,
    content: Content,
    wants: str = BY_PLAN,
    running: Running = Running.ANY,
) -> Routine | Rest | None:
    """What the runner's plan brings on the local day `on`, without planning it; None while it is paused."""
    known = await known_of(session, vault, runner_id, on, running=running)
    return known.chosen(on, effect, content, wants)


async def plan_for(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    slot: str,
    effect: Effect,
    content: Content,
    now: datetime,
    wants: str = BY_PLAN,
    schedule_id: int | None = None,
    running: Running = Running.ANY,
) -> PlannedRoutine | Rest | None:
    """Chooses the routine of the runner's local day `on` by their plan, and plans it for this slot.

    None when nothing is to be said: the plan is paused, or the slot has its routine already.
    """
    known = await known_of(session, vault, runner_id, on, running=running)
    chosen = known.chosen(on, effect, content, wants)
    if not isinstance(chosen, Routine):
        return chosen
    return await store.plan_routine(
        session, vault, runner_id, chosen, on=on, slot=slot, now=now, schedule_id=schedule_id
    )


async def as_it_stands(
    session: AsyncSession,
    vault: Vault,
    planned: PlannedRoutine,
    effect: Effect,
    content: Content,
    *,
    running: Running = Running.ANY,
) -> Routine | Rest | None:
    """The routine as it was planned, or as what was said since then has it: see `Known.as_it_stands`.

    None when there is nothing to show: the plan is paused, or the content no longer has this routine.
    """
    known = await known_of(session, vault, planned.runner_id, planned.on, running=running)
    return known.as_it_stands(planned, effect, content)


async def swaps_for(
    session: AsyncSession,
    vault: Vault,
    planned: PlannedRoutine,
    effect: Effect,
    content: Content,
    *,
    running: Running = Running.ANY,
) -> Mapping[Swap, Routine]:
    """What the runner may do instead of an open routine; nothing once it is done or put aside."""
    known = await known_of(session, vault, planned.runner_id, planned.on, running=running)
    return known.swaps_for(planned, effect, content)


async def can_be_changed(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    chosen: Routine,
    *,
    on: date,
    effect: Effect,
    content: Content,
    running: Running = Running.ANY,
) -> bool:
    """Whether there is anything to do instead of what was chosen for the day and not planned yet."""
    known = await known_of(session, vault, runner_id, on, running=running)
    return bool(known.swaps_for_chosen(chosen, on, effect, content))


async def swap(
    session: AsyncSession,
    vault: Vault,
    planned: PlannedRoutine,
    wanted: Swap,
    effect: Effect,
    content: Content,
    *,
    running: Running = Running.ANY,
) -> PlannedRoutine | None:
    """Plans another routine in the same slot; None where that is not on offer any more."""
    offered = await swaps_for(session, vault, planned, effect, content, running=running)
    if wanted not in offered:
        return None
    return await store.replan(session, vault, planned.id, planned.runner_id, offered[wanted])
