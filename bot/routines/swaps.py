"""The rule for what a runner may do instead of what was given: another, a short one, one for a hard run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.content import Content, Occasion, RoutineKind
from bot.routines.choice import Given, Routine, Running, composed, for_occasion, in_turn, level_under
from bot.routines.planned import Plan
from bot.triage import Effect


class Swap(StrEnum):
    """What a runner may ask for in place of what was given; `BACK` is what was given at first."""

    ELSE = "else"
    SHORT = "short"
    HARD = "hard"
    BACK = "back"


def swaps(
    shown: Routine,
    first_given: str | None,
    plan: Plan,
    effect: Effect,
    content: Content,
    lately: Sequence[Given] = (),
    running: Running = Running.ANY,
) -> Mapping[Swap, Routine]:
    """What may take the place of `shown`, a routine as it stands, always of the same kind.

    Nothing while gentle mobility is all there is. Nothing for a hard run while the plan is eased, before its
    level has risen after a clearing, or on the way back to running. What changes nothing is left out.
    `first_given`: the template it took the place of. `lately`, what was given before it, is oldest first.
    """
    if effect >= Effect.MOBILITY_ONLY or shown.template_id not in content.routines:
        return {}
    level = level_under(effect, plan)
    is_well = effect is Effect.AS_PLANNED and not plan.since_cleared
    may_run_hard = is_well and running is Running.ANY
    wanted = {
        Swap.ELSE: _else(shown, in_turn(shown.kind, level, content, lately, plan.have), content),
        Swap.SHORT: for_occasion(shown.kind, Occasion.no_time, level, content, plan.have),
        Swap.HARD: _hard(shown.kind, level, content, plan) if may_run_hard else None,
        Swap.BACK: first_given,
    }
    found = {
        swap: composed(template_id, level, content, effect, plan.have, gentler=shown.gentler)
        for swap, template_id in wanted.items()
        if template_id is not None and template_id in content.routines and template_id != shown.template_id
    }
    if shown.instead_of:
        found = {swap: replace(routine, instead_of=shown.instead_of) for swap, routine in found.items()}
    if Swap.SHORT in found and found[Swap.SHORT].minutes >= shown.minutes:
        del found[Swap.SHORT]
    return _without_twins(found)


def _without_twins(found: Mapping[Swap, Routine]) -> Mapping[Swap, Routine]:
    """Two buttons that lead to the same are one too many: the way back stays."""
    back = found.get(Swap.BACK)
    if back is None:
        return found
    return {
        swap: routine
        for swap, routine in found.items()
        if swap is Swap.BACK or routine.template_id != back.template_id
    }


def _else(shown: Routine, turn: Sequence[str], content: Content) -> str | None:
    """The next in turn; a short or a hard run's routine has its way back instead."""
    if content.routines[shown.template_id].occasion is not Occasion.any_day:
        return None
    if shown.template_id not in turn:
        return turn[0] if turn else None
    return turn[(turn.index(shown.template_id) + 1) % len(turn)]


def _hard(kind: RoutineKind, level: int, content: Content, plan: Plan) -> str | None:
    if kind is not RoutineKind.warm_up:
        return None
    return for_occasion(kind, Occasion.hard_run, level, content, plan.have)
