"""However somebody presses and counts down, one message is never changed faster than Telegram may take."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.sessions.edits import APART, free_at, none_yet, spend
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)

wishes = st.lists(st.tuples(st.floats(0, 20), st.booleans()), min_size=1, max_size=120)


@given(wishes)
def test_never_twenty_in_a_minute_and_never_two_in_a_second(wishes: list[tuple[float, bool]]) -> None:
    edits, now, made = none_yet(NOON), NOON, []
    for wait, countdown in wishes:
        now = free_at(edits, now + timedelta(seconds=wait), countdown=countdown)
        edits = spend(edits, now)
        made.append(now)
    assert all(after - before >= APART for before, after in pairwise(made))
    assert all(sum(at <= other < at + MINUTE for other in made) < 20 for at in made)


def test_the_first_is_free_at_once() -> None:
    assert free_at(none_yet(NOON), NOON) == NOON


def test_a_countdown_every_five_seconds_is_never_held_up() -> None:
    edits, now = none_yet(NOON), NOON
    for _ in range(100):
        assert free_at(edits, now, countdown=True) == now
        edits, now = spend(edits, now), now + timedelta(seconds=5)


def test_a_countdown_leaves_something_for_presses() -> None:
    edits, now = none_yet(NOON), NOON
    while free_at(edits, now, countdown=True) == now:
        edits, now = spend(edits, now), now + APART
    assert free_at(edits, now) == now
