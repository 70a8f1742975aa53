"""Silence by the runner's own clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedules.quiet import after_quiet, is_quiet

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


@settings(deadline=None)
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
