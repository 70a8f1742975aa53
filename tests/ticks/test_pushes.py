"""What the clock side owes: one push a local day through every change of the clock, and nothing unwanted."""

import asyncio
from collections import Counter
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot import checkins, deliveries, routines, runners, runs, schedules
from bot.deliveries import Gone, Message, TryLater
from bot.runners.tables import RunnerRow
from bot.triage import Answers, Side
from tests.flows.rough import log_kept
from tests.ticks.watched import MONDAY, PUSH, Watched, deliveries_of

# Zone, first and last local date looked at, around the change of the clock between them.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 28), date(2026, 3, 30)),
    ("Europe/Berlin", date(2026, 10, 24), date(2026, 10, 26)),
    ("America/New_York", date(2026, 3, 7), date(2026, 3, 9)),
    ("America/New_York", date(2026, 10, 31), date(2026, 11, 2)),
    ("Australia/Lord_Howe", date(2026, 4, 4), date(2026, 4, 6)),
    ("Australia/Lord_Howe", date(2026, 10, 3), date(2026, 10, 5)),
    ("America/Santiago", date(2026, 4, 4), date(2026, 4, 6)),
    ("America/Santiago", date(2026, 9, 5), date(2026, 9, 7)),
]

# The hours in which clocks change, and one at each end of a day; all 96 are tried on the reminders alone.
QUARTERS = [*range(17), 48, 95]


@pytest.mark.parametrize(("zone", "first_on", "last_on"), CHANGES)
async def test_every_quarter_of_an_hour_has_one_push_a_local_day(
    ticks: Watched, zone: str, first_on: date, last_on: date
) -> None:
    start = schedules.instant_on(first_on, time(0), zone)
    end = schedules.instant_on(last_on + timedelta(days=1), time(0), zone)
    assert start is not None
    assert end is not None
    ticks.clock.move_to(start - timedelta(seconds=1))
    for quarter in QUARTERS:
        at = time(quarter // 4, quarter % 4 * 15)
        await ticks.add(2000 + quarter, at, zone=zone, quiet_from=time(0), quiet_until=time(0))
    # Every turn at its own instant, as the scheduler would find it within a second.
    while True:
        async with ticks.database.begin() as session:
            next_at = await schedules.next_due_at(session)
        assert next_at is not None
        if next_at >= end:
            break
        ticks.clock.move_to(next_at)
        await ticks.ticks.plan()
    async with ticks.database.begin() as session:
        pushes = Counter((row.runner_id, row.key.split(":")[2]) for row in await deliveries_of(session))
    days = [str(first_on + timedelta(days=n)) for n in range((last_on - first_on).days + 1)]
    assert set(pushes.values()) == {1}
    assert Counter(on for _, on in pushes) == dict.fromkeys(days, len(QUARTERS))


async def test_a_push_that_is_too_late_is_not_owed(ticks: Watched) -> None:
    await ticks.add()
    await ticks.at(PUSH + timedelta(hours=4))
    assert not ticks.sent
    await ticks.at(PUSH + timedelta(days=1))
    assert ticks.sent[1001] == 1


async def test_what_came_too_late_to_be_planned_is_counted_as_dropped_and_not_as_planned(
    ticks: Watched,
) -> None:
    for chat_id in (1001, 1002, 1003):
        await ticks.add(chat_id)
    await ticks.add(1004, at=time(10))
    await ticks.add(1005, paused_at=MONDAY)
    with log_kept() as log:
        await ticks.at(PUSH + timedelta(hours=4))
    assert ticks.sent == {1004: 1}
    said = log.getvalue()
    assert "event=pushes.planned count=1 " in said
    assert "event=pushes.expired count=3 " in said
    async with ticks.database.begin() as session:
        found = await deliveries.stats(session, ticks.clock.now())
    assert len(await ticks.routines()) == 1
    assert found.dropped == {"expired": 3}
    assert found.kinds["routine"].dropped == 3
    await ticks.at(PUSH + timedelta(days=1))
    assert ticks.sent == {1001: 1, 1002: 1, 1003: 1, 1004: 1}


async def test_each_day_without_power_is_counted_and_no_more_than_a_week_of_them(ticks: Watched) -> None:
    await ticks.add()
    for days, missed in ((3, 3), (7000, 3 + 8)):
        await ticks.at(PUSH + timedelta(days=days))
        async with ticks.database.begin() as session:
            rows = await deliveries_of(session)
        assert sum(row.reason == "expired" for row in rows) == missed
    assert ticks.sent[1001] == 2


async def test_the_evening_reminds_of_what_the_morning_brought_and_was_not_done(ticks: Watched) -> None:
    runner_id = await ticks.add()
    async with ticks.database.begin() as session:
        await schedules.add(
            session,
            runner_id,
            wants="plan",
            days=range(7),
            at=time(18),
            zone="Europe/Berlin",
            now=ticks.clock.now(),
        )
    await ticks.at(PUSH)
    await ticks.at(PUSH + timedelta(hours=10, minutes=45))
    assert ticks.sent[1001] == 2
    assert ticks.texts[0] == ticks.texts[1]
    assert len(await ticks.routines()) == 1


async def test_whoever_ran_already_gets_no_warm_up_that_day_and_the_next_push_as_ever(ticks: Watched) -> None:
    for chat_id in (1001, 1002, 1003):
        runner_id = await ticks.add(chat_id)
        tuesday = PUSH + timedelta(days=1)
        if chat_id < 1003:
            async with ticks.database.begin() as session:
                logged = await runs.log(
                    session,
                    ticks.vault,
                    runner_id,
                    on=tuesday.date(),
                    distance_m=5000,
                    duration_s=None,
                    source=runs.Source.TYPED,
                    now=tuesday - timedelta(hours=1),
                )
                if chat_id == 1002:
                    await runs.delete(session, logged.run.id, runner_id, tuesday - timedelta(minutes=30))
    await ticks.at(tuesday)
    assert ticks.sent == {1002: 1, 1003: 1}
    await ticks.at(tuesday + timedelta(days=1))
    assert ticks.sent == {1001: 1, 1002: 2, 1003: 2}


async def test_two_reminders_that_are_due_at_once_are_about_one_routine(ticks: Watched) -> None:
    for n in range(60):
        runner_id = await ticks.add(3000 + n)
        async with ticks.database.begin() as session:
            await schedules.add(
                session,
                runner_id,
                wants="plan",
                days=range(7),
                at=time(8),
                zone="Europe/Berlin",
                now=ticks.clock.now(),
            )
    ticks.clock.move_to(PUSH + timedelta(hours=1))
    await ticks.ticks.plan()
    assert len(await ticks.routines()) == 60
    async with ticks.database.begin() as session:
        assert len(await deliveries_of(session)) == 120


async def test_a_push_that_waited_for_the_power_says_for_when_it_was(ticks: Watched) -> None:
    await ticks.add()
    await ticks.at(PUSH + timedelta(hours=1))
    (text,) = ticks.texts
    assert text.startswith("🕰 This was for 07:15. It comes late, sorry.\n\n")
    await ticks.at(PUSH + timedelta(days=1, minutes=1))
    assert "comes late" not in ticks.texts[1]


async def test_after_three_days_without_power_there_is_one_push_not_four(ticks: Watched) -> None:
    await ticks.add()
    await ticks.at(PUSH + timedelta(days=3))
    await ticks.at(PUSH + timedelta(days=3, minutes=5))
    assert ticks.sent[1001] <= 1
    await ticks.at(PUSH + timedelta(days=4))
    assert 1 <= ticks.sent[1001] <= 2


async def test_planning_twice_at_once_owes_one_message(ticks: Watched) -> None:
    await ticks.add()
    ticks.clock.move_to(PUSH)
    await ticks.ticks.plan()
    await ticks.ticks.plan()
    async with ticks.database.begin() as session:
        assert len(await deliveries_of(session)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"paused_at": MONDAY},
        {"paused_at": MONDAY, "paused_until": PUSH + timedelta(hours=1)},
        {"unreachable_at": MONDAY},
        {"onboarded_at": None},
        {"quiet_from": time(7), "quiet_until": time(8)},
        {"zone": None},
    ],
    ids=["paused", "paused until later", "unreachable", "not set up", "quiet", "no zone"],
)
async def test_nobody_is_pushed_who_should_not_hear(ticks: Watched, changes: dict[str, Any]) -> None:
    zone = changes.pop("zone", "Europe/Berlin")
    runner_id = await ticks.add(**changes)
    if zone is None:
        async with ticks.database.begin() as session:
            row = await session.get(RunnerRow, runner_id)
            assert row is not None
            row.zone = None
    await ticks.at(PUSH)
    assert not ticks.sent


async def test_a_stop_in_the_morning_brings_rest_and_not_exercise(ticks: Watched) -> None:
    runner_id = await ticks.add()
    async with ticks.database.begin() as session:
        await checkins.record(
            session,
            ticks.vault,
            runner_id,
            Answers(Side.LEFT, now=7, worst=7),
            content=ticks.content,
            on=date(2026, 11, 23),
            now=MONDAY,
        )
    await ticks.at(PUSH)
    assert ticks.sent[1001] == 1
    assert "Glute bridge" not in ticks.texts[0]


async def test_a_rest_that_only_a_professional_ends_says_so_at_its_hour(ticks: Watched) -> None:
    runner_id = await ticks.add()
    async with ticks.database.begin() as session:
        for pain in (7, 7, 1):
            await checkins.record(
                session,
                ticks.vault,
                runner_id,
                Answers(Side.LEFT, now=pain, worst=pain),
                content=ticks.content,
                on=date(2026, 11, 23),
                now=MONDAY,
            )
    await ticks.at(PUSH)
    (text,) = ticks.texts
    assert text.startswith("<b>🟠 Seek professional help</b>")
    assert "Your answer from Mon 23 Nov still stands. No running and no strength work until" in text


async def test_a_stop_does_not_wait_for_the_end_of_a_flood(ticks: Watched) -> None:
    for n in range(8):
        await ticks.add(4000 + n)
    ticks.outcome = TryLater("429", timedelta(seconds=60))
    await ticks.at(PUSH)
    async with ticks.database.begin() as session:
        await deliveries.add(
            session,
            ticks.ticks.vault,
            key="other",
            kind="tip",
            chat_id=5000,
            message=Message("A tip"),
            due_at=PUSH,
            now=PUSH,
        )
    sending = asyncio.create_task(ticks.line.send())
    await asyncio.sleep(0.1)
    assert not sending.done()
    async with asyncio.timeout(5):
        await ticks.line.stop()
        await sending
    assert ticks.sent[5000] == 0


async def test_a_blocked_runner_is_not_planned_for_again(ticks: Watched) -> None:
    runner_id = await ticks.add()
    ticks.outcome = Gone("Forbidden: bot was blocked by the user")
    await ticks.at(PUSH)
    await ticks.at(PUSH + timedelta(days=1))
    assert ticks.sent[1001] == 1
    async with ticks.database.begin() as session:
        runner = await runners.get(session, runner_id)
    assert runner is not None
    assert runner.unreachable


async def test_a_routine_nobody_answered_is_missed_when_its_day_has_ended(ticks: Watched) -> None:
    runner_id = await ticks.add()
    await ticks.at(PUSH)
    for until, state in ((PUSH + timedelta(hours=10), "owed"), (PUSH + timedelta(hours=18), "missed")):
        ticks.clock.move_to(until)
        await ticks.ticks.close_days()
        async with ticks.database.begin() as session:
            (given,) = await routines.on_day(session, ticks.vault, runner_id, date(2026, 11, 23))
        assert given.state == state


async def test_a_runner_who_cannot_be_planned_for_holds_up_nobody_else(ticks: Watched) -> None:
    broken = await ticks.add(1001)
    await ticks.add(1002, at=time(7, 16))
    async with ticks.database.begin() as session:
        row = await session.get(RunnerRow, broken)
        assert row is not None
        row.zone = "No/Such_Zone"
    await ticks.at(PUSH + timedelta(minutes=1))
    assert (ticks.sent[1001], ticks.sent[1002]) == (0, 1)
