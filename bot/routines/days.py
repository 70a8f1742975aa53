"""What a local day brings a runner: chosen by plan, planned for a slot, shown as it stands, exchanged."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Content
from bot.routines import store
from bot.routines.choice import BY_PLAN, Given, Rest, Routine, for_day, kind_for, kind_under, rebuilt
from bot.routines.planned import Plan, PlannedRoutine, State
from bot.routines.plans import plan_of
from bot.routines.swaps import Swap, swaps
from bot.triage import Effect
from bot.vault import Vault

# How far back it is looked what was given and done; a plan has every kind at least once in seven days.
LATELY = timedelta(days=28)


async def choose(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    *,
    on: date,
    effect: Effect,
    content: Content,
    wants: str = BY_PLAN,
) -> Routine | Rest | None:
    """What the runner's plan brings on the local day `on`, without planning it; None while it is paused."""
    lately = await store.recent(session, vault, runner_id, on - LATELY)
    plan = await plan_of(session, vault, runner_id)
    return for_day(on, plan, effect, content, _given(one for one in lately if one.on <= on), wants)


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
) -> PlannedRoutine | Rest | None:
    """Chooses the routine of the runner's local day `on` by their plan, and plans it for this slot.

    None when nothing is to be said: the plan is paused, or the slot has its routine already.
    """
    chosen = await choose(session, vault, runner_id, on=on, effect=effect, content=content, wants=wants)
    if not isinstance(chosen, Routine):
        return chosen
    return await store.plan_routine(
        session, vault, runner_id, chosen, on=on, slot=slot, now=now, schedule_id=schedule_id
    )


async def for_reminder(
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
) -> PlannedRoutine | Rest | None:
    """What a reminder is about: the day's routine of its kind while that is open, else a new one.

    None when there is nothing to remind of: that kind was done or put aside today, or the plan is paused.
    """
    if effect < Effect.REST:
        plan = await plan_of(session, vault, runner_id)
        kind = kind_under(effect, kind_for(on, plan.run_days, wants), plan.unhurt_level)
        # This slot's own routine is there already where it was begun from /today.
        that_day = await store.on_day(session, vault, runner_id, on)
        given = [one for one in that_day if one.slot == slot or one.kind is kind]
        for one in given:
            if one.state is State.OWED and (one.slot == slot or one.effect is effect):
                return one
        if any(one.state in {State.DONE, State.SKIPPED} for one in given):
            return None
    return await plan_for(
        session,
        vault,
        runner_id,
        on=on,
        slot=slot,
        effect=effect,
        content=content,
        now=now,
        wants=wants,
        schedule_id=schedule_id,
    )


async def as_it_stands(
    session: AsyncSession, vault: Vault, planned: PlannedRoutine, effect: Effect, content: Content
) -> Routine | Rest | None:
    """The routine as it was planned, or gentler where a check-in or a lower level asks for it; never harder.

    None when there is nothing to show: the plan is paused, or the content no longer has this routine.
    """
    plan = await plan_of(session, vault, planned.runner_id)
    return _as_it_stands(planned, plan, effect, content, await _before(session, vault, planned))


async def swaps_for(
    session: AsyncSession, vault: Vault, planned: PlannedRoutine, effect: Effect, content: Content
) -> Mapping[Swap, Routine]:
    """What the runner may do instead of an open routine; nothing once it is done or put aside."""
    if planned.state is not State.OWED:
        return {}
    plan = await plan_of(session, vault, planned.runner_id)
    lately = await _before(session, vault, planned)
    shown = _as_it_stands(planned, plan, effect, content, lately)
    if not isinstance(shown, Routine):
        return {}
    return swaps(shown, planned.first_given, plan, effect, content, lately)


async def can_be_changed(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    chosen: Routine,
    *,
    on: date,
    effect: Effect,
    content: Content,
) -> bool:
    """Whether there is anything to do instead of what was chosen for the day and not planned yet."""
    lately = await store.recent(session, vault, runner_id, on - LATELY)
    plan = await plan_of(session, vault, runner_id)
    return bool(swaps(chosen, None, plan, effect, content, _given(one for one in lately if one.on <= on)))


async def swap(
    session: AsyncSession,
    vault: Vault,
    planned: PlannedRoutine,
    wanted: Swap,
    effect: Effect,
    content: Content,
) -> PlannedRoutine | None:
    """Plans another routine in the same slot; None where that is not on offer any more."""
    offered = await swaps_for(session, vault, planned, effect, content)
    if wanted not in offered:
        return None
    return await store.replan(session, vault, planned.id, planned.runner_id, offered[wanted])


def _as_it_stands(
    planned: PlannedRoutine, plan: Plan, effect: Effect, content: Content, lately: list[Given]
) -> Routine | Rest | None:
    if effect <= planned.effect:
        return rebuilt(planned, content, plan.have, level_at_most=plan.level)
    return for_day(planned.on, plan, effect, content, lately, wants=planned.kind)


async def _before(session: AsyncSession, vault: Vault, planned: PlannedRoutine) -> list[Given]:
    """What was given before this routine, oldest first."""
    lately = await store.recent(session, vault, planned.runner_id, planned.on - LATELY)
    return _given(one for one in lately if one.id < planned.id)


def _given(lately: Iterable[PlannedRoutine]) -> list[Given]:
    return [Given(one.template_id, one.level, one.state is State.DONE) for one in lately]
