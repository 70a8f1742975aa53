"""How far an announcement is, by what the ledger says."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.announcements import Announcement, progress_of
from bot.deliveries import OfAnnouncement
from tests.conftest import NOON

GOING = Announcement(
    id=1,
    texts={"en": "Hello"},
    confirmed_at=NOON,
    expires_at=NOON + timedelta(days=1),
    last_runner_id=900,
    owed_upto=500,
    total=100,
    owed=60,
    stopped_at=None,
    ended_at=None,
)
ALL_OWED = replace(GOING, owed_upto=900, owed=100)


def test_who_is_not_owed_it_yet_waits_too() -> None:
    progress = progress_of(GOING, OfAnnouncement(due=5, later=10, claimed=1, sent=40, unsure=1, dropped=3))
    assert (progress.waiting, progress.later, progress.sent, progress.dropped) == (56, 10, 40, 3)
    assert not progress.has_ended


def test_it_has_ended_when_all_are_owed_and_none_waits() -> None:
    assert not progress_of(ALL_OWED, OfAnnouncement(claimed=1, sent=99)).has_ended
    progress = progress_of(ALL_OWED, OfAnnouncement(sent=95, unsure=2, dropped=3))
    assert progress.has_ended
    assert (progress.total, progress.sent, progress.unsure, progress.dropped) == (100, 95, 2, 3)


def test_more_than_were_counted_do_not_end_it_before_its_time() -> None:
    # Some came back from a pause after Send was pressed; those after them are not owed it yet.
    progress = progress_of(replace(GOING, owed=101), OfAnnouncement(sent=101))
    assert not progress.has_ended


def test_who_paused_or_was_forgotten_before_their_turn_counts_as_dropped() -> None:
    progress = progress_of(replace(ALL_OWED, owed=97), OfAnnouncement(sent=90))
    assert (progress.total, progress.dropped) == (100, 10)


def test_what_was_kept_at_the_end_outlives_the_ledger() -> None:
    kept = replace(ALL_OWED, ended_at=NOON, sent=90, unsure=1, dropped=9)
    progress = progress_of(kept, OfAnnouncement())
    assert (progress.total, progress.sent, progress.unsure, progress.dropped) == (100, 90, 1, 9)
    assert progress.has_ended


@given(
    total=st.integers(0, 50),
    owed=st.integers(0, 60),
    upto=st.sampled_from([0, 500, 900]),
    counts=st.builds(OfAnnouncement, *[st.integers(0, 20)] * 6),
)
def test_counts_are_never_below_none_and_waiting_never_above_all(
    total: int, owed: int, upto: int, counts: OfAnnouncement
) -> None:
    progress = progress_of(replace(GOING, total=total, owed=owed, owed_upto=upto), counts)
    assert min(progress.waiting, progress.dropped, progress.later) >= 0
    assert progress.has_ended is (upto == 900 and progress.waiting == 0)
