"""When a club hears from us: the lead before a run, through midnight and changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.clubs.turns import RECOUNT_EVERY, is_quiet, next_post, quiet_through, recount_at
from tests.conftest import NOON

HALF_AN_HOUR = timedelta(minutes=30)
EVERY_DAY = frozenset(range(7))


def test_the_warm_up_comes_the_lead_before_the_run() -> None:
    found = next_post(frozenset({1}), time(18, 30), "Europe/Berlin", HALF_AN_HOUR, NOON, None)
    assert found == (date(2026, 11, 24), datetime(2026, 11, 24, 17, 0, tzinfo=UTC))


def test_a_run_whose_lead_has_begun_waits_for_the_next_week() -> None:
    begun = datetime(2026, 11, 24, 17, 0, 1, tzinfo=UTC)
    found = next_post(frozenset({1}), time(18, 30), "Europe/Berlin", HALF_AN_HOUR, begun, None)
    assert found == (date(2026, 12, 1), datetime(2026, 12, 1, 17, 0, tzinfo=UTC))


def test_a_run_just_after_midnight_has_its_warm_up_the_evening_before() -> None:
    found = next_post(frozenset({2}), time(0, 10), "UTC", HALF_AN_HOUR, NOON, None)
    assert found == (date(2026, 11, 25), datetime(2026, 11, 24, 23, 40, tzinfo=UTC))


@pytest.mark.parametrize("lead", [timedelta(minutes=m) for m in (10, 30, 60)])
@pytest.mark.parametrize("at", [time(1, 15), time(2, 30), time(3, 15)])
@pytest.mark.parametrize("month", [3, 10])
def test_each_day_of_a_change_of_the_clock_has_one_warm_up_its_lead_before_the_run(
    month: int, at: time, lead: timedelta
) -> None:
    after = datetime(2026, month, 24, tzinfo=UTC)
    turned_on, seen = None, []
    for _ in range(5):
        found = next_post(EVERY_DAY, at, "Europe/Berlin", lead, after, turned_on)
        assert found is not None
        turned_on, after = found
        seen.append(turned_on)
    assert seen == [seen[0] + timedelta(days=n) for n in range(5)]


def test_a_date_that_had_its_warm_up_has_no_second_one() -> None:
    today = date(2026, 11, 24)
    found = next_post(EVERY_DAY, time(20), "UTC", HALF_AN_HOUR, NOON, today)
    assert found is not None
    assert found[0] == today + timedelta(days=1)


def test_quiet_weeks_end_with_their_last_day() -> None:
    until = quiet_through(1, date(2026, 11, 24))
    assert until == date(2026, 11, 30)
    assert is_quiet(until, until)
    assert not is_quiet(until, until + timedelta(days=1))
    assert not is_quiet(None, until)


def test_counts_are_shown_at_once_and_then_with_others() -> None:
    assert recount_at(None, NOON) == NOON
    assert recount_at(NOON, NOON + timedelta(seconds=1)) == NOON + RECOUNT_EVERY
    assert recount_at(NOON, NOON + timedelta(minutes=1)) == NOON + timedelta(minutes=1)


def test_counts_leave_a_group_half_of_its_messages_a_minute() -> None:
    assert timedelta(minutes=1) / RECOUNT_EVERY <= 10
