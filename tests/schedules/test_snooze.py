"""Later, but today, and never in quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedules import Snooze, is_quiet, local_date, snooze_choices, snooze_until

BERLIN = "Europe/Berlin"
NIGHT = (time(22), time(6))
NONE = (time(0), time(0))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
INSTANTS = st.integers(1767225600, 1830297600).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(BERLIN))


@pytest.mark.parametrize(
    ("choice", "now", "window", "then"),
    [
        ("20m", at(7, 15), NIGHT, at(7, 35)),
        ("1h", at(7, 15), NIGHT, at(8, 15)),
        ("3h", at(7, 15), NIGHT, at(10, 15)),
        ("evening", at(7, 15), NIGHT, at(18, 30)),
        ("evening", at(17, 59), NIGHT, at(18, 30)),
        ("evening", at(18, 0), NIGHT, at(19, 30)),
        ("evening", at(19, 10), NIGHT, at(19, 30)),
        ("evening", at(19, 11), NIGHT, None),
        ("evening", at(20, 0), NIGHT, None),
        ("20m", at(21, 39), NIGHT, at(21, 59)),
        ("20m", at(21, 40), NIGHT, None),
        ("3h", at(19, 0), NIGHT, None),
        ("20m", at(5, 50), NIGHT, at(6, 10)),
        ("20m", at(5, 0), NIGHT, at(6, 0)),
        ("20m", at(0, 30), NIGHT, None),
        ("1h", at(12, 15), (time(13), time(14)), at(14, 0)),
        ("evening", at(9, 0), (time(18), time(20)), at(20, 0)),
        ("evening", at(9, 0), (time(18), time(6)), None),
        # After midnight its day has ended, and with it the routine.
        ("20m", at(23, 50), NONE, None),
    ],
)
def test_a_snoozed_routine_comes_back_when_it_is_of_use(
    choice: str, now: datetime, window: tuple[time, time], then: datetime | None
) -> None:
    assert snooze_until(choice, now, BERLIN, *window) == then


def test_a_word_that_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="tomorrow"):
        snooze_until("tomorrow", at(7), BERLIN, *NIGHT)


def test_all_choices_in_the_morning_and_fewer_in_the_evening() -> None:
    assert snooze_choices(at(7), BERLIN, *NIGHT) == tuple(Snooze)
    assert snooze_choices(at(20), BERLIN, *NIGHT) == (Snooze.TWENTY_MINUTES, Snooze.ONE_HOUR)
    assert snooze_choices(at(23), BERLIN, *NIGHT) == ()


def test_twenty_minutes_are_twenty_minutes_through_the_autumn_change() -> None:
    now = datetime(2027, 10, 31, 2, 50, tzinfo=ZoneInfo(BERLIN))
    assert snooze_until("20m", now, BERLIN, *NONE) == now.astimezone(UTC) + timedelta(minutes=20)


@given(
    choice=st.sampled_from(Snooze),
    now=INSTANTS,
    zone=st.sampled_from([BERLIN, "Australia/Lord_Howe", "America/Santiago", "America/New_York"]),
    quiet_from=TIMES,
    quiet_until=TIMES,
)
def test_a_snooze_is_later_within_the_day_and_never_quiet(
    choice: Snooze, now: datetime, zone: str, quiet_from: time, quiet_until: time
) -> None:
    then = snooze_until(choice, now, zone, quiet_from, quiet_until)
    if then is None:
        return
    assert then - now >= timedelta(minutes=20)
    assert not is_quiet(then.astimezone(ZoneInfo(zone)).time(), quiet_from, quiet_until)
    assert local_date(then, zone) == local_date(now, zone)
