"""Reminders kept for a runner: added, changed, due, and carried through travel."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners, schedules
from bot.database import Database
from bot.schedules import EVERY_DAY, MOST_REMINDERS, Refused, Schedule, Wants, local_date
from tests.conftest import NOON, add_runner

BERLIN, NEW_YORK, TOKYO = "Europe/Berlin", "America/New_York", "Asia/Tokyo"
MORNING = time(7, 15)


def there(zone: str, *when: int) -> datetime:
    year, month, day, hour, minute = when
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


async def reminder(
    session: AsyncSession,
    runner_id: int,
    *,
    at: time = MORNING,
    days: frozenset[int] = EVERY_DAY,
    zone: str = BERLIN,
    now: datetime = NOON,
    wants: str = "plan",
    around: bool = False,
) -> Schedule:
    kept = await schedules.add(
        session, runner_id, wants=wants, days=days, at=at, zone=zone, now=now, around=around
    )
    assert isinstance(kept, Schedule)
    return kept


async def turns(session: AsyncSession, zone: str, until: datetime) -> list[date]:
    """Plays the planner up to an instant; gives the local date of each turn."""
    found = []
    while (now := await schedules.next_due_at(session)) and now <= until:
        for schedule in await schedules.due(session, now, 10):
            found.append(schedule.on)
            assert schedule.on == local_date(schedule.next_at, zone)
            await schedules.advance(session, schedule.id, zone, now)
    return found


async def test_a_new_reminder_is_first_due_at_its_next_time(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    kept = await reminder(session, runner_id)
    assert kept.next_at == there(BERLIN, 2026, 11, 25, 7, 15)
    assert kept.next_on == date(2026, 11, 25)
    assert (kept.wants, kept.days, kept.at, kept.around) == (Wants.PLAN, EVERY_DAY, MORNING, False)
    assert await schedules.of_runner(session, runner_id) == (kept,)


async def test_a_reminder_keeps_to_its_days(session: AsyncSession) -> None:
    kept = await reminder(session, await add_runner(session), days=frozenset({0, 4}))
    assert kept.next_on == date(2026, 11, 27)
    assert await turns(session, BERLIN, NOON + timedelta(days=8)) == [
        date(2026, 11, 27),
        date(2026, 11, 30),
    ]


async def test_around_comes_at_a_minute_of_its_own(session: AsyncSession) -> None:
    kept = await reminder(session, await add_runner(session), around=True)
    assert kept.at == MORNING
    assert kept.next_at is not None
    assert kept.next_at.astimezone(ZoneInfo(BERLIN)).time() == schedules.around(MORNING, kept.id)


async def test_reminders_are_listed_from_morning_to_evening(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    for hour in (18, 7, 12):
        await reminder(session, runner_id, at=time(hour))
    assert [kept.at.hour for kept in await schedules.of_runner(session, runner_id)] == [7, 12, 18]


async def test_the_same_reminder_twice_is_refused(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    first = await reminder(session, runner_id)
    again = await schedules.add(
        session, runner_id, wants="mobility", days=EVERY_DAY, at=MORNING, zone=BERLIN, now=NOON
    )
    assert again is Refused.ALREADY_THERE
    other = await reminder(session, runner_id, at=time(18))
    moved = await schedules.change(session, other.id, runner_id, zone=BERLIN, now=NOON, at=MORNING)
    assert moved is Refused.ALREADY_THERE
    assert await schedules.of_runner(session, runner_id) == (first, other)


async def test_two_runners_may_ask_for_the_same_time(session: AsyncSession) -> None:
    first = await reminder(session, await add_runner(session))
    second = await reminder(session, await add_runner(session, chat_id=1002))
    assert first.next_at == second.next_at


async def test_one_reminder_too_many_is_refused(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    for hour in range(MOST_REMINDERS):
        await reminder(session, runner_id, at=time(hour + 8))
    refused = await schedules.add(
        session, runner_id, wants="plan", days=EVERY_DAY, at=time(20), zone=BERLIN, now=NOON
    )
    assert refused is Refused.TOO_MANY
    assert len(await schedules.of_runner(session, runner_id)) == MOST_REMINDERS


async def test_a_reminder_without_days_is_refused(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    refused = await schedules.add(
        session, runner_id, wants="plan", days=(), at=MORNING, zone=BERLIN, now=NOON
    )
    assert refused is Refused.NO_DAYS
    kept = await reminder(session, runner_id)
    assert (
        await schedules.change(session, kept.id, runner_id, zone=BERLIN, now=NOON, days=()) is Refused.NO_DAYS
    )


async def test_a_day_that_is_none_is_a_mistake_of_ours(session: AsyncSession) -> None:
    with pytest.raises(ValueError, match="a day is 0"):
        await reminder(session, await add_runner(session), days=frozenset({7}))


async def test_a_change_counts_from_now(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    kept = await reminder(session, runner_id)
    changed = await schedules.change(
        session,
        kept.id,
        runner_id,
        zone=BERLIN,
        now=NOON,
        at=time(18),
        wants=Wants.MOBILITY,
        days=[1],
        around=False,
    )
    assert isinstance(changed, Schedule)
    assert changed.next_at == there(BERLIN, 2026, 11, 24, 18, 0)
    assert (changed.wants, changed.days) == (Wants.MOBILITY, frozenset({1}))


async def test_a_day_that_has_had_its_turn_gets_no_second_one_by_a_change(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    kept = await reminder(session, runner_id)
    after_turn = there(BERLIN, 2026, 11, 25, 7, 15)
    assert await turns(session, BERLIN, after_turn) == [date(2026, 11, 25)]
    changed = await schedules.change(session, kept.id, runner_id, zone=BERLIN, now=after_turn, at=time(18))
    assert isinstance(changed, Schedule)
    assert changed.next_at == there(BERLIN, 2026, 11, 26, 18, 0)


async def test_nobody_changes_or_removes_another_runners_reminder(session: AsyncSession) -> None:
    kept = await reminder(session, await add_runner(session))
    stranger = await add_runner(session, chat_id=1002)
    assert await schedules.change(session, kept.id, stranger, zone=BERLIN, now=NOON, at=time(3)) is None
    assert not await schedules.remove(session, kept.id, stranger)
    assert await schedules.of_runner(session, kept.runner_id) == (kept,)


async def test_a_removed_reminder_is_gone(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    kept = await reminder(session, runner_id)
    assert await schedules.remove(session, kept.id, runner_id)
    assert not await schedules.remove(session, kept.id, runner_id)
    assert await schedules.of_runner(session, runner_id) == ()
    assert await schedules.change(session, kept.id, runner_id, zone=BERLIN, now=NOON) is None
    await schedules.advance(session, kept.id, BERLIN, NOON)
    assert await schedules.next_due_at(session) is None


async def test_only_what_is_due_is_found_the_longest_due_first(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    hours = [9, 7, 8, 10]
    kept = {hour: await reminder(session, runner_id, at=time(hour)) for hour in hours}
    now = there(BERLIN, 2026, 11, 25, 9, 0)
    assert [one.id for one in await schedules.due(session, now, 10)] == [kept[hour].id for hour in (7, 8, 9)]
    assert [one.id for one in await schedules.due(session, now, 2)] == [kept[hour].id for hour in (7, 8)]
    assert await schedules.due(session, now - timedelta(hours=3), 10) == []
    assert await schedules.next_due_at(session) == there(BERLIN, 2026, 11, 25, 7, 0)


async def test_days_missed_while_we_were_away_are_not_made_up_for(session: AsyncSession) -> None:
    kept = await reminder(session, await add_runner(session))
    late = there(BERLIN, 2026, 11, 28, 6, 0)
    (due,) = await schedules.due(session, late, 10)
    assert due.on == date(2026, 11, 25)
    assert due.next_at == kept.next_at
    await schedules.advance(session, due.id, BERLIN, late)
    assert await schedules.next_due_at(session) == there(BERLIN, 2026, 11, 28, 7, 15)


async def test_a_resting_reminder_waits_for_a_zone(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    kept = await reminder(session, runner_id)
    await schedules.rest(session, kept.id)
    assert await schedules.next_due_at(session) is None
    await schedules.recompute(session, runner_id, TOKYO, NOON)
    assert await schedules.next_due_at(session) == there(TOKYO, 2026, 11, 25, 7, 15)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, "Australia/Lord_Howe", "America/Santiago"])
async def test_a_year_has_one_turn_a_day(session: AsyncSession, zone: str) -> None:
    await reminder(session, await add_runner(session), at=time(2, 15), zone=zone)
    found = await turns(session, zone, NOON + timedelta(days=365))
    assert found == [found[0] + timedelta(days=n) for n in range(len(found))]
    assert len(found) >= 365


@pytest.mark.parametrize(
    ("first", "then", "moved_at", "next_at"),
    [
        # West in the morning after today's turn: tomorrow, by the new clock.
        (BERLIN, NEW_YORK, there(BERLIN, 2026, 11, 25, 12, 0), there(NEW_YORK, 2026, 11, 26, 7, 15)),
        # West before it: still today, by the new clock.
        (BERLIN, NEW_YORK, there(BERLIN, 2026, 11, 25, 7, 0), there(NEW_YORK, 2026, 11, 25, 7, 15)),
        # East, where the clock is already past a turn that today owed: at once.
        (NEW_YORK, BERLIN, there(NEW_YORK, 2026, 11, 25, 6, 0), there(NEW_YORK, 2026, 11, 25, 6, 0)),
        # East into tomorrow morning, before its time: that morning.
        (NEW_YORK, TOKYO, there(NEW_YORK, 2026, 11, 24, 16, 0), there(TOKYO, 2026, 11, 25, 7, 15)),
        # West over the date line into a date that has had its turn: that date gets no second one.
        (TOKYO, NEW_YORK, there(TOKYO, 2026, 11, 25, 8, 0), there(NEW_YORK, 2026, 11, 26, 7, 15)),
    ],
)
async def test_a_traveller_gets_each_date_its_turn_and_none_twice(
    session: AsyncSession, first: str, then: str, moved_at: datetime, next_at: datetime
) -> None:
    runner_id = await add_runner(session)
    await reminder(session, runner_id, zone=first)
    before = await turns(session, first, moved_at)
    await schedules.recompute(session, runner_id, then, moved_at)
    assert await schedules.next_due_at(session) == next_at.astimezone(UTC)
    after = await turns(session, then, moved_at + timedelta(days=4))
    dates = before + after
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))]


async def test_a_turn_that_was_due_and_not_yet_planned_survives_a_change_of_zone(
    session: AsyncSession,
) -> None:
    runner_id = await add_runner(session)
    await reminder(session, runner_id)
    now = there(BERLIN, 2026, 11, 25, 7, 16)
    await schedules.recompute(session, runner_id, "Europe/Paris", now)
    (due,) = await schedules.due(session, now, 10)
    assert due.on == date(2026, 11, 25)


async def test_a_time_that_was_past_when_it_was_asked_for_does_not_come_at_once(
    session: AsyncSession,
) -> None:
    runner_id = await add_runner(session)
    await reminder(session, runner_id)
    await schedules.recompute(session, runner_id, BERLIN, NOON)
    assert await schedules.next_due_at(session) == there(BERLIN, 2026, 11, 25, 7, 15)


async def test_two_planners_at_once_share_what_is_due(database: Database) -> None:
    async with database.begin() as session:
        runner_id = await add_runner(session, chat_id=990_002)
        kept = [await reminder(session, runner_id, at=time(hour)) for hour in (14, 15, 16, 17)]
    now = there(BERLIN, 2026, 11, 24, 18, 0)

    async def plan() -> list[int]:
        async with database.begin() as session:
            found = await schedules.due(session, now, 2)
            # Gives the other one time to look, where the database lets both in at once.
            await asyncio.sleep(0.05)
            for schedule in found:
                await schedules.advance(session, schedule.id, BERLIN, now)
            return [schedule.id for schedule in found]

    try:
        planned = await asyncio.gather(plan(), plan())
        assert sorted(planned[0] + planned[1]) == [one.id for one in kept]
    finally:
        async with database.begin() as session:
            await runners.forget_silently(session, runner_id)


async def test_a_weekly_message_may_come_at_an_hour_that_a_routine_has_and_there_is_one_of_each(
    session: AsyncSession,
) -> None:
    runner_id = await add_runner(session)
    monday = frozenset({0})
    await reminder(session, runner_id, days=monday)
    for wants in schedules.WEEKLY:
        kept = await reminder(session, runner_id, days=monday, wants=wants)
        assert await schedules.weekly_of(session, runner_id, wants) == kept
        again = await schedules.add(
            session, runner_id, wants=wants, days={1}, at=MORNING, zone=BERLIN, now=NOON
        )
        assert again is Refused.ALREADY_THERE
    assert [one.wants for one in await schedules.all_weekly(session, runner_id)] == list(schedules.WEEKLY)
    assert [one.wants for one in await schedules.of_runner(session, runner_id)] == [Wants.PLAN]


async def test_what_is_put_off_comes_the_next_day_once_and_then_on_its_own_day(session: AsyncSession) -> None:
    runner_id = await add_runner(session)
    await reminder(session, runner_id, days=frozenset({2}), wants=Wants.TIP)
    found = []
    for _ in range(3):
        now = await schedules.next_due_at(session)
        assert now is not None
        (turn,) = await schedules.due(session, now, 10)
        found.append((turn.on.day, turn.meant_on.day))
        await schedules.advance(session, turn.id, BERLIN, now)
        await schedules.put_off(session, turn, BERLIN)
    # Wednesday, Thursday in its place, and the Wednesday after.
    assert found == [(25, 25), (26, 25), (2, 2)]
