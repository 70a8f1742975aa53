"""The rule for which routine a day brings: by run days, with rest between strength, and gentler for pain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.content import Content, Dose, RoutineKind
from bot.routines.planned import LOWEST, Plan, PlannedRoutine
from bot.triage import Effect

BY_PLAN = "plan"
STRENGTH_DAYS_AT_MOST = 3  # a week, with a day between: OrthoInfo and ACSM say 2 to 3

_WARM_UP, _MOBILITY, _GENTLE = "warm_up", "mobility", "mobility_gentle"
_KINDS = {kind.value: kind for kind in RoutineKind}


@dataclass(frozen=True, slots=True)
class Routine:
    """What to do: exercises with their doses, in order, in about `minutes`.

    `effect` is what a check-in did to the plan; `gentler` says that it made this routine milder than
    planned; `walk_instead`, that it stands in for the warm-up of a run that should be a walk.
    """

    template_id: str
    kind: RoutineKind
    items: tuple[tuple[str, Dose], ...]
    level: int
    minutes: int
    effect: Effect = Effect.AS_PLANNED
    gentler: bool = False
    walk_instead: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """No exercise today, because of the pain in the last check-in; a calmer one brings the plan back."""

    instead_of: RoutineKind


def strength_days(run_days: frozenset[int]) -> frozenset[int]:
    """The weekdays for strength (0 is Monday): up to three without a run, never two next to each other.

    Sunday and Monday are next to each other too. The same run days always give the same answer.
    """
    free = sorted(set(range(7)) - run_days)
    for size in range(min(STRENGTH_DAYS_AT_MOST, len(free)), 0, -1):
        spread = [days for days in combinations(free, size) if _shortest_gap(days) > 1]
        if spread:
            # max() keeps the first of equals: the days that come earliest in the week.
            widest = max(spread, key=_shortest_gap)
            return frozenset(widest)
    return frozenset()


def kind_for(on: date, run_days: frozenset[int], wants: str = BY_PLAN) -> RoutineKind:
    """The kind of routine for a day: the one wanted by name, or by plan.

    By plan a run day brings a warm-up, a strength day strength, and any other day mobility. Every word in
    `wants` that is no kind of routine means by plan.
    """
    if wants in _KINDS:
        return _KINDS[wants]
    if on.weekday() in run_days:
        return RoutineKind.warm_up
    return RoutineKind.strength if on.weekday() in strength_days(run_days) else RoutineKind.mobility


def template_for(kind: RoutineKind, level: int, content: Content, recent: Sequence[str] = ()) -> str:
    """The id of the template to use; strength takes the next one in turn after the last of `recent`.

    `recent` holds the ids of templates given lately, oldest first.
    """
    if kind is RoutineKind.warm_up:
        return _WARM_UP
    if kind is RoutineKind.mobility:
        return _MOBILITY
    turn = sorted(
        template.id
        for template in content.routines.values()
        if template.kind is RoutineKind.strength and template.minimum_level <= level
    )
    last = next((template_id for template_id in reversed(recent) if template_id in turn), None)
    return turn[0] if last is None else turn[(turn.index(last) + 1) % len(turn)]


def for_day(
    on: date,
    plan: Plan,
    effect: Effect,
    content: Content,
    recent: Sequence[str] = (),
    wants: str = BY_PLAN,
) -> Routine | Rest | None:
    """What the local day `on` brings under `effect`, what check-ins did to the plan.

    None while the plan is paused: nothing is to be said. `recent` as in `template_for`.
    """
    kind = kind_for(on, plan.run_days, wants)
    if effect >= Effect.PAUSED:
        return None
    if effect is Effect.REST:
        return Rest(kind)
    if effect is Effect.MOBILITY_ONLY:
        runs = on.weekday() in plan.run_days or kind is RoutineKind.warm_up
        return _composed(_GENTLE, LOWEST, content, effect, gentler=True, walk_instead=runs)
    milder = kind_under(effect, kind, plan.level)
    level = plan.level if effect is Effect.AS_PLANNED else max(LOWEST, plan.level - 1)
    gentler = level < plan.level or milder is not kind
    return _composed(template_for(milder, level, content, recent), level, content, effect, gentler=gentler)


def kind_under(effect: Effect, kind: RoutineKind, level: int) -> RoutineKind:
    """The kind that is given in place of `kind`: where nothing is easier than strength, mobility is."""
    lowest_strength = kind is RoutineKind.strength and level == LOWEST
    if effect is Effect.MOBILITY_ONLY or (effect is Effect.ONE_LEVEL_DOWN and lowest_strength):
        return RoutineKind.mobility
    return kind


def rebuilt(planned: PlannedRoutine, content: Content) -> Routine | None:
    """The routine that was planned, to show it again; None when the content no longer has it."""
    if planned.template_id not in content.routines:
        return None
    return _composed(
        planned.template_id,
        planned.level,
        content,
        planned.effect,
        gentler=planned.gentler,
        walk_instead=planned.walk_instead,
    )


def _composed(
    template_id: str,
    level: int,
    content: Content,
    effect: Effect,
    *,
    gentler: bool,
    walk_instead: bool = False,
) -> Routine:
    template = content.routines[template_id]
    level = min(level, template.highest_level)
    exercises = [content.exercises[exercise_id] for exercise_id in template.exercises]
    done = [(exercise, dose) for exercise in exercises if (dose := exercise.dose_at(level)) is not None]
    seconds = sum(dose.takes_s(exercise.sides) for exercise, dose in done)
    return Routine(
        template_id=template_id,
        kind=template.kind,
        items=tuple((exercise.id, dose) for exercise, dose in done),
        level=level,
        minutes=max(1, round(seconds / 60)),
        effect=effect,
        gentler=gentler,
        walk_instead=walk_instead,
    )


def _shortest_gap(days: tuple[int, ...]) -> int:
    """Days from one to the next around the week, the least of them; 7 for a single day."""
    return min((after - day) % 7 or 7 for day, after in zip(days, (*days[1:], days[0]), strict=True))
