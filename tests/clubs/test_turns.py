"""When a warm-up is posted: the lead before each run, once a date, through every change of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clubs
from bot.clubs import Refused, Weekly
from bot.clubs.turns import next_post, recount_at
from tests.clubs.making import MONDAY, POST_AT, make_club, make_post, make_run

EVERY_DAY = frozenset(range(7))
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("zone", "after", "at", "lead", "on", "post_at"),
    [
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 11, 23, 12, tzinfo=UTC),
            time(0, 15),
            30,
            date(2026, 11, 24),
            datetime(2026, 11, 23, 22, 45, tzinfo=UTC),
            id="the lead begins on the day before",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            time(3, 15),
            60,
            date(2026, 3, 29),
            datetime(2026, 3, 29, 0, 15, tzinfo=UTC),
            id="spring: an hour before 03:15 is 01:15 on the wall",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            time(2, 30),
            30,
            date(2026, 3, 29),
            datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
            id="spring: 02:30 is not on the wall and becomes 03:30",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            time(2, 30),
            30,
            date(2026, 10, 25),
            datetime(2026, 10, 25, 0, 0, tzinfo=UTC),
            id="autumn: the first of two 02:30",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            time(3, 15),
            60,
            date(2026, 10, 25),
            datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
            id="autumn: an hour before 03:15 is the second 02:15",
        ),
        pytest.param(
            "America/Santiago",
            datetime(2026, 9, 5, 12, tzinfo=UTC),
            time(0, 10),
            30,
            date(2026, 9, 6),
            datetime(2026, 9, 6, 3, 40, tzinfo=UTC),
            id="spring at midnight: the lead lies over the change and over the date",
        ),
    ],
)
def test_the_lead_counts_back_from_the_instant_of_the_run(
    zone: str, after: datetime, at: time, lead: int, on: date, post_at: datetime
) -> None:
    assert next_post(EVERY_DAY, at, zone, timedelta(minutes=lead), after, None) == (on, post_at)


@given(
    minutes=st.integers(0, 24 * 60 - 1),
    lead=st.sampled_from(clubs.LEADS),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]),
    start=st.sampled_from([date(2026, 3, 6), date(2026, 3, 27), date(2026, 4, 3), date(2026, 9, 4)]),
)
def test_every_date_has_one_warm_up(minutes: int, lead: int, zone: str, start: date) -> None:
    at = time(*divmod(minutes, 60))
    after = datetime.combine(start, time(12), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    turned_on, seen = None, []
    for _ in range(5):
        found = next_post(EVERY_DAY, at, zone, timedelta(minutes=lead), after, turned_on)
        assert found
        turned_on, post_at = found
        assert post_at > after
        seen.append(turned_on)
        after = post_at
    assert seen == [seen[0] + timedelta(days=n) for n in range(5)]


@pytest.mark.parametrize(("on", "quiet"), [(date(2026, 12, 6), True), (date(2026, 12, 7), False)])
def test_two_quiet_weeks_are_fourteen_days_with_today(on: date, quiet: bool) -> None:
    assert clubs.is_quiet(clubs.quiet_through(2, date(2026, 11, 23)), on) is quiet


def test_a_club_without_quiet_weeks_is_never_quiet() -> None:
    assert not clubs.is_quiet(None, date(2026, 11, 23))


def test_a_first_tap_is_shown_at_once_and_the_next_with_others() -> None:
    assert recount_at(None, MONDAY) == MONDAY
    assert recount_at(MONDAY, MONDAY + timedelta(seconds=1)) == MONDAY + timedelta(seconds=6)
    assert recount_at(MONDAY, MONDAY + timedelta(minutes=1)) == MONDAY + timedelta(minutes=1)


async def test_a_run_is_due_half_an_hour_before(session: AsyncSession) -> None:
    club = await make_club(session)
    run = await make_run(session, club)
    assert await clubs.due(session, POST_AT - timedelta(seconds=1), 10) == []
    (due,) = await clubs.due(session, POST_AT, 10)
    assert (due.run.id, due.on, due.starts_at) == (run.id, date(2026, 11, 23), POST_AT + HALF_AN_HOUR)
    assert await clubs.next_due_at(session) == POST_AT


async def test_another_lead_moves_the_post(session: AsyncSession) -> None:
    club = await make_club(session)
    await make_run(session, club)
    await clubs.change(session, club.id, MONDAY, lead_minutes=60)
    assert await clubs.next_due_at(session) == POST_AT - HALF_AN_HOUR


async def test_a_longer_lead_after_the_post_does_not_post_again(session: AsyncSession) -> None:
    club = await make_club(session)
    await make_run(session, club)
    await make_post(session, club)
    await clubs.change(session, club.id, POST_AT, lead_minutes=10)
    assert await clubs.next_due_at(session) == POST_AT + timedelta(days=1, minutes=20)


async def test_turns_that_were_missed_are_not_made_up_for(session: AsyncSession) -> None:
    club = await make_club(session)
    run = await make_run(session, club)
    late = POST_AT + timedelta(days=3, hours=1)
    await clubs.advance(session, club, run.id, late)
    assert await clubs.next_due_at(session) == POST_AT + timedelta(days=4)


async def test_after_days_of_silence_the_warm_up_of_a_run_that_is_still_to_come_is_due(
    session: AsyncSession,
) -> None:
    club = await make_club(session)
    run = await make_run(session, club)
    late = POST_AT + timedelta(days=3, minutes=5)
    await clubs.advance(session, club, run.id, late)
    (due,) = await clubs.due(session, late, 10)
    assert due.on == date(2026, 11, 26)
    await clubs.advance(session, club, run.id, late)
    assert await clubs.next_due_at(session) == POST_AT + timedelta(days=4)


async def test_a_club_without_a_zone_has_no_turns(session: AsyncSession) -> None:
    club = await make_club(session, zone=None)
    await make_run(session, club)
    assert await clubs.next_due_at(session) is None


async def test_runs_are_refused_twice_without_days_and_beyond_the_most(session: AsyncSession) -> None:
    club = await make_club(session)
    await make_run(session, club, days=[0])
    assert await clubs.add_run(session, club, [0], time(18, 30), MONDAY) is Refused.ALREADY_THERE
    assert await clubs.add_run(session, club, [], time(18, 30), MONDAY) is Refused.NO_DAYS
    for day in range(1, clubs.MOST_RUNS):
        await make_run(session, club, days=[day])
    assert await clubs.add_run(session, club, [0], time(7), MONDAY) is Refused.TOO_MANY


async def test_words_for_a_place_are_cut_and_a_link_to_a_map_is_kept_whole(session: AsyncSession) -> None:
    club = await make_club(session)
    run = await make_run(session, club)
    words, link = "by the bridge " * 30, f"https://maps.example/{'place/' * 80}"
    kept = await clubs.meet_at(session, club, run.id, words)
    assert kept
    assert kept.place == words[:200]
    kept = await clubs.meet_at(session, club, run.id, f" {link}\n")
    assert kept
    assert kept.place == link


async def test_a_run_of_another_club_is_neither_changed_nor_removed(session: AsyncSession) -> None:
    mine, other = await make_club(session), await make_club(session, chat_id=-1002)
    run = await make_run(session, other)
    assert await clubs.change_run(session, mine, run.id, MONDAY, at=time(7)) is None
    assert await clubs.meet_at(session, mine, run.id, "here") is None
    assert not await clubs.remove_run(session, mine, run.id)
    assert await clubs.runs_of(session, other.id) == (run,)


async def test_two_posts_a_day_leave_out_the_weeks_post_and_every_run_after_the_second(
    session: AsyncSession,
) -> None:
    club = await make_club(session)
    await make_run(session, club, {0, 6})
    assert clubs.left_out(club.weekly, await clubs.runs_of(session, club.id)) == ((), frozenset())
    await make_run(session, club, {0, 2}, time(7))
    left_out = clubs.left_out(club.weekly, await clubs.runs_of(session, club.id))
    assert left_out == ((Weekly.CHALLENGE,), frozenset())
    await make_run(session, club, {0, 6}, time(9))
    left_out = clubs.left_out(club.weekly, await clubs.runs_of(session, club.id))
    assert left_out == ((Weekly.CHALLENGE, Weekly.DIGEST), frozenset({0}))
