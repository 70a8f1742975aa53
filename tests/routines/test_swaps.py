"""What may take the place of a routine before it is begun."""

from itertools import pairwise, product

import pytest

from bot.content import FOLDER, Occasion, Owned, RoutineKind, load
from bot.routines import Given, Plan, Routine, Running, Swap
from bot.routines.choice import composed, for_day
from bot.routines.swaps import swaps
from bot.triage import Effect
from tests.routines.test_choice import MONDAY

CONTENT = load(FOLDER)
EQUIPMENT = [frozenset(), frozenset(Owned)]


def offered(
    wants: str,
    level: int = 2,
    effect: Effect = Effect.AS_PLANNED,
    have: frozenset[Owned] = frozenset(),
    lately: tuple[Given, ...] = (),
) -> tuple[Routine, dict[Swap, Routine]]:
    """What a day brings and what may be done instead."""
    plan = Plan(level=level, have=have)
    shown = for_day(MONDAY, plan, effect, CONTENT, lately, wants)
    assert isinstance(shown, Routine)
    return shown, dict(swaps(shown, None, plan, effect, CONTENT, lately))


@pytest.mark.parametrize(
    ("kind", "level", "effect", "have"),
    list(product(RoutineKind, (1, 2, 3), (Effect.AS_PLANNED, Effect.ONE_LEVEL_DOWN), EQUIPMENT)),
)
def test_a_swap_is_of_the_same_kind_never_harder_never_longer_than_twelve_minutes_and_leads_back(
    kind: RoutineKind, level: int, effect: Effect, have: frozenset[Owned]
) -> None:
    shown, instead = offered(kind, level, effect, have)
    plan = Plan(level=level, have=have)
    for swap, routine in instead.items():
        assert routine.kind is shown.kind
        assert routine.template_id != shown.template_id
        assert routine.level <= shown.level
        assert 2 <= len(routine.items) <= 4
        assert routine.minutes <= 12
        assert (routine.effect, routine.gentler) == (shown.effect, shown.gentler)
        back = swaps(routine, shown.template_id, plan, effect, CONTENT)
        assert back[Swap.BACK] == shown, swap
        assert len({it.template_id for it in back.values()}) == len(back)
    assert (Swap.HARD in instead) == (shown.kind is RoutineKind.warm_up and effect is Effect.AS_PLANNED)
    assert Swap.BACK not in instead


@pytest.mark.parametrize("level", [1, 2, 3])
def test_five_minutes_are_offered_where_that_is_less(level: int) -> None:
    for kind in RoutineKind:
        shown, instead = offered(kind, level)
        assert (Swap.SHORT in instead) == (shown.minutes > 5)
        if Swap.SHORT in instead:
            assert CONTENT.routines[instead[Swap.SHORT].template_id].occasion is Occasion.no_time


@pytest.mark.parametrize("wants", RoutineKind)
def test_on_a_sore_day_there_is_nothing_else(wants: RoutineKind) -> None:
    assert offered(wants, effect=Effect.MOBILITY_ONLY)[1] == {}


def test_something_else_never_repeats_the_exercises_of_the_strength_day_before() -> None:
    lately = (Given("strength_a", 2, done=True),)
    shown, instead = offered("strength", lately=lately)
    assert {shown.template_id, instead[Swap.ELSE].template_id} == {"strength_b", "strength_c"}


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("have", EQUIPMENT, ids=["nothing", "everything"])
@pytest.mark.parametrize("done", list(product((True, False), repeat=6)))
def test_two_strength_days_in_a_row_are_never_the_same_whatever_was_done(
    level: int, have: frozenset[Owned], done: tuple[bool, ...]
) -> None:
    lately: list[Given] = []
    sets = []
    for was_done in done:
        routine = for_day(
            MONDAY, Plan(level=level, have=have), Effect.AS_PLANNED, CONTENT, lately, "strength"
        )
        assert isinstance(routine, Routine)
        sets.append(frozenset(dict(routine.items)))
        lately.append(Given(routine.template_id, level, was_done))
    assert all(one != other for one, other in pairwise(sets))


def test_what_was_not_done_comes_before_what_was() -> None:
    lately = [Given("strength_a"), Given("strength_b", done=False), Given("strength_c")]
    routine = for_day(MONDAY, Plan(), Effect.AS_PLANNED, CONTENT, lately, "strength")
    assert isinstance(routine, Routine)
    assert routine.template_id == "strength_b"


def test_pain_that_lowered_the_level_takes_no_second_step() -> None:
    hurt = Plan(level=2, stepped_down=True)
    for effect in (Effect.AS_PLANNED, Effect.ONE_LEVEL_DOWN):
        routine = for_day(MONDAY, hurt, effect, CONTENT, (), "strength")
        assert isinstance(routine, Routine)
        assert (routine.level, routine.kind) == (2, RoutineKind.strength)
    lowest = for_day(MONDAY, Plan(level=1, stepped_down=True), Effect.ONE_LEVEL_DOWN, CONTENT, (), "strength")
    assert isinstance(lowest, Routine)
    assert (lowest.level, lowest.kind, lowest.gentler) == (1, RoutineKind.strength, True)


def test_a_swapped_routine_says_what_its_day_allows() -> None:
    short = composed("minimum_strength", 3, CONTENT, Effect.AS_PLANNED, frozenset(), gentler=False)
    assert [it for it, _ in short.items] == ["hip_circles", "glute_bridge", "clamshell"]
    assert short.level == 1


@pytest.mark.parametrize(("since_cleared", "running"), [(True, Running.ANY), (False, Running.A_GO)])
def test_who_comes_back_to_running_is_offered_no_hard_run(since_cleared: bool, running: Running) -> None:
    shown, instead = offered("warm_up", 1)
    assert Swap.HARD in instead
    plan = Plan(level=1, since_cleared=since_cleared)
    assert Swap.HARD not in swaps(shown, None, plan, Effect.AS_PLANNED, CONTENT, running=running)
