"""What is known of a runner before a day is chosen, read at once for many, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Content, RoutineKind
from bot.routines import store
from bot.routines.choice import (
    BY_PLAN,
    Given,
    Rest,
    Routine,
    Running,
    for_day,
    kind_for,
    kind_of_day,
    kind_under,
    rebuilt,
)
from bot.routines.planned import Plan, PlannedRoutine, State
from bot.routines.plans import plans_of
from bot.routines.swaps import Swap, swaps
from bot.triage import Effect
from bot.vault import Vault

# How far back it is looked what was given and done; a plan has every kind at least once in seven days.
LATELY = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Known:
    """A runner's plan, and what was given to them in the 28 days up to the day asked about, oldest first.

    `running`: what their way back to running leaves of that day's runs.
    """

    plan: Plan
    lately: tuple[PlannedRoutine, ...]
    running: Running = Running.ANY

    def chosen(
        self, on: date, effect: Effect, content: Content, wants: str = BY_PLAN
    ) -> Routine | Rest | None:
        """What the plan brings on the local day `on`; None while it is paused."""
        before = _given(one for one in self.lately if one.on <= on)
        return for_day(on, self.plan, effect, content, before, wants, running=self.running)

    def reminded(
        self, on: date, slot: str, effect: Effect, content: Content, wants: str = BY_PLAN
    ) -> PlannedRoutine | Routine | Rest | None:
        """What a reminder is about: the day's routine of its kind while that is open, else one to be planned.

        None when there is nothing to remind of: that kind was done or put aside today, or the plan is paused.
        """
        if effect < Effect.REST:
            of_day = kind_of_day(kind_for(on, self.plan.run_days, wants), self.running)
            kind = kind_under(effect, of_day, self.plan.unhurt_level)
            # This slot's own routine is there already where it was begun from /today.
            that_day = [one for one in self.lately if one.on == on]
            given = [one for one in that_day if one.slot == slot or one.kind is kind]
            for one in given:
                if one.state is State.OWED and (one.slot == slot or one.effect is effect):
                    return one
            if any(one.state in {State.DONE, State.SKIPPED} for one in given):
                return None
        return self.chosen(on, effect, content, wants)

    def as_it_stands(
        self, planned: PlannedRoutine, effect: Effect, content: Content
    ) -> Routine | Rest | None:
        """The routine as it was planned, or as what was said since then has it: gentler, or as it was to be.

        One that is settled stays what it was. None when there is nothing to show: paused, or gone from the
        content.
        """
        is_open = planned.state is not State.DONE
        if effect <= planned.effect and not (is_open and self._is_over(planned, effect)):
            return rebuilt(planned, content, self.plan.have, level_at_most=self.plan.level)
        wants = planned.instead_of or planned.kind
        before = self._before(planned)
        return for_day(planned.on, self.plan, effect, content, before, wants, running=self.running)

    def _is_over(self, planned: PlannedRoutine, effect: Effect) -> bool:
        """Whether what made it what it is no longer holds: pain that is calm, or a run that may not be."""
        if effect < planned.effect:
            return True
        was_run = planned.kind is RoutineKind.warm_up or planned.walk_instead
        gave_way = planned.instead_of is RoutineKind.warm_up and not planned.walk_instead
        may_run = self.running is not Running.NONE
        return not may_run if was_run else gave_way and may_run

    def swaps_for(self, planned: PlannedRoutine, effect: Effect, content: Content) -> Mapping[Swap, Routine]:
        """What may be done instead of an open routine; nothing once it is done or put aside."""
        if planned.state is not State.OWED:
            return {}
        shown = self.as_it_stands(planned, effect, content)
        if not isinstance(shown, Routine):
            return {}
        before = self._before(planned)
        return swaps(shown, planned.first_given, self.plan, effect, content, before, self.running)

    def swaps_for_chosen(
        self, chosen: Routine, on: date, effect: Effect, content: Content
    ) -> Mapping[Swap, Routine]:
        """What may be done instead of what was chosen for the day and is not planned yet."""
        before = _given(one for one in self.lately if one.on <= on)
        return swaps(chosen, None, self.plan, effect, content, before, self.running)

    def _before(self, planned: PlannedRoutine) -> list[Given]:
        """What was given before this routine, oldest first."""
        return _given(one for one in self.lately if one.id < planned.id and one.on >= planned.on - LATELY)


async def known_of_all(session: AsyncSession, vault: Vault, on: Mapping[int, date]) -> dict[int, Known]:
    """What is known of each of these runners, to choose for their local day: (runner id: day)."""
    if not on:
        return {}
    plans = await plans_of(session, vault, on)
    lately: dict[int, list[PlannedRoutine]] = {runner_id: [] for runner_id in on}
    for one in await store.recent_of_all(session, vault, on, min(on.values()) - LATELY):
        if one.on >= on[one.runner_id] - LATELY:
            lately[one.runner_id].append(one)
    return {runner_id: Known(plans[runner_id], tuple(lately[runner_id])) for runner_id in on}


async def known_of(
    session: AsyncSession, vault: Vault, runner_id: int, on: date, *, running: Running = Running.ANY
) -> Known:
    """What is known of one runner, to choose for their local day `on`."""
    return replace((await known_of_all(session, vault, {runner_id: on}))[runner_id], running=running)


def _given(lately: Iterable[PlannedRoutine]) -> list[Given]:
    return [Given(one.template_id, one.level, one.state is State.DONE) for one in lately]
