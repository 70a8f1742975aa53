"""Pushes to who is on the way back to running: a warm-up only on a day with an open go."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot import routines, runs, schedules
from bot.runs import Course, Felt, Go, Source
from bot.triage import Effect
from tests.ticks.test_digest import DUE, check_in
from tests.ticks.watched import MONDAY, PUSH, Watched, remind

DAY = timedelta(days=1)


async def on_the_way(
    ticks: Watched, went_on: date, chat_id: int = 1001, felt: Felt | None = Felt.GOOD
) -> int:
    """Somebody with a warm-up every day, who went for a go that day and said how it felt, or not yet."""
    runner_id = await ticks.add(chat_id)
    async with ticks.database.begin() as session:
        await routines.set_plan(session, runner_id, run_days=range(7))
        logged = await runs.log(
            session,
            ticks.vault,
            runner_id,
            on=went_on,
            distance_m=1600,
            duration_s=None,
            source=Source.TYPED,
            now=MONDAY - DAY,
        )
        if felt:
            await runs.change(session, ticks.vault, replace(logged.run, felt=felt))
        go = Go(logged.run.id, 1, went_on, 1600)
        course = Course(MONDAY - 3 * DAY, went_on, (go,))
        await runs.keep_way_back(session, ticks.vault, runner_id, course, MONDAY)
    return runner_id


async def test_a_rest_day_of_the_way_back_has_no_warm_up_and_the_day_of_the_next_go_has(
    ticks: Watched,
) -> None:
    await on_the_way(ticks, went_on=date(2026, 11, 22))
    await ticks.at(PUSH)
    assert "Warm-up" not in ticks.texts[-1]
    assert "🧘" in ticks.texts[-1]
    await ticks.at(PUSH + DAY)
    assert "Warm-up before your run" in ticks.texts[-1]


async def test_a_go_that_waits_for_how_it_felt_is_followed_by_no_warm_up(ticks: Watched) -> None:
    await on_the_way(ticks, went_on=date(2026, 11, 22), felt=None)
    for day in (1, 2):
        await ticks.at(PUSH + day * DAY)
        assert "Warm-up" not in ticks.texts[-1]
        assert "🧘" in ticks.texts[-1]


async def test_what_was_begun_for_a_rest_day_is_what_its_push_is_about(ticks: Watched) -> None:
    runner_id = await on_the_way(ticks, went_on=date(2026, 11, 22))
    async with ticks.database.begin() as session:
        (slot,) = [it.id for it in await schedules.of_runner(session, runner_id)]
        await routines.plan_for(
            session,
            ticks.vault,
            runner_id,
            on=date(2026, 11, 23),
            slot=str(slot),
            effect=Effect.AS_PLANNED,
            content=ticks.content,
            now=MONDAY,
            running=routines.Running.NONE,
        )
    await ticks.at(PUSH)
    assert "Warm-up" not in ticks.texts[-1]
    assert len(await ticks.routines()) == 1


@pytest.mark.parametrize("left", ["stopped", "told"])
async def test_who_left_the_way_back_or_is_through_has_their_plan(ticks: Watched, left: str) -> None:
    runner_id = await on_the_way(ticks, went_on=date(2026, 11, 22))
    async with ticks.database.begin() as session:
        course = Course(MONDAY - 3 * DAY, date(2026, 11, 22), (), **{left: True})
        await runs.keep_way_back(session, ticks.vault, runner_id, course, MONDAY)
    await ticks.at(PUSH)
    assert "Warm-up before your run" in ticks.texts[-1]


async def test_one_page_tells_who_is_on_the_way_back_from_who_is_not(ticks: Watched) -> None:
    await on_the_way(ticks, went_on=date(2026, 11, 22))
    others = [await ticks.add(chat_id) for chat_id in range(2001, 2011)]
    async with ticks.database.begin() as session:
        for runner_id in others:
            await routines.set_plan(session, runner_id, run_days=range(7))
    await ticks.at(PUSH)
    assert sum("Warm-up before your run" in text for text in ticks.texts) == len(others)
    assert len(ticks.texts) == len(others) + 1


@pytest.mark.parametrize(
    ("felt", "pains", "said", "unsaid"),
    [
        (Felt.GOOD, (0, 0, 0), "The steps of your way back are all the runs you need", "30 days"),
        (Felt.GOOD, (4,) * 7, "your way back is on hold: no run until a check-in is calm", "/return"),
        (Felt.GOOD, (6, 2, 2, 1, 1, 0, 0), "Run only the steps of your way back", "Shorter runs"),
        (Felt.SORE, (), "Check in now", "three days"),
    ],
)
async def test_the_digest_has_an_idea_for_who_is_on_the_way_back(
    ticks: Watched, felt: Felt, pains: tuple[int, ...], said: str, unsaid: str
) -> None:
    runner_id = await on_the_way(ticks, went_on=date(2026, 11, 22), felt=felt)
    await remind(ticks, runner_id, "digest", time(18), (0,))
    await check_in(ticks, runner_id, MONDAY, *pains)
    await ticks.at(DUE)
    assert said.lower() in ticks.texts[-1].lower()
    assert unsaid not in ticks.texts[-1]
