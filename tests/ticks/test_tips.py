"""The weekly tip: once a week, none twice, and none for who should not hear."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from bot import checkins, schedules
from bot.triage import Answers
from tests.conftest import add_runner
from tests.ticks.watched import MONDAY, NIGHT, PUSH, Watched, deliveries_of


async def with_tip(ticks: Watched, **changes: Any) -> int:
    """Somebody in Berlin whose tip comes on Mondays at 07:15, and who has no other reminder."""
    async with ticks.database.begin() as session:
        runner_id = await add_runner(session, **changes)
        await schedules.add(
            session, runner_id, wants="tip", days=[0], at=time(7, 15), zone="Europe/Berlin", now=MONDAY
        )
    return runner_id


async def test_one_tip_comes_a_week_and_none_twice(ticks: Watched) -> None:
    await with_tip(ticks)
    for day in range(22):
        await ticks.at(PUSH + timedelta(days=day))
    titles = [text.splitlines()[0] for text in ticks.texts]
    assert titles[0] == "<b>📚 Tip of the week: Choosing your shoes</b>"
    assert len(titles) == len(set(titles)) == 4


async def test_a_tip_is_not_repeated_when_nobody_knows_whether_it_arrived(ticks: Watched) -> None:
    await with_tip(ticks)
    await ticks.at(PUSH)
    async with ticks.database.begin() as session:
        (row,) = await deliveries_of(session)
    assert (row.kind, row.if_unsure, row.expires_at) == ("tip", "drop", NIGHT)


@pytest.mark.parametrize(
    "changes",
    [
        {"paused_at": MONDAY},
        {"unreachable_at": MONDAY},
        {"onboarded_at": None},
        {"quiet_from": time(7), "quiet_until": time(8)},
    ],
    ids=["paused", "unreachable", "not set up", "quiet"],
)
async def test_nobody_has_a_tip_who_should_not_hear(ticks: Watched, changes: dict[str, Any]) -> None:
    await with_tip(ticks, **changes)
    await ticks.at(PUSH)
    assert not ticks.sent


async def test_under_urgent_advice_no_tip_comes_but_when_to_get_help(ticks: Watched) -> None:
    runner_id = await with_tip(ticks)
    async with ticks.database.begin() as session:
        await checkins.record(
            session,
            ticks.vault,
            runner_id,
            Answers(flags=frozenset({"hot_or_fever"})),
            content=ticks.content,
            on=date(2026, 11, 23),
            now=MONDAY,
        )
    for week in range(5):
        await ticks.at(PUSH + timedelta(weeks=week))
    assert [text.splitlines()[0] for text in ticks.texts] == [
        "<b>📚 Tip of the week: When to get help</b>",
        "<b>📚 Tip of the week: When should I see someone?</b>",
    ]
