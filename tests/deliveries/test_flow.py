"""How fast the whole bot may send, as a rule: slower after floods, back by steps, never stopped by talk."""

from datetime import timedelta
from itertools import pairwise

from bot.deliveries.flow import Flow
from tests.conftest import NOON

SECOND = timedelta(seconds=1)
RATE = 30


def flooded(flow: Flow, *seconds: float) -> Flow:
    for at in seconds:
        flow = flow.after_flood(4 * SECOND, NOON + at * SECOND)
    return flow


def test_the_flood_of_one_chat_slows_nobody_else() -> None:
    flow = flooded(Flow(), 0, 5)
    assert flow.percent_at(NOON + 5 * SECOND) == 100
    assert flow.first_free(NOON + 5 * SECOND) == NOON + 5 * SECOND


def test_floods_that_are_far_apart_slow_nobody() -> None:
    assert flooded(Flow(), 0, 9, 18, 27, 36).percent_at(NOON + 36 * SECOND) == 100


def test_three_chats_at_once_stop_the_line_for_their_wait_and_halve_the_rate() -> None:
    flow = flooded(Flow(), 0, 1, 2)
    assert flow.first_free(NOON + 2 * SECOND) == NOON + 6 * SECOND
    assert flow.percent_at(NOON + 2 * SECOND) == 50
    assert flow.step(NOON + 2 * SECOND, 100) == 2 * Flow().step(NOON, 100)


def test_the_rate_comes_back_by_a_tenth_every_ten_seconds() -> None:
    flow = flooded(Flow(), 0, 0, 0)
    found = [flow.percent_at(NOON + seconds * SECOND) for seconds in (0, 9, 10, 25, 49, 50, 500)]
    assert found == [50, 50, 60, 70, 90, 100, 100]


def test_flood_upon_flood_goes_down_to_a_tenth_and_no_further() -> None:
    flow = flooded(Flow(), *[n / 10 for n in range(30)])
    assert flow.percent_at(NOON + 3 * SECOND) == 10


def test_a_wait_of_an_hour_stops_the_line_for_a_minute_at_most() -> None:
    flow = Flow()
    for _ in range(3):
        flow = flow.after_flood(timedelta(hours=1), NOON)
    assert flow.first_free(NOON) == NOON + timedelta(minutes=1)


def test_a_clock_set_back_does_not_leave_the_line_waiting() -> None:
    flow = Flow(free_at=NOON + timedelta(hours=1))
    assert flow.first_free(NOON) == NOON


def test_edits_that_can_wait_take_half_the_rate_and_messages_give_way_to_them() -> None:
    flow = Flow()
    taken = flow.slots_for_edits(NOON, RATE, 100)
    assert len(taken) == 15
    assert flow.after_edits(taken, NOON, RATE).first_free(NOON) - NOON == 15 * flow.step(NOON, RATE)


def test_a_clock_that_goes_back_leaves_nobody_slow_until_it_has_caught_up() -> None:
    slowed = flooded(Flow(), 0, 1, 2)
    assert slowed.percent_at(NOON + 2 * SECOND) == 50
    assert slowed.percent_at(NOON - timedelta(hours=1)) == 100
    assert slowed.first_free(NOON - timedelta(hours=1)) == NOON - timedelta(hours=1)


def test_answers_of_several_processes_take_slots_and_what_is_owed_gives_way_to_each() -> None:
    busy = Flow(free_at=NOON, replies_free_at=None)
    first, flow = busy.for_replies(30, NOON, RATE)
    assert first[0] == NOON, "the first leaves at once"
    second, flow = flow.for_replies(30, NOON, RATE)
    instants = [*first, *second]
    assert all(later - earlier >= SECOND / RATE for earlier, later in pairwise(instants))
    assert flow.first_free(NOON) - NOON >= 60 * SECOND / RATE, "nothing owed leaves in their place"
    assert flow.first_free(NOON) < instants[-1], "and talk alone does not stop it for good"


def test_a_few_answers_leave_together_after_a_quiet_while_and_floods_hold_back_none() -> None:
    together, _ = Flow(free_at=NOON - 5 * SECOND).for_replies(5, NOON, RATE)
    assert [at <= NOON for at in together] == [True, True, True, False, False]
    flood, _ = flooded(Flow(), 0, 1, 2).for_replies(1, NOON + 2 * SECOND, RATE)
    assert flood == [NOON + 2 * SECOND]


def test_a_clock_that_goes_back_by_less_than_a_minute_holds_back_no_answer() -> None:
    ahead = Flow(free_at=NOON, replies_free_at=NOON + 40 * SECOND)
    taken, flow = ahead.for_replies(1, NOON, RATE)
    assert taken == [NOON]
    assert flow.for_replies(1, NOON, RATE)[0][0] < NOON + SECOND
