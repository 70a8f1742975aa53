"""Silence by the runner's own clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedules.quiet import after_quiet, is_quiet, next_quiet, outside_quiet, quiet_hours_with

NIGHT = (time(22), time(6))
BERLIN = ZoneInfo("Europe/Berlin")
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
INSTANTS = st.integers(1767225600, 1830297600).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    ("local", "window", "quiet"),
    [
        (time(22), NIGHT, True),
        (time(23, 59), NIGHT, True),
        (time(0), NIGHT, True),
        (time(5, 59), NIGHT, True),
        (time(6), NIGHT, False),
        (time(21, 59), NIGHT, False),
        (time(13), (time(12), time(14)), True),
        (time(12), (time(12), time(14)), True),
        (time(14), (time(12), time(14)), False),
        (time(3), (time(12), time(14)), False),
        (time(8), (time(8), time(8)), False),
        (time(0), (time(0), time(0)), False),
    ],
)
def test_quiet_hours_hold_from_their_first_minute_to_before_their_end(
    local: time, window: tuple[time, time], quiet: bool
) -> None:
    assert is_quiet(local, *window) is quiet


def local(*when: int, fold: int = 0) -> datetime:
    year, month, day, hour, minute, *_ = when
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN, fold=fold)


@pytest.mark.parametrize(
    ("instant", "window", "then"),
    [
        (local(2026, 11, 24, 12, 0), NIGHT, local(2026, 11, 24, 12, 0)),
        (local(2026, 11, 24, 23, 30), NIGHT, local(2026, 11, 25, 6, 0)),
        (local(2026, 11, 25, 2, 0), NIGHT, local(2026, 11, 25, 6, 0)),
        (local(2027, 3, 28, 1, 0), (time(22), time(2, 30)), local(2027, 3, 28, 3, 0)),
        (local(2027, 10, 31, 2, 10), (time(22), time(2, 30)), local(2027, 10, 31, 2, 30)),
        (local(2027, 10, 31, 2, 10, fold=1), (time(22), time(2, 30)), local(2027, 10, 31, 2, 30, fold=1)),
    ],
)
def test_the_first_moment_after_quiet_hours_through_changes_of_the_clock(
    instant: datetime, window: tuple[time, time], then: datetime
) -> None:
    assert after_quiet(instant, "Europe/Berlin", *window) == then.astimezone(UTC)


@given(
    instant=INSTANTS,
    zone=st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]),
    quiet_from=TIMES,
    quiet_until=TIMES,
)
def test_what_comes_after_quiet_hours_is_not_quiet_and_less_than_a_day_off(
    instant: datetime, zone: str, quiet_from: time, quiet_until: time
) -> None:
    then = after_quiet(instant, zone, quiet_from, quiet_until)
    assert not is_quiet(then.astimezone(ZoneInfo(zone)).time(), quiet_from, quiet_until)
    assert timedelta() <= then - instant <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(7), None),
        (time(6), None),
        (time(5, 59), (time(22), time(5, 59))),
        (time(22), (time(22, 30), time(6))),
        (time(23, 50), (time(0, 20), time(6))),
    ],
)
def test_quiet_hours_make_room_at_the_nearer_edge(at: time, quiet: tuple[time, time] | None) -> None:
    assert quiet_hours_with(at, time(22), time(6)) == quiet


def test_a_night_too_short_for_both_is_given_up() -> None:
    start, end = quiet_hours_with(time(22, 5), time(22), time(22, 20)) or (time(1), time(2))
    assert start == end


@given(at=TIMES, quiet_from=TIMES, quiet_until=TIMES, other=TIMES)
def test_making_room_never_makes_another_time_quiet(
    at: time, quiet_from: time, quiet_until: time, other: time
) -> None:
    moved = quiet_hours_with(at, quiet_from, quiet_until)
    assert (moved is None) is not is_quiet(at, quiet_from, quiet_until)
    if moved:
        assert not is_quiet(at, *moved)
        assert is_quiet(other, quiet_from, quiet_until) or not is_quiet(other, *moved)


@given(at=TIMES, quiet_from=TIMES, quiet_until=TIMES)
def test_a_time_outside_is_never_quiet(at: time, quiet_from: time, quiet_until: time) -> None:
    assert not is_quiet(outside_quiet(at, quiet_from, quiet_until), quiet_from, quiet_until)


def test_a_time_inside_leaves_by_the_nearer_edge() -> None:
    assert [outside_quiet(at, *NIGHT) for at in (time(18), time(23), time(5))] == [
        time(18),
        time(21, 30),
        time(6),
    ]


@given(instant=INSTANTS, quiet_from=TIMES, quiet_until=TIMES)
def test_no_quiet_minute_lies_before_the_next_night(
    instant: datetime, quiet_from: time, quiet_until: time
) -> None:
    begins = next_quiet(instant, "Europe/Berlin", quiet_from, quiet_until)
    if begins is None:
        assert quiet_from == quiet_until
        return
    assert instant < begins <= instant + timedelta(hours=25)
    assert is_quiet(begins.astimezone(BERLIN).time(), quiet_from, quiet_until)
    before = (begins - timedelta(minutes=1)).astimezone(BERLIN).time()
    assert not is_quiet(before, quiet_from, quiet_until)
