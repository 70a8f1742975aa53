"""What each press and each second makes of a session, without a database."""

from dataclasses import replace
from datetime import timedelta

from bot.content import Dose
from bot.sessions import Ending, GuidedSession, Item, Kind
from bot.sessions.edits import APART, none_yet
from tests.conftest import NOON

SECOND = timedelta(seconds=1)


def session_of(*items: Item) -> GuidedSession:
    """A session at its beginning."""
    return GuidedSession(
        id=1,
        runner_id=1,
        routine_id=1,
        chat_id=1,
        message_id=1,
        template_id="strength_a",
        level=2,
        effect="as_planned",
        items=items,
        at=0,
        since=NOON,
        pressed_at=NOON,
        edits=none_yet(NOON),
    )


STRETCH = Item("stretch", Dose(sets=2, hold_s=20, per="side"), sides=True)
CLAMS = Item("clams", Dose(sets=3, reps=3, per="side"), sides=True)


def at_kind(session: GuidedSession, kind: Kind, nth: int = 0) -> GuidedSession:
    """The session in the nth phase of a kind, since noon."""
    at = [n for n, it in enumerate(session.phases) if it.kind is kind][nth]
    return replace(session, at=at, since=NOON)


def test_a_pause_costs_nothing_of_a_hold() -> None:
    held = at_kind(session_of(STRETCH), Kind.HOLD).paused(NOON + 5 * SECOND)
    assert held.brought_to(NOON + timedelta(hours=1)) == held
    assert held.left_s(NOON + timedelta(hours=1)) == 15
    on = held.gone_on(NOON + timedelta(hours=1))
    assert on.left_s(NOON + timedelta(hours=1)) == 15
    assert on.brought_to(NOON + timedelta(hours=1) + 15 * SECOND).phase.kind is Kind.CHANGE


def test_the_last_second_of_a_countdown_is_one() -> None:
    held = at_kind(session_of(STRETCH), Kind.HOLD)
    assert held.left_s(NOON) == 20
    assert held.left_s(NOON + 19.5 * SECOND) == 1
    assert held.left_s(NOON + 20 * SECOND) == 0


def test_the_last_tap_of_a_set_leads_on() -> None:
    clams = at_kind(session_of(CLAMS), Kind.COUNT)
    for count in (1, 2):
        clams = clams.tapped(NOON)
        assert clams.count == count
    assert clams.phase.side == "right"
    clams = clams.tapped(NOON)
    assert (clams.count, clams.phase.side, clams.phase.set) == (0, "left", 1)


def test_back_is_the_beginning_of_this_exercise_and_then_the_one_before() -> None:
    session = session_of(STRETCH, CLAMS).at_item(1, NOON).moved_on(NOON)
    once = session.back(NOON)
    assert (once.phase.kind, once.phase.item) == (Kind.LOOK, 1)
    twice = once.back(NOON)
    assert (twice.phase.kind, twice.phase.item) == (Kind.LOOK, 0)
    assert twice.back(NOON).at == 0


def test_after_the_last_exercise_it_is_over() -> None:
    session = session_of(STRETCH, CLAMS)
    assert not session.at_item(1, NOON).is_over
    assert session.at_item(1, NOON).is_last_item
    assert session.at_item(2, NOON).is_over


def test_made_easier_it_waits_in_the_same_set_on_the_same_side() -> None:
    hold = at_kind(session_of(STRETCH), Kind.HOLD, 1)
    easier = hold.eased_to(Dose(sets=2, hold_s=15, per="side"), NOON)
    assert (easier.phase.kind, easier.phase.set, easier.phase.side) == (Kind.HOLD, 1, "left")
    assert (easier.phase.seconds, easier.paused_at) == (15, NOON)
    assert easier.too_hard == ("stretch",)


def test_made_easier_in_a_set_that_is_no_more_it_is_in_the_last() -> None:
    third = at_kind(session_of(CLAMS), Kind.COUNT, 4)
    assert (third.phase.set, third.phase.side) == (3, "right")
    easier = third.eased_to(Dose(sets=2, reps=2, per="side"), NOON)
    assert (easier.phase.set, easier.phase.side, easier.phase.reps) == (2, "right", 2)
    assert easier.paused_at is None, "a count waits anyway"


def test_what_nobody_was_shown_did_not_happen() -> None:
    hold = at_kind(session_of(STRETCH), Kind.HOLD).shown(NOON + 5 * SECOND, None)
    assert hold.edit_at is not None
    late = hold.brought_to(hold.edit_at + timedelta(minutes=2))
    assert late.away
    assert late.left_s(NOON + timedelta(hours=1)) == 15, "as it was shown last"
    in_time = hold.brought_to(hold.edit_at + timedelta(minutes=1))
    assert not in_time.away


def test_taps_are_gathered_and_a_change_is_shown_as_soon_as_it_may_be() -> None:
    clams = at_kind(session_of(CLAMS), Kind.COUNT).shown(NOON, None)
    assert clams.edit_at is None
    tapped = clams.tapped(NOON + SECOND).gathering(NOON + SECOND)
    assert tapped.edit_at == NOON + 5 * SECOND
    assert tapped.tapped(NOON + 2 * SECOND).gathering(NOON + 2 * SECOND).edit_at == tapped.edit_at
    assert clams.waiting(NOON).edit_at == NOON + APART


def test_a_hold_is_shown_every_five_seconds_and_its_end_is_urgent() -> None:
    hold = at_kind(session_of(STRETCH), Kind.HOLD).shown(NOON, None)
    assert (hold.edit_at, hold.change_at) == (NOON + 5 * SECOND, NOON + 20 * SECOND)
    last = hold.shown(NOON + 15 * SECOND, None)
    assert last.edit_at == last.change_at == NOON + 20 * SECOND


def test_one_set_gone_through_by_time_by_taps_or_by_its_button_counts_as_worked() -> None:
    held = at_kind(session_of(STRETCH, CLAMS), Kind.HOLD)
    assert held.brought_to(NOON + 19 * SECOND).worked == frozenset()
    assert held.brought_to(NOON + 20 * SECOND).worked == {0}
    counted = at_kind(session_of(STRETCH, CLAMS), Kind.COUNT)
    assert counted.moved_on(NOON).worked == {1}
    tapped = counted.tapped(NOON).tapped(NOON)
    assert tapped.worked == frozenset()
    assert tapped.tapped(NOON).worked == {1}


def test_reading_resting_and_next_are_no_work() -> None:
    session = session_of(STRETCH, CLAMS)
    assert session.moved_on(NOON).moved_on(NOON).worked == frozenset()
    assert at_kind(session, Kind.CHANGE).moved_on(NOON).worked == frozenset()
    assert at_kind(session, Kind.HOLD).at_item(1, NOON).worked == frozenset()


def test_what_was_worked_is_not_lost_by_going_back_or_past() -> None:
    worked = at_kind(session_of(STRETCH, CLAMS), Kind.COUNT).moved_on(NOON)
    assert worked.back(NOON).at_item(2, NOON).worked == {1}


def test_it_is_done_where_half_of_the_exercises_were_worked() -> None:
    three = session_of(STRETCH, CLAMS, CLAMS)
    comes_to = [replace(three, worked=frozenset(range(n))).walked for n in range(4)]
    assert comes_to == [Ending.SKIPPED, Ending.SKIPPED, Ending.DONE, Ending.DONE]
