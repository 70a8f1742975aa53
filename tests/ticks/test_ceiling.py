"""What comes by itself: weekly messages, and how many a day a runner allows."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import checkins, questionnaires, routines, runners, schedules
from bot.deliveries.tables import DeliveryRow
from bot.triage import Answers
from tests.conftest import add_runner
from tests.ticks.watched import MONDAY, PUSH, Watched, remind

SUNDAY = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)  # 18:00 in Berlin
WEEK_ON = MONDAY.date()
QUESTIONS, TIP = "Your week: 1 of 4", "Tip of the week"


async def asked(ticks: Watched, days: Iterable[int] = (6,), **changes: Any) -> int:
    """Somebody whose questions come at 18:00, with no reminder besides."""
    async with ticks.database.begin() as session:
        runner_id = await add_runner(session, **changes)
    await remind(ticks, runner_id, "questionnaire", time(18), days)
    return runner_id


async def allow(ticks: Watched, runner_id: int, most: int) -> None:
    async with ticks.database.begin() as session:
        await runners.set_pushes_a_day(session, runner_id, most)


async def without_room(ticks: Watched, runner_id: int, most: int) -> tuple[schedules.Wants, ...]:
    """What /schedule says never comes."""
    async with ticks.database.begin() as session:
        kept = await schedules.of_runner(session, runner_id), await schedules.all_weekly(session, runner_id)
    return schedules.without_room([one for some in kept for one in some], most)


async def answer(ticks: Watched, runner_id: int) -> None:
    async with ticks.database.begin() as session:
        await questionnaires.record(
            session, ticks.vault, runner_id, WEEK_ON, (0,), rules=ticks.content.questionnaire, now=SUNDAY
        )


async def test_the_questions_come_once_a_week_to_who_has_not_answered(ticks: Watched) -> None:
    await asked(ticks)
    await answer(ticks, await asked(ticks, chat_id=1002))
    for day in range(8):
        await ticks.at(SUNDAY + timedelta(days=day))
    assert (ticks.sent[1001], ticks.sent[1002]) == (2, 1)
    assert all(QUESTIONS in text for text in ticks.texts)


@pytest.mark.parametrize(
    "changes",
    [{"paused_at": MONDAY}, {"quiet_from": time(17), "quiet_until": time(19)}],
    ids=["paused", "quiet"],
)
async def test_nobody_is_asked_who_should_not_hear(ticks: Watched, changes: dict[str, Any]) -> None:
    await asked(ticks, **changes)
    await ticks.at(SUNDAY)
    assert not ticks.sent


async def test_nobody_is_asked_while_everything_else_stops(ticks: Watched) -> None:
    runner_id = await asked(ticks)
    async with ticks.database.begin() as session:
        await checkins.record(
            session,
            ticks.vault,
            runner_id,
            Answers(flags=frozenset({"hot_or_fever"})),
            content=ticks.content,
            on=WEEK_ON,
            now=MONDAY,
        )
    await ticks.at(SUNDAY)
    assert not ticks.sent


async def test_a_weekly_message_that_was_missed_comes_the_next_morning_and_not_at_night(
    ticks: Watched,
) -> None:
    await asked(ticks)
    await ticks.at(SUNDAY + timedelta(hours=8))  # 02:00
    assert not ticks.sent
    await ticks.at(SUNDAY + timedelta(hours=12))  # 06:00
    assert ticks.sent[1001] == 1
    assert "Think of Mon 23 Nov to Sun 29 Nov" in ticks.texts[0]


async def test_one_that_was_missed_until_the_night_was_over_comes_all_the_same(ticks: Watched) -> None:
    await asked(ticks)
    await ticks.at(SUNDAY + timedelta(hours=13, minutes=30))  # 07:30
    assert ticks.sent[1001] == 1
    # What then cannot be sent waits through the day, and not through another night.
    async with ticks.database.begin() as session:
        expires_at = await session.scalar(select(DeliveryRow.expires_at))
    assert expires_at == SUNDAY + timedelta(hours=28)  # 22:00
    # On Monday 18:00 is still to come.
    assert ticks.texts[0].startswith("🕰 This was for Sun 29 Nov, 18:00. It comes late, sorry.")


async def test_a_weekly_message_of_days_ago_is_not_owed_any_more(ticks: Watched) -> None:
    await asked(ticks)
    await ticks.at(SUNDAY + timedelta(hours=31))
    assert not ticks.sent
    await ticks.at(SUNDAY + timedelta(days=7))
    assert ticks.sent[1001] == 1


async def test_a_routine_that_was_missed_in_the_evening_does_not_come_at_night(ticks: Watched) -> None:
    await ticks.add(at=time(21))
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    await ticks.at(evening + timedelta(hours=2))  # 23:00
    assert not ticks.sent
    await ticks.at(evening + timedelta(days=1))
    assert ticks.sent[1001] == 1


async def test_what_is_over_the_ceiling_of_a_day_is_neither_owed_nor_planned(ticks: Watched) -> None:
    runner_id = await ticks.add()
    await remind(ticks, runner_id, "mobility", time(12))
    await remind(ticks, runner_id, "strength", time(17))
    for hours in (0, 5, 10):
        await ticks.at(PUSH + timedelta(hours=hours, minutes=45))
    assert ticks.sent[1001] == 2
    assert len(await ticks.routines()) == 2
    # A day is the runner's own, and the next one begins anew.
    await allow(ticks, runner_id, 3)
    for hours in (24, 29, 34):
        await ticks.at(PUSH + timedelta(hours=hours, minutes=45))
    assert ticks.sent[1001] == 5


async def test_what_was_done_or_asked_for_is_not_counted(ticks: Watched) -> None:
    """The routine of the morning was done before its push, so two more may come."""
    runner_id = await ticks.add()
    await remind(ticks, runner_id, "mobility", time(12))
    await remind(ticks, runner_id, "tip", time(18), [0])
    async with ticks.database.begin() as session:
        (first, *_) = await schedules.of_runner(session, runner_id)
        planned = await routines.plan_for(
            session,
            ticks.vault,
            runner_id,
            on=WEEK_ON,
            slot=str(first.id),
            wants="plan",
            effect=(await checkins.standing(session, ticks.vault, runner_id)).effect,
            content=ticks.content,
            now=MONDAY,
            schedule_id=first.id,
        )
        assert isinstance(planned, routines.PlannedRoutine)
        await routines.mark(session, planned.id, runner_id, routines.State.DONE, MONDAY)
    for hours in (0, 5, 11):
        await ticks.at(PUSH + timedelta(hours=hours))
    assert len(ticks.texts) == 2
    assert TIP in ticks.texts[1]


async def test_a_weekly_message_over_the_ceiling_comes_the_next_day_and_then_on_its_own_day_again(
    ticks: Watched,
) -> None:
    runner_id = await ticks.add(at=time(7, 15))
    await allow(ticks, runner_id, 1)
    await remind(ticks, runner_id, "questionnaire", time(18), [2])
    async with ticks.database.begin() as session:
        (plan, *_) = await schedules.of_runner(session, runner_id)
        await schedules.change(
            session, plan.id, runner_id, zone="Europe/Berlin", now=MONDAY, days=[0, 1, 2, 4, 5, 6]
        )
    wednesday = PUSH + timedelta(days=2)
    await ticks.at(wednesday)
    await ticks.at(wednesday + timedelta(hours=10, minutes=45))
    assert not any(QUESTIONS in text for text in ticks.texts)
    assert await without_room(ticks, runner_id, 1) == ()
    # Thursday at its hour; it still asks about the week that Wednesday would have asked about.
    await ticks.at(wednesday + timedelta(days=1, hours=10, minutes=45))
    assert [text for text in ticks.texts if QUESTIONS in text]
    assert "Think of Mon 16 Nov to Sun 22 Nov" in ticks.texts[-1]
    async with ticks.database.begin() as session:
        kept = await schedules.weekly_of(session, runner_id, schedules.Wants.QUESTIONNAIRE)
    assert kept is not None
    assert kept.next_on == WEEK_ON + timedelta(days=9)


async def test_one_that_stays_over_the_ceiling_does_not_wander_through_the_week(ticks: Watched) -> None:
    runner_id = await ticks.add()
    await allow(ticks, runner_id, 1)
    await remind(ticks, runner_id, "tip", time(18), [0])
    assert await without_room(ticks, runner_id, 1) == (schedules.Wants.TIP,)
    for day in range(7):
        await ticks.at(PUSH + timedelta(days=day))
        await ticks.at(PUSH + timedelta(days=day, hours=11))
    assert not any(TIP in text for text in ticks.texts)
    async with ticks.database.begin() as session:
        kept = await schedules.weekly_of(session, runner_id, schedules.Wants.TIP)
    assert kept is not None
    assert kept.next_on == WEEK_ON + timedelta(days=7)
