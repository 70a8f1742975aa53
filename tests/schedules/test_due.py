"""Once a local day, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runners.zones import places_with_zones
from bot.schedules.due import around, instant_on, local_date, next_turn
from bot.schedules.schedule import EVERY_DAY

QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]

# The local date of each change from now on, and by how many minutes the clock is moved.
CHANGES = [
    ("Europe/Berlin", date(2027, 3, 28), 60),
    ("Europe/Berlin", date(2027, 10, 31), -60),
    ("America/New_York", date(2027, 3, 14), 60),
    ("America/New_York", date(2027, 11, 7), -60),
    ("Australia/Lord_Howe", date(2027, 10, 3), 30),
    ("Australia/Lord_Howe", date(2027, 4, 4), -30),
    ("America/Santiago", date(2027, 9, 5), 60),
    ("America/Santiago", date(2027, 4, 4), -60),  # midnight, back into Saturday
    ("America/Nuuk", date(2027, 3, 27), 60),  # the last hour of Saturday is skipped
    ("America/Nuuk", date(2027, 10, 30), -60),
]


def next_instant(days: frozenset[int], at: time, zone: str, after: datetime) -> datetime | None:
    """The instant alone of the next turn."""
    turn = next_turn(days, at, zone, after)
    return turn[1] if turn else None


def pushes(at: time, zone: str, first: date, days: int) -> list[datetime]:
    """Every instant of a daily reminder from just before one date on."""
    instant: datetime | None = datetime.combine(first, time(), ZoneInfo(zone)) - timedelta(seconds=1)
    found = []
    for _ in range(days):
        assert instant is not None
        instant = next_instant(EVERY_DAY, at, zone, instant)
        assert instant is not None
        found.append(instant)
    return found


@pytest.mark.parametrize(("zone", "on", "moved"), CHANGES)
def test_every_quarter_of_an_hour_comes_once_a_day_through_the_change(
    zone: str, on: date, moved: int
) -> None:
    first = on - timedelta(days=4)
    for at in QUARTERS:
        found = pushes(at, zone, first, 9)
        assert [local_date(instant, zone) for instant in found] == [first + timedelta(n) for n in range(9)]
        for instant in found:
            local = instant.astimezone(ZoneInfo(zone))
            assert local.fold == 0, "the first of a repeated hour"
            if local.date() != on and abs((local.date() - on).days) > 1:
                assert local.time() == at


@pytest.mark.parametrize(("zone", "on", "moved"), [change for change in CHANGES if change[2] > 0])
def test_a_skipped_time_moves_by_as_much_as_the_clock(zone: str, on: date, moved: int) -> None:
    shown = {
        at: instant.astimezone(ZoneInfo(zone)) for at in QUARTERS if (instant := instant_on(on, at, zone))
    }
    off = {at: local for at, local in shown.items() if local.time() != at}
    assert len(shown) == len(QUARTERS)
    assert len(off) == moved // 15
    for at, local in off.items():
        shift = local.replace(tzinfo=None) - datetime.combine(on, at)
        # Forward, but for the hour before midnight, which would leave its day.
        assert shift == timedelta(minutes=moved if zone != "America/Nuuk" else -moved)


def test_half_past_two_in_berlin_comes_at_half_past_three_in_spring() -> None:
    assert instant_on(date(2027, 3, 28), time(2, 30), "Europe/Berlin") == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )


def test_half_past_two_in_berlin_comes_first_time_round_in_autumn() -> None:
    assert instant_on(date(2027, 10, 31), time(2, 30), "Europe/Berlin") == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


def test_the_second_round_of_a_repeated_hour_waits_for_tomorrow() -> None:
    second = datetime(2027, 10, 31, 1, 15, tzinfo=UTC)
    assert next_instant(EVERY_DAY, time(2, 30), "Europe/Berlin", second) == datetime(
        2027, 11, 1, 1, 30, tzinfo=UTC
    )


def test_a_day_that_a_zone_skipped_has_no_turn() -> None:
    assert instant_on(date(2011, 12, 30), time(7, 15), "Pacific/Apia") is None
    found = pushes(time(7, 15), "Pacific/Apia", date(2011, 12, 28), 4)
    assert [local_date(instant, "Pacific/Apia").day for instant in found] == [28, 29, 31, 1]


def test_a_weekly_reminder_survives_the_loss_of_its_day() -> None:
    friday = frozenset({4})
    before = datetime(2011, 12, 27, tzinfo=UTC)
    found = next_instant(friday, time(7, 15), "Pacific/Apia", before)
    assert found is not None
    assert local_date(found, "Pacific/Apia") == date(2012, 1, 6)


def test_the_moment_itself_is_not_after_itself() -> None:
    at = datetime(2026, 11, 24, 6, 15, tzinfo=UTC)
    assert next_instant(EVERY_DAY, time(7, 15), "Europe/Berlin", at) == at + timedelta(days=1)
    assert next_instant(EVERY_DAY, time(7, 15), "Europe/Berlin", at - timedelta(microseconds=1)) == at


def test_without_days_there_is_no_next_time() -> None:
    assert next_instant(frozenset(), time(7), "Europe/Berlin", datetime(2026, 11, 24, tzinfo=UTC)) is None


def test_the_local_date_is_the_one_on_their_wall() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert local_date(late, "Europe/Berlin") == date(2026, 11, 25)
    assert local_date(late, "America/New_York") == date(2026, 11, 24)


@given(
    zone=st.sampled_from(places_with_zones()),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    after=st.integers(631152000, 2114380800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)
def test_no_chosen_day_is_left_out_and_none_comes_twice(
    zone: str, days: frozenset[int], at: time, after: datetime
) -> None:
    found = [after]
    for _ in range(4):
        instant = next_instant(days, at, zone, found[-1])
        assert instant is not None
        assert instant > found[-1]
        assert local_date(instant, zone).weekday() in days
        found.append(instant)
    turns = [local_date(instant, zone) for instant in found[1:]]
    for earlier, later in pairwise(turns):
        between = [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]
        assert later > earlier
        assert not [on for on in between if on.weekday() in days and instant_on(on, at, zone)]


@given(at=st.sampled_from(QUARTERS), schedule_id=st.integers(1, 10**9))
def test_around_stays_within_the_quarter_and_the_day(at: time, schedule_id: int) -> None:
    late_by = _minutes(around(at, schedule_id)) - _minutes(at)
    assert 0 <= late_by < 15


def test_around_never_leaves_the_day() -> None:
    assert {around(time(23, 59), schedule_id) for schedule_id in range(100)} == {time(23, 59)}


@pytest.mark.parametrize("step", [1, 2, 3, 5, 15])
def test_around_spreads_evenly_whatever_the_steps_of_the_ids(step: int) -> None:
    minutes = [around(time(9), schedule_id).minute for schedule_id in range(7, 7 + 1500 * step, step)]
    assert {minutes.count(minute) > 60 for minute in range(15)} == {True}


def test_around_is_the_same_in_every_process() -> None:
    assert [around(time(9), schedule_id).minute for schedule_id in (1, 2, 3, 100_000)] == [8, 7, 1, 9]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
