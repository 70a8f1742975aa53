"""/progress: made-up histories with known answers, through the commands that people use."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines, runners, schedules
from bot.content import Content
from bot.triage import Effect
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.reminding import reminded
from tests.chat.setting_up import runner_of
from tests.chat.test_papers import page_of
from tests.chat.turns import Person
from tests.wording.reading import faults

DAY = timedelta(days=1)


async def rated(ada: Person, *pains: int | None) -> None:
    """A check-in a day, the last one today; None is a day without."""
    for number, pain in enumerate(pains):
        if number:
            ada.clock.wait(DAY)
        if pain is not None:
            await check_in(ada, pain)


async def said(ada: Person, line: str = "/progress") -> str:
    """What stands under the chart; the message keeps to voice and Telegram, and the chart can be drawn."""
    await ada.command(line)
    assert faults(ada.shown) == []
    assert ada.shown.made is not None
    assert ada.shown.made.is_photo
    return ada.shown.text


async def test_before_the_first_check_in_it_is_kind_and_the_first_button_is_to_check_in(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    assert "Your first check-in makes the first dot" in await said(ada)
    assert ada.shown.buttons[0][0].data == "checkin"
    assert ada.shown.made
    assert ada.shown.made.make().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("pains", "known"),
    [
        ([2] * 14, "2.0 of 10 on average, on 14 days you checked in."),
        ([0, 1, 2, 3, 2, 3, 3], "2.0 of 10 on average, on 7 days you checked in."),
        ([4, None, None, None, None, None, 1], "2.5 of 10 on average, on 2 days you checked in."),
    ],
    ids=["flat", "rising", "gaps"],
)
async def test_the_average_is_that_of_the_days_that_were_rated(
    session: AsyncSession, vault: Vault, content: Content, pains: list[int | None], known: str
) -> None:
    ada = await reminded(session, vault, content)
    await rated(ada, *pains)
    assert known in await said(ada)


@pytest.mark.parametrize(("before", "now", "is_said"), [(12, 12, True), (11, 28, False), (28, 11, False)])
async def test_it_is_held_against_the_weeks_before_where_both_had_three_rated_days_a_week(
    session: AsyncSession, vault: Vault, content: Content, before: int, now: int, is_said: bool
) -> None:
    ada = await reminded(session, vault, content)
    await rated(ada, *[1] * before, *[None] * (28 - before), *[None] * (28 - now), *[2] * now)
    text = await said(ada, "/progress 4")
    assert ("That is 1.0 higher than in the 4 weeks before" in text) == is_said
    assert ("before" in text) == is_said
    assert "before" not in await said(ada, "/progress 8")


async def test_of_two_check_ins_a_day_the_worse_is_the_day(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    for pain in (2, 4, 1):
        await check_in(ada, pain)
    assert "4.0 of 10 on average, on one day you checked in." in await said(ada)


async def test_a_flight_neither_loses_a_check_in_nor_counts_it_twice(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    runner = await runner_of(session)
    await runners.set_zone(session, runner.id, "Pacific/Auckland")
    await check_in(ada, 4)  # Wed 25 Nov, 01:00 there
    await runners.set_zone(session, runner.id, "America/Los_Angeles")
    await check_in(ada, 2)  # Tue 24 Nov, 04:00 there
    assert "4.0 of 10 on average, on one day" in await said(ada)
    ada.clock.wait(DAY)
    assert "3.0 of 10 on average, on 2 days" in await said(ada)


async def pushed(ada: Person, session: AsyncSession, vault: Vault, content: Content, *presses: str) -> None:
    """A reminder's routine a day, from tomorrow on, and what is pressed under it; "" leaves it open."""
    runner_id = (await runner_of(session)).id
    for pressed in presses:
        ada.clock.wait(DAY)
        now = ada.clock.now()
        planned = await routines.plan_for(
            session,
            vault,
            runner_id,
            on=schedules.local_date(now, "Europe/Berlin"),
            slot="1",
            schedule_id=1,
            effect=Effect.AS_PLANNED,
            content=content,
            now=now,
        )
        assert isinstance(planned, routines.PlannedRoutine)
        if pressed:
            await ada.press_data(f"routine:{planned.id}:{pressed}:")


async def test_one_miss_ends_the_streak_and_hardly_moves_the_score(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await check_in(ada)
    await pushed(ada, session, vault, content, *["done"] * 6)
    text = await said(ada)
    assert "6 of 6 done.\nKeeping it up: 100 of 100" in text
    assert "6 days in a row" in text
    await pushed(ada, session, vault, content, "skip", "done", "done")
    text = await said(ada)
    assert "8 of 9 done.\nKeeping it up: 88 of 100" in text
    assert "2 days in a row" in text


async def test_not_today_while_the_hip_hurts_counts_against_nobody(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await check_in(ada)
    await pushed(ada, session, vault, content, *["done"] * 4)
    await check_in(ada, 4)
    await pushed(ada, session, vault, content, "skip")
    text = await said(ada)
    assert "4 of 4 done." in text
    assert "in a row" not in text
    await check_in(ada)
    text = await said(ada)
    assert "Keeping it up: 100 of 100" in text
    assert "4 days in a row" in text


@pytest.mark.parametrize("how", ["/pause", "red flag"])
async def test_a_pause_and_the_routine_it_took_back_do_not_count_against_it(
    session: AsyncSession, vault: Vault, content: Content, how: str
) -> None:
    ada = await reminded(session, vault, content)
    await check_in(ada)
    await pushed(ada, session, vault, content, *["done"] * 4, "")
    if how == "/pause":
        await ada.command("/pause 10 days")
    else:
        await check_in(ada, 3, flags=("limping",))
    ada.clock.wait(12 * DAY)
    await routines.mark_missed(session, ada.clock.now())
    text = await said(ada)
    assert "4 of 4 done." in text
    if how == "/pause":
        assert "Keeping it up: 100 of 100" in text
        assert "4 days in a row" in text
    else:
        assert text.startswith("<b>🟠 Seek professional help</b>")
        assert "in a row" not in text, "no praise beside what stands"
        assert "Limping, or hard to walk" in text
        assert ada.shown.buttons[0][0].label == "The advice"
    await ada.command("/report 4")
    page = page_of(ada)
    assert "Routines done 4 of 4" in page
    kinds = [(int(done), int(due)) for done, due in re.findall(r": (\d+) of (\d+) done", page)]
    assert [sum(counts) for counts in zip(*kinds, strict=True)] == [4, 4], "its kinds count as the chat does"


async def test_the_same_is_there_in_words_and_every_button_leads_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    for week in range(12):
        await rated(ada, 3, None, 1 + week % 2)
        ada.clock.wait(5 * DAY)
    await said(ada, "/progress 12")
    chart_id = next(reversed(ada.screen.messages))
    await ada.press("In words")
    # Twice in quick succession: the photo that was pressed is gone by then.
    messages, at = dict(ada.screen.messages), next(reversed(ada.screen.messages))
    await ada.press_data("progress:12:words:0", chart_id)
    assert ada.screen.messages == messages
    # And what is pressed there at last is shown where its words are.
    await ada.press_data("progress:4:show", chart_id)
    assert "Progress: 4 weeks" in ada.screen.messages[at].text
    await ada.press("12 weeks")
    await ada.press("In words")
    assert "Pain: Tue 3, Thu 2." in ada.shown.text
    pages = 1
    while any(button.label == "More" for row in ada.shown.buttons for button in row):
        assert faults(ada.shown) == []
        await ada.press("More")
        pages += 1
    assert "Newest first" in ada.shown.text
    for _ in range(pages):
        await ada.press("Back")
    assert "Progress: 12 weeks" in ada.shown.text
    await ada.press("More")
    assert ada.button("report")
    assert ada.button("export")
    assert faults(ada.shown) == []
    await ada.press("Dark")
    await ada.press("More")
    assert ada.button("Light")
    await ada.press("Back")
    assert (await runner_of(session)).dark_charts
    await ada.press("All")
    assert ada.button("☑ All")
    for forged in ("progress:99:words:99", "progress:x:dark:", "progress:::", "progress:8:words:-1"):
        await ada.press_data(forged)
        assert faults(ada.shown) == []


async def test_what_the_days_added_up_to_stands_with_its_figures_before_a_calm_average(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await rated(ada, *[1] * 7, *[3] * 7)
    for line in ("/progress", "/progress 4"):
        assert "your 7-day average rose from 1.0 to 3.0 since" in await said(ada, line)
        assert "2.0 of 10 on average" in ada.shown.text
    await ada.press("In words")
    assert "your 7-day average rose from 1.0 to 3.0 since" in ada.shown.text


async def test_the_words_count_worse_mornings_and_runs_that_were_not_good(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    for felt, morning in (("Sore", "worse"), ("Stiff", "worse"), ("Good", "same"), ("Sore", "better")):
        await ada.command("/run 5")
        await ada.press(felt)
        ada.clock.wait(DAY)
        await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:{morning}")
    await ada.command("/progress 4")
    await ada.press("In words")
    assert faults(ada.shown) == []
    assert "Worse the next morning: 2 times." in ada.shown.text
    assert "sore after 2 of 4 runs" in ada.shown.text
    assert "stiff after 1 of 4 runs" in ada.shown.text
    ada.clock.wait(40 * DAY)
    await check_in(ada, 0)
    await ada.command("/progress 4")
    await ada.press("In words")
    assert "Worse" not in ada.shown.text
    assert "after" not in ada.shown.text


async def test_a_week_that_is_not_over_has_no_average_at_its_end(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await rated(ada, *[2] * 8)  # Tue 24 Nov to Tue 1 Dec
    await ada.command("/progress 4")
    await ada.press("In words")
    this, before = ada.shown.text.split("Week of")[1:3]
    assert "Average of the last 7 days: 2.0." in this
    assert "at its end" not in this
    assert "Average at its end: 2.0." in before
