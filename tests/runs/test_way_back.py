"""The way back as a rule: what counts, what holds, what leads back, over any course of goes and mornings."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import FOLDER, load
from bot.runs import Came, Course, Felt, Go, Hip, Run, Source, State, Whereabouts, metres_of, whereabouts
from bot.triage import Level, Morning
from tests.conftest import NOON

RULES = load(FOLDER).way_back
BEGUN = date(2026, 11, 2)
WELL = (Felt.GOOD, Morning.SAME)
A_DAY = timedelta(days=1)


def on(day: int) -> date:
    """A day of the course; it begins on day 0."""
    return BEGUN + day * A_DAY


def course(*goes: tuple[int, Felt | None, Morning | None], phase: int = 9) -> Course:
    """Goes as (day, felt, morning). Each is of a phase that is far enough to count, unless told otherwise."""
    steps = tuple(Go(day + 1, phase, on(day), 1600, felt, morning) for day, felt, morning in goes)
    return Course(NOON, BEGUN, steps)


def well(*days: int) -> Course:
    return course(*((day, *WELL) for day in days))


def at(it: Course, day: int, **hip: object) -> Whereabouts:
    return whereabouts(it, Hip(**hip), RULES, today=on(day))  # type: ignore[arg-type]


def test_the_phases_are_those_of_the_table() -> None:
    said = [(it.walk_minutes, it.run_minutes, it.miles, it.kilometres) for it in RULES.phases]
    assert said == [
        (2, 3, 1.0, 1.6),
        (2, 3, 1.5, 2.4),
        (2, 4, 1.5, 2.4),
        (2, 4, 2.0, 3.2),
        (1, 4, 2.0, 3.2),
        (None, None, 2.0, 3.2),
    ]
    assert [metres_of(it, miles=False) for it in RULES.phases] == [1600, 2400, 2400, 3200, 3200, 3200]
    assert metres_of(RULES.phases[0], miles=True) == 1609
    assert [RULES.rounds(it) for it in RULES.phases] == [3, 4, 3, 4, 5, None]


def test_a_go_waits_for_how_it_went_then_for_the_morning_then_rests() -> None:
    assert at(course(), 0) == Whereabouts(State.OPEN, 1, 0, Came.BEGUN, next_on=on(0))
    just_done = course((0, None, None))
    assert at(just_done, 0).state is State.FELT
    assert at(just_done, 0).asks == just_done.last_go
    felt = course((0, Felt.GOOD, None))
    assert (at(felt, 0).state, at(felt, 0).asks) == (State.MORNING, None)
    assert (at(felt, 1).state, at(felt, 1).asks, at(felt, 1).asks_morning) == (
        State.MORNING,
        felt.last_go,
        True,
    )
    assert at(well(0), 1) == Whereabouts(State.REST, 1, 1, Came.COUNTED, next_on=on(2))
    assert at(well(0), 2).state is State.OPEN


def test_two_good_goes_lead_to_the_next_phase_and_twelve_to_the_end() -> None:
    days = range(0, 24, 2)
    for count in range(1, 13):
        it = at(well(*days[:count]), days[count - 1] + 1)
        assert (it.phase, it.good) == ((count // 2 + 1, count % 2) if count < 12 else (6, 2))
    assert (it.state, it.came) == (State.FINISHED, Came.FINISHED)


def test_a_morning_without_an_answer_does_not_count_and_is_asked_for() -> None:
    it = course((0, Felt.GOOD, None))
    later = at(it, 5)
    assert (later.state, later.good, later.came, later.asks_morning) == (State.OPEN, 0, Came.NOT_KNOWN, True)
    assert at(it, 5, mornings={on(1): Morning.BETTER}).good == 1
    # Only the morning after says something of a go.
    assert at(it, 5, mornings={on(2): Morning.BETTER}).good == 0


@pytest.mark.parametrize(
    ("felt", "morning", "hip"),
    [
        (Felt.STIFF, Morning.BETTER, {}),
        (Felt.SORE, Morning.BETTER, {}),
        (Felt.GOOD, Morning.WORSE, {}),
        (Felt.GOOD, Morning.BETTER, {"mornings": {on(3): Morning.WORSE}}),
        (Felt.GOOD, Morning.SAME, {"sore": {on(2)}}),
        (Felt.GOOD, Morning.SAME, {"sore": {on(3)}}),
    ],
)
def test_swelling_stiffness_or_more_pain_holds_and_the_two_goes_begin_anew(
    felt: Felt, morning: Morning, hip: dict[str, object]
) -> None:
    held = course((0, *WELL), (2, felt, morning))
    assert (at(held, 4, **hip).phase, at(held, 4, **hip).good, at(held, 4, **hip).came) == (1, 0, Came.HELD)
    then = replace(held, steps=(*held.steps, *well(4).steps))
    assert (at(then, 6, **hip).phase, at(then, 6, **hip).good) == (1, 1)


@pytest.mark.parametrize(
    "said", [(Felt.STIFF, None), (Felt.SORE, Morning.BETTER), (Felt.GOOD, Morning.WORSE)]
)
@pytest.mark.parametrize("day", [0, 1, 2, 20])
def test_after_a_go_that_was_not_well_nothing_opens_before_a_check_in(
    said: tuple[Felt, Morning | None], day: int
) -> None:
    held = course((0, *said))
    assert at(held, day).state is State.CHECK_IN
    assert at(held, day).next_on == on(max(day, 2))
    # Nor by a step back that was chosen meanwhile.
    assert at(held.stepped_back(on(0)), day).state is State.CHECK_IN
    assert at(held, day, checked_in=True).state is (State.REST if day < 2 else State.OPEN)


def test_a_go_that_waits_for_how_it_felt_is_asked_that_before_the_check_in() -> None:
    it = at(course((0, None, Morning.WORSE)), 3)
    assert (it.state, it.asks is not None) == (State.FELT, True)


def test_how_the_last_go_felt_is_said_before_the_next_one_opens() -> None:
    it = at(course((0, None, Morning.SAME)), 5)
    assert (it.state, it.asks is not None, it.next_on) == (State.FELT, True, on(5))
    assert at(course((0, Felt.GOOD, Morning.SAME)), 5).state is State.OPEN


@pytest.mark.parametrize("morning", [None, Morning.SAME])
def test_how_the_last_go_felt_is_said_after_a_long_break_too(morning: Morning | None) -> None:
    it = at(course((0, None, morning)), 18)
    assert (it.state, it.asks is not None, it.asks_morning) == (State.FELT, True, False)
    assert it.came is Came.BREAK
    assert at(course((0, Felt.GOOD, morning)), 18).state is State.OPEN
    assert at(course((0, Felt.SORE, morning)), 18).state is State.CHECK_IN


def test_on_hold_after_a_worse_morning_nothing_more_is_asked_of_the_go() -> None:
    unsaid = course((0, None, None))
    worse = {on(1): Morning.WORSE}
    it = at(unsaid, 3, level=Level.EASE_OFF, sore={on(1)}, mornings=worse)
    assert (it.state, it.asks, it.came) == (State.HOLD, None, Came.HELD)
    # After a check-in alone, "more pain" may still lead a step back.
    assert at(unsaid, 3, level=Level.EASE_OFF, sore={on(1)}).asks == unsaid.last_go
    # Nor does it open by itself when the hold is over.
    assert at(unsaid, 3, sore={on(1)}, mornings=worse, checked_in=True).state is State.FELT


def test_worse_twice_in_a_row_or_once_with_pain_leads_one_phase_back() -> None:
    third = (0, 2, 4, 6)
    worse = (Felt.GOOD, Morning.WORSE)
    once = course(*((day, *WELL) for day in third), (8, *worse))
    assert (at(once, 9).phase, at(once, 9).came) == (3, Came.HELD)
    assert (at(once, 9, hurt={on(9)}).phase, at(once, 9, hurt={on(9)}).came) == (2, Came.STEPPED_BACK)
    twice = replace(once, steps=(*once.steps, *course((10, *worse)).steps))
    assert (at(twice, 11).phase, at(twice, 11).came) == (2, Came.STEPPED_BACK)
    # A third in a row begins to count anew, and a good one between ends the row.
    third_worse = replace(twice, steps=(*twice.steps, *course((12, *worse)).steps))
    assert at(third_worse, 13).phase == 2
    between = course(*((day, *WELL) for day in third), (8, *worse), (10, *WELL), (12, *worse))
    assert at(between, 13).phase == 3
    assert at(course((0, *worse), (2, *worse)), 3).phase == 1


@pytest.mark.parametrize(
    ("days", "phase", "state"),
    [
        (14, 2, State.OPEN),
        (15, 1, State.OPEN),
        (42, 1, State.OPEN),
        (43, 1, State.ANEW),
    ],
)
def test_a_break_leads_back_and_a_long_one_to_the_beginning(days: int, phase: int, state: State) -> None:
    it = at(well(0, 2), 2 + days)
    assert (it.phase, it.state) == (phase, state)
    if state is State.OPEN:
        # A go after the break counts where the break led to.
        again = at(well(0, 2, 2 + days), 4 + days)
        assert (again.phase, again.good) == (phase, 1)


@pytest.mark.parametrize("level", Level)
def test_what_stands_closes_the_way(level: Level) -> None:
    state = at(well(0, 2), 4, level=level).state
    if level is Level.CARRY_ON:
        assert state is State.OPEN
    else:
        assert state is (State.PAUSED if level >= Level.URGENT else State.HOLD)


def test_whoever_was_cleared_since_answers_the_questions_of_the_beginning() -> None:
    assert at(well(0, 2), 4, cleared=True).state is State.ANEW
    assert at(well(*range(0, 24, 2)), 24, level=Level.URGENT).state is State.PAUSED


def test_a_run_of_another_kind_needs_its_rest_day_too() -> None:
    it = whereabouts(well(0), Hip(), RULES, today=on(4), other_runs=[on(3)])
    assert (it.state, it.next_on) == (State.REST, on(5))


def test_a_chosen_step_back_is_one_phase_and_can_be_taken_out_again() -> None:
    it = well(0, 2, 4)
    back = it.stepped_back(on(5))
    assert (at(back, 6).phase, at(back, 6).good, at(back, 6).came) == (1, 0, Came.CHOSE_BACK)
    assert back.without_step_back() == it
    assert it.without_step_back() == it
    done_since = back.with_go(Go(99, 1, on(6), 1600))
    assert done_since.without_step_back() == done_since


def test_a_run_that_is_deleted_or_changed_takes_its_go_back() -> None:
    it = well(0, 2)
    runs = [
        Run(go.run_id, 1, go.on, 1600, None, Felt.GOOD, Source.TYPED, None, NOON)
        for go in it.steps
        if isinstance(go, Go)
    ]
    assert it.as_logged(runs) == it
    for left in (
        runs[:1],
        [runs[0], replace(runs[1], distance_m=9000)],
        [runs[0], replace(runs[1], on=on(3))],
    ):
        assert at(it.as_logged(left), 4).good == 1
    felt_otherwise = [runs[0], replace(runs[1], felt=Felt.SORE)]
    assert at(it.as_logged(felt_otherwise), 4).came is Came.HELD


def test_a_late_answer_to_a_go_of_an_easier_phase_counts_only_there() -> None:
    steps = (Go(1, 1, on(0), 1600, *WELL), Go(2, 1, on(2), 1600, *WELL), Go(3, 1, on(4), 1600, *WELL))
    assert (at(Course(NOON, BEGUN, steps), 6).phase, at(Course(NOON, BEGUN, steps), 6).good) == (2, 0)


Day = tuple[bool, Felt | None, Morning | None, Level, bool, bool, bool]
days = st.lists(
    st.tuples(
        st.booleans(),  # goes out if a go is open
        st.sampled_from([None, *Felt, Felt.GOOD, Felt.GOOD]),
        st.sampled_from([None, *Morning, Morning.SAME, Morning.SAME]),
        st.sampled_from([*Level, *[Level.CARRY_ON] * 24]),
        st.booleans(),  # rates pain in the ease-off band, where the check-in is not calm
        st.sampled_from([False] * 9 + [True]),  # is away for two weeks from here
        st.booleans(),  # checked in since the last go
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(days)
def test_whatever_happens_nobody_is_hurried(lived: list[Day]) -> None:
    it, today, seen = Course(NOON, BEGUN), BEGUN, [1]
    sore: set[date] = set()
    hurt: set[date] = set()
    for goes, felt, morning, level, hurts, away, checked_in in lived:
        today += A_DAY * (15 if away else 1)
        if level > Level.CARRY_ON:
            sore |= {today}
            hurt |= {today} if hurts else set()
        hip = Hip(level, sore=sore, hurt=hurt, checked_in=checked_in)
        now = whereabouts(it, hip, RULES, today=today)
        last = it.last_go
        assert (now.state is State.PAUSED) == (level >= Level.URGENT)
        assert not (now.state is State.OPEN and level > Level.CARRY_ON)
        if last and now.state is State.OPEN:
            assert (today - last.on).days > RULES.rest_days
            assert last.felt or now.came is Came.BREAK
            assert checked_in or not (last.felt in (Felt.STIFF, Felt.SORE) or last.morning is Morning.WORSE)
        # One at a time, either way, and never up on a day that is not calm.
        assert abs(now.phase - seen[-1]) <= (2 if away else 1)
        assert now.phase - seen[-1] <= (1 if level is Level.CARRY_ON else 0)
        assert 1 <= now.phase <= len(RULES.phases)
        seen.append(now.phase)
        if goes and now.state is State.OPEN:
            it = it.with_go(Go(len(it.steps) + 1, now.phase, today, 1600, felt, morning))
    goes_done = [step for step in it.steps if isinstance(step, Go)]
    for one, following in pairwise(goes_done):
        assert (following.on - one.on).days > RULES.rest_days
    for phase, after in pairwise(step.phase for step in goes_done):
        assert after - phase <= 1
        if after > phase:
            good = [go for go in goes_done if go.phase >= phase and go.felt is Felt.GOOD and go.morning]
            assert len(good) >= RULES.goes_a_phase
