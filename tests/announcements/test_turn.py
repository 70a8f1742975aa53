"""Nobody has an announcement in their quiet hours, however late the line is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements import OF_USE_FOR, TurnToHear, turn_to_hear
from bot.schedules import is_quiet

BERLIN = "Europe/Berlin"
NIGHT = (time(22), time(6))
DAY = timedelta(days=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "quiet", "due_at", "expires_at"),
    [
        (at(24, 12), NIGHT, at(24, 12), at(24, 22)),
        (at(24, 23), NIGHT, at(25, 6), at(25, 22)),
        (at(24, 21, 30), NIGHT, at(24, 21, 30), at(24, 22)),
        (at(24, 21, 31), NIGHT, at(25, 6), at(25, 21, 31)),
        (at(24, 12), (time(8), time(8)), at(24, 12), at(25, 12)),
        # Awake for a quarter of an hour a day: that is when.
        (at(24, 12), (time(18, 15), time(18)), at(24, 18), at(24, 18, 15)),
    ],
    ids=["by day", "by night", "half an hour left", "too little left", "no quiet hours", "hardly awake"],
)
def test_it_comes_between_quiet_hours(
    now: datetime, quiet: tuple[time, time], due_at: datetime, expires_at: datetime
) -> None:
    assert turn_to_hear(now, now + DAY, BERLIN, *quiet) == TurnToHear(due_at, expires_at)


MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))


@given(
    since=st.integers(0, 24 * 60),
    zone=st.sampled_from([BERLIN, "Asia/Kolkata", "America/New_York", "Pacific/Auckland"]),
    quiet_from=MINUTES,
    quiet_until=MINUTES,
    share=st.floats(0, 0.999),
)
def test_no_minute_of_a_turn_is_quiet(
    since: int, zone: str, quiet_from: time, quiet_until: time, share: float
) -> None:
    now = at(24, 0) + timedelta(minutes=since)
    turn = turn_to_hear(now, now + OF_USE_FOR, zone, quiet_from, quiet_until)
    assert turn.due_at >= now
    sent_at = turn.due_at + (turn.expires_at - turn.due_at) * share
    if turn.due_at < turn.expires_at:
        assert not is_quiet(sent_at.astimezone(ZoneInfo(zone)).time(), quiet_from, quiet_until)
