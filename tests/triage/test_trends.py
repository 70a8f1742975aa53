"""Not settling and worsening: made-up histories with known answers, at each threshold and one below it."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FOLDER, load
from bot.triage import Course, Trend, add_up, mean_of_week, worst_by_day

RULES = load(FOLDER).trend_rules
TODAY = date(2026, 11, 24)
HISTORIES = st.dictionaries(
    st.integers(0, 55).map(lambda ago: TODAY - timedelta(days=ago)), st.integers(0, 10), max_size=41
)


def days(*pains: int | None, until: date = TODAY) -> dict[date, int]:
    """One day after another up to `until`; None where nobody checked in."""
    first = until - timedelta(days=len(pains) - 1)
    return {first + timedelta(days=number): pain for number, pain in enumerate(pains) if pain is not None}


def trends(history: dict[date, int], on: date = TODAY) -> tuple[Trend, ...]:
    """With a check-in a day."""
    return add_up(sorted(history.items()), on, RULES)


def courses(history: dict[date, int], on: date = TODAY) -> list[Course]:
    return [trend.course for trend in trends(history, on)]


GAP = (None,) * 4
FLAT = (3,) * 14


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ((), []),
        ((9,), []),
        ((0,) * 28, []),
        ((2,) * 28, []),  # calm, however long
        (FLAT, [Course.NOT_SETTLING]),
        (FLAT[:13], []),  # a day too short
        ((3, *(None,) * 12, 3), []),  # long enough, too few days
        ((3, *GAP, 3, *GAP, 2, None, None, 3), []),  # three days of it are too few
        ((3, *GAP, 3, *GAP, 3, None, None, 3), [Course.NOT_SETTLING]),  # four, with gaps and without a mean
        ((3, 3, 3, *(None,) * 10, 3), [Course.NOT_SETTLING]),  # no mean now: it has not fallen
        ((*FLAT, 2), []),  # a calm day today says nothing of the kind
        ((4,) * 7 + (3,) * 7, []),  # fell by exactly 1
        ((4,) * 6 + (3,) * 8, [Course.NOT_SETTLING]),  # fell by six sevenths
        ((8,) * 7 + (5,) * 7, []),
        ((8,) * 7 + (5,) * 7 + (5,) * 7, [Course.NOT_SETTLING]),  # fell, and then no further
        ((3, *(0,) * 39, 3, 3, 3), [Course.NOT_SETTLING]),  # four within six weeks, calm days between
        ((3, *(0,) * 40, 3, 3, 3), []),  # the first one is too long ago
        ((3, *(None,) * 13, 3, *(None,) * 13, 3, *(None,) * 13, 3), [Course.NOT_SETTLING]),
    ],
)
def test_not_settling(history: tuple[int | None, ...], found: list[Course]) -> None:
    assert [course for course in courses(days(*history)) if course is Course.NOT_SETTLING] == found


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ((1,) * 7 + (3,) * 7, [Course.MEAN_ROSE]),  # rose by exactly 2
        ((1,) * 7 + (3,) * 6 + (2,), []),  # by one seventh less
        ((1, 1, 1, None, None, None, None, None, None, None, None, 3, 3, 3), [Course.MEAN_ROSE]),
        ((1, 1, None, None, None, None, None, None, None, None, None, 3, 3, 3), []),  # nobody knows the first
        ((1, 1, 1, None, None, None, None, None, None, None, None, None, 3, 3), []),  # nor the second
        # Thirds: 4/3 and 10/3 are exactly 2 apart, which no float says.
        ((2, 1, 1, None, None, None, None, 4, None, 3, None, None, None, 3), [Course.MEAN_ROSE]),
        ((2, 1, 1, None, None, None, None, 3, None, 3, None, None, None, 3), []),
        ((5,) * 7 + (3,) * 7, []),
        ((2, 3, 4), [Course.CLIMBED]),
        ((1, 2, 3), []),  # the last one below 4
        ((3, 4), []),  # two are no row of three
        ((2, 2, 4), []),
        ((2, 4, 4), []),
        ((4, 3, 5), []),
        ((0, None, 1, None, None, 4), [Course.CLIMBED]),  # a gap breaks no row
        ((0, 1, 4, 3), []),  # it was so yesterday, and is not today
        ((9, 0, 3, 4), [Course.CLIMBED]),
        ((1, *(None,) * 40, 2, 4), [Course.CLIMBED]),
        ((1, *(None,) * 41, 2, 4), []),  # too long ago
    ],
)
def test_worsening(history: tuple[int | None, ...], found: list[Course]) -> None:
    assert [course for course in courses(days(*history)) if course is not Course.NOT_SETTLING] == found


def test_a_trend_gives_its_dates_and_figures() -> None:
    (flat,) = trends(days(*(5,) * 10, None, 3, 5, 5, 5))
    assert flat == Trend(Course.NOT_SETTLING, date(2026, 11, 10), TODAY, 14, 5.0, 4.7)
    (rose,) = trends(days(*(0,) * 7, *(2,) * 7))
    assert rose == Trend(Course.MEAN_ROSE, date(2026, 11, 11), TODAY, mean_before=0.0, mean_now=2.0)
    (climbed,) = trends(days(1, None, 3, 6))
    assert climbed == Trend(Course.CLIMBED, date(2026, 11, 21), TODAY, pains=(1, 3, 6))
    assert [trend.reason for trend in (flat, rose, climbed)] == ["not_settling", "worsening", "worsening"]
    assert [Trend.from_json(json.loads(json.dumps(it.to_json()))) for it in (flat, rose)] == [flat, rose]


def test_the_highest_rating_of_a_day_is_its_pain() -> None:
    # Two check-ins a day, in any order; the days are the runner's own, so a day may come twice when they
    # fly east to west, and be missing the other way.
    twice = [(TODAY, 1), (TODAY, 4), (TODAY - timedelta(days=1), 3), (TODAY, 2)]
    assert worst_by_day(twice) == {TODAY: 4, TODAY - timedelta(days=1): 3}


def test_each_check_in_of_a_day_counts_for_a_trend_and_once_in_a_mean() -> None:
    yesterday, long_ago = TODAY - timedelta(days=1), TODAY - timedelta(days=13)
    sore = [(long_ago, 3), (long_ago, 3), (TODAY, 3), (TODAY, 4)]
    assert add_up(sore, TODAY, RULES) == (Trend(Course.NOT_SETTLING, long_ago, TODAY, 4),)
    assert add_up(sore[1:], TODAY, RULES) == ()
    climbing = [(yesterday, 1), (TODAY, 3), (TODAY, 4)]
    assert add_up(climbing, TODAY, RULES) == (Trend(Course.CLIMBED, yesterday, TODAY, pains=(1, 3, 4)),)
    assert add_up([(yesterday, 1), (TODAY, 4), (TODAY, 3)], TODAY, RULES) == ()
    flown_west = [(TODAY, 1), (TODAY, 3), (yesterday, 4)]
    assert [it.from_on for it in add_up(flown_west, TODAY, RULES)] == [yesterday]


def test_the_mean_needs_three_rated_days_of_seven() -> None:
    assert mean_of_week(days(9, 1, 2, None, None, None, None, 6), TODAY, RULES) == 3
    assert mean_of_week(days(9, 1, None, None, None, None, None, 6), TODAY, RULES) is None
    assert mean_of_week({}, TODAY, RULES) is None


@given(HISTORIES, st.integers(1, 60))
def test_only_what_is_known_by_then_counts_and_moving_all_of_it_changes_nothing_but_dates(
    history: dict[date, int], later: int
) -> None:
    found = trends(history)
    tomorrow, long_ago = (
        TODAY + timedelta(days=later),
        TODAY - timedelta(days=RULES.looks_back_days - 1 + later),
    )
    assert trends({**history, tomorrow: 10, long_ago: 10}) == found
    moved = {on + timedelta(days=later): pain for on, pain in history.items()}
    assert courses(moved, tomorrow) == [it.course for it in found]


@given(HISTORIES)
def test_a_trend_is_what_its_rule_says_in_other_words(history: dict[date, int]) -> None:
    known = {(TODAY - on).days: pain for on, pain in history.items() if (TODAY - on).days < 43}
    found = {trend.course: trend for trend in trends(history)}
    assert len({trend.reason for trend in found.values()}) == len(found)

    def total(ago: int) -> tuple[int, int]:
        week = [known[day] for day in range(ago, ago + 7) if day in known]
        return sum(week), len(week)

    def falls(first: int) -> bool:
        (then, of_then), (now, of_now) = total(first - 6), total(0)
        return of_then >= 3 and of_now >= 3 and then * of_now - now * of_then >= of_then * of_now

    bad = [day for day, pain in known.items() if pain >= 3]
    stuck = any(
        first >= 13 and len([day for day in bad if day <= first]) >= 4 and not falls(first) for first in bad
    )
    assert (Course.NOT_SETTLING in found) == (stuck and 0 in bad)
    last = [known[day] for day in sorted(known)[:3]]
    climbs = len(last) == 3 and last[0] > last[1] > last[2] and last[0] >= 4
    assert (Course.CLIMBED in found) == (climbs and 0 in known)
    (then, of_then), (now, of_now) = total(7), total(0)
    rose = of_then >= 3 and of_now >= 3 and now * of_then - then * of_now >= 2 * of_then * of_now
    assert (Course.MEAN_ROSE in found) == (rose and 0 in known and Course.CLIMBED not in found)
