"""The rule for which routine a day brings: by run days, by what was done lately, and gentler for pain."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from bot.content import Content, Dose, Exercise, ExerciseKind, Occasion, Owned, RoutineKind, RoutineTemplate
from bot.routines.planned import HIGHEST, LOWEST, Plan, PlannedRoutine, State
from bot.triage import Effect

BY_PLAN = "plan"
STRENGTH_DAYS_AT_MOST = 3  # a week, with a day between: OrthoInfo and ACSM say 2 to 3
MINUTES_AT_MOST = 12

_KINDS = {kind.value: kind for kind in RoutineKind}

# For clubs, one exercise a week: strength on the floor, which has a lowest level and nothing to own.
CHALLENGES = ("glute_bridge", "side_leg_lift", "clamshell")


class Running(StrEnum):
    """What the way back to running leaves of a day's runs."""

    ANY = "any"
    A_GO = "a_go"  # an easy one
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Given:
    """A routine that was given before: which, at what level, and whether it was done."""

    template_id: str
    level: int = LOWEST
    done: bool = True


@dataclass(frozen=True, slots=True)
class Routine:
    """What to do: exercises with their doses, in order, in about `minutes`.

    `effect` is what a check-in did to the plan; `gentler` says that it made this routine milder than
    planned; `walk_instead`, that it stands in for the warm-up of a run that should be short, or a walk.
    `instead_of` is the kind that the day would have brought, where that is another.
    """

    template_id: str
    kind: RoutineKind
    items: tuple[tuple[str, Dose], ...]
    level: int
    minutes: int
    effect: Effect = Effect.AS_PLANNED
    gentler: bool = False
    walk_instead: bool = False
    instead_of: RoutineKind | None = None


@dataclass(frozen=True, slots=True)
class ToPlan:
    """A routine to be planned for a slot of a runner's local day; `zone` says when that day ends."""

    runner_id: int
    zone: str
    routine: Routine
    on: date
    slot: str
    schedule_id: int | None = None

    def planned(self, routine_id: int, now: datetime) -> PlannedRoutine:
        """What it is once it is planned, under this id."""
        return PlannedRoutine(
            id=routine_id,
            runner_id=self.runner_id,
            schedule_id=self.schedule_id,
            on=self.on,
            slot=self.slot,
            template_id=self.routine.template_id,
            kind=self.routine.kind,
            level=self.routine.level,
            effect=self.routine.effect,
            gentler=self.routine.gentler,
            walk_instead=self.routine.walk_instead,
            instead_of=self.routine.instead_of,
            state=State.OWED,
            state_at=now,
            planned_at=now,
        )


@dataclass(frozen=True, slots=True)
class Rest:
    """No exercise today, because of the pain in the last check-in; a calmer one brings the plan back."""

    instead_of: RoutineKind


# There are 128 sets of weekdays; a thousand runners at nine o'clock share a few of them.
@lru_cache(maxsize=128)
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


def in_turn(
    kind: RoutineKind,
    level: int,
    content: Content,
    lately: Sequence[Given] = (),
    have: Set[Owned] = frozenset(),
) -> list[str]:
    """The ids of the templates of this kind for any day, the one whose turn it is first.

    The least lately done comes first, of those never done the least lately given. The exercises of the last
    one given, done or not, do not come again at once, as long as there are others. `lately` is oldest first.
    """
    have = frozenset(have)
    fitting = list(_fitting(kind, level, content, have, Occasion.any_day))
    of_kind = [
        one for one in lately if (known := content.routines.get(one.template_id)) and known.kind is kind
    ]
    last_done = {one.template_id: at for at, one in enumerate(of_kind) if one.done}
    last_given = {one.template_id: at for at, one in enumerate(of_kind)}
    fitting.sort(key=lambda it: (last_done.get(it.id, -1), last_given.get(it.id, -1), it.id))
    turn = [template.id for template in fitting]
    last = [_exercises(one.template_id, one.level, content, have) for one in of_kind[-1:]]
    others = [id_ for id_ in turn if _exercises(id_, level, content, have) not in last] if last else turn
    return others or turn


def for_occasion(
    kind: RoutineKind, occasion: Occasion, level: int, content: Content, have: Set[Owned] = frozenset()
) -> str | None:
    """The id of the template of this kind for such a day, the first by id; None where there is none."""
    fitting = _fitting(kind, level, content, frozenset(have), occasion)
    return fitting[0].id if fitting else None


def for_day(
    on: date,
    plan: Plan,
    effect: Effect,
    content: Content,
    lately: Sequence[Given] = (),
    wants: str = BY_PLAN,
    *,
    running: Running = Running.ANY,
) -> Routine | Rest | None:
    """What the local day `on` brings under `effect`, what check-ins did to the plan.

    None while the plan is paused: nothing is to be said. `lately` as in `in_turn`. On a day without
    any `running`, mobility takes the place of a warm-up: strength would come beside another day of it.
    """
    kind = kind_for(on, plan.run_days, wants)
    if effect >= Effect.PAUSED:
        return None
    if effect is Effect.REST:
        return Rest(kind)
    if effect is Effect.MOBILITY_ONLY:
        sore = for_occasion(RoutineKind.mobility, Occasion.sore_day, LOWEST, content)
        if sore is None:
            return Rest(kind)
        runs = running is not Running.NONE and (on.weekday() in plan.run_days or kind is RoutineKind.warm_up)
        sorely = composed(sore, LOWEST, content, effect, plan.have, gentler=True, walk_instead=runs)
        return _instead_of(kind, sorely)
    milder = kind_under(effect, kind_of_day(kind, running), plan.unhurt_level)
    level = level_under(effect, plan)
    gentler = level < plan.unhurt_level or milder is not kind
    turn = in_turn(milder, level, content, lately, plan.have)
    chosen = composed(
        turn[0], level, content, effect, plan.have, gentler=gentler and effect > Effect.AS_PLANNED
    )
    return _instead_of(kind, chosen)


def _instead_of(kind: RoutineKind, given: Routine) -> Routine:
    return given if given.kind is kind else replace(given, instead_of=kind)


def kind_of_day(kind: RoutineKind, running: Running) -> RoutineKind:
    """The kind of a day on which nobody runs: no warm-up, for there is nothing to warm up for."""
    return RoutineKind.mobility if kind is RoutineKind.warm_up and running is Running.NONE else kind


def kind_under(effect: Effect, kind: RoutineKind, level: int) -> RoutineKind:
    """The kind that is given in place of `kind`: where nothing is easier than strength, mobility is."""
    lowest_strength = kind is RoutineKind.strength and level == LOWEST
    if effect is Effect.MOBILITY_ONLY or (effect is Effect.ONE_LEVEL_DOWN and lowest_strength):
        return RoutineKind.mobility
    return kind


def level_under(effect: Effect, plan: Plan) -> int:
    """The level to give: one below while the plan is eased, and not two where pain lowered it already."""
    return plan.level if effect is Effect.AS_PLANNED else max(LOWEST, plan.unhurt_level - 1)


def is_gentler(effect: Effect, plan: Plan) -> bool:
    """Whether `level_under` is below what it would be without the pain."""
    return effect > Effect.AS_PLANNED and level_under(effect, plan) < plan.unhurt_level


def rebuilt(
    planned: PlannedRoutine,
    content: Content,
    have: Set[Owned] = frozenset(),
    level_at_most: int = HIGHEST,
) -> Routine | None:
    """The routine that was planned, to show it again; None when the content no longer has it."""
    if planned.template_id not in content.routines:
        return None
    shown = composed(
        planned.template_id,
        min(planned.level, level_at_most),
        content,
        planned.effect,
        have,
        gentler=planned.gentler,
        walk_instead=planned.walk_instead,
    )
    return replace(shown, instead_of=planned.instead_of) if planned.instead_of else shown


def for_everyone(template_id: str, level: int, content: Content) -> Routine:
    """A template at a level, for many at once: nobody's check-in changes it, and nobody need own a thing."""
    return composed(template_id, level, content, Effect.AS_PLANNED, frozenset(), gentler=False)


def challenge(week: int, content: Content) -> Exercise:
    """What a club does in a week of the year: each in turn."""
    return content.exercises[CHALLENGES[week % len(CHALLENGES)]]


def composed(
    template_id: str,
    level: int,
    content: Content,
    effect: Effect,
    have: Set[Owned],
    *,
    gentler: bool,
    walk_instead: bool = False,
) -> Routine:
    """A template with the doses of a level, for who owns `have`."""
    return _composed(template_id, level, content, effect, frozenset(have), gentler, walk_instead)


# Few ways to compose a routine are ever in use; a thousand runners at nine o'clock share them.
@lru_cache(maxsize=4096)
def _composed(
    template_id: str,
    level: int,
    content: Content,
    effect: Effect,
    have: frozenset[Owned],
    gentler: bool,
    walk_instead: bool,
) -> Routine:
    template = content.routines[template_id]
    level = min(level, template.highest_level)
    done = _dosed(template, level, content, have)
    return Routine(
        template_id=template_id,
        kind=template.kind,
        items=tuple(done),
        level=level,
        minutes=_minutes(done, content),
        effect=effect,
        gentler=gentler,
        walk_instead=walk_instead,
    )


@lru_cache(maxsize=1024)
def _fitting(
    kind: RoutineKind, level: int, content: Content, have: frozenset[Owned], occasion: Occasion
) -> tuple[RoutineTemplate, ...]:
    """The templates of this kind and occasion, by id, for who is at this level and owns `have`."""
    return tuple(
        template
        for _, template in sorted(content.routines.items())
        if (template.kind, template.occasion) == (kind, occasion)
        and template.minimum_level <= level
        and all(content.exercises[exercise_id].needs <= have for exercise_id in template.exercises)
    )


def _dosed(
    template: RoutineTemplate, level: int, content: Content, have: Set[Owned]
) -> list[tuple[str, Dose]]:
    doses = [(id_, content.exercises[id_].dose_at(level, have)) for id_ in template.exercises]
    given = [(id_, dose) for id_, dose in doses if dose is not None]
    # Level 3 without a band takes longer than with one; the stretch at the end is what can best be spared.
    while _minutes(given, content) > MINUTES_AT_MOST and _ends_in_a_stretch(given, content):
        given.pop()
    return given


def _minutes(items: Sequence[tuple[str, Dose]], content: Content) -> int:
    seconds = sum(dose.takes_s(content.exercises[exercise_id].sides) for exercise_id, dose in items)
    return max(1, round(seconds / 60))


def _ends_in_a_stretch(items: Sequence[tuple[str, Dose]], content: Content) -> bool:
    return len(items) > 1 and content.exercises[items[-1][0]].kind is ExerciseKind.mobility


@lru_cache(maxsize=1024)
def _exercises(template_id: str, level: int, content: Content, have: frozenset[Owned]) -> frozenset[str]:
    dosed = _dosed(content.routines[template_id], level, content, have)
    return frozenset(exercise_id for exercise_id, _ in dosed)


def _shortest_gap(days: tuple[int, ...]) -> int:
    """Days from one to the next around the week, the least of them; 7 for a single day."""
    return min((after - day) % 7 or 7 for day, after in zip(days, (*days[1:], days[0]), strict=True))
