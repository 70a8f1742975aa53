"""/today, as a runner uses it before and after the push."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import progress, routines, runners
from bot.content import Content
from bot.routines import PlannedRoutine, State
from bot.routines.tables import RoutineRow
from bot.triage import Effect
from bot.vault import Vault
from tests.chat.reminding import add
from tests.chat.test_routines import report, state_of
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.reminded import reminded
from tests.wording.reading import faults

TODAY = NOON.date()


async def settled_runner(session: AsyncSession, **changes: object) -> int:
    """A runner in Berlin, on level 1, who runs on Wednesdays."""
    runner_id = await add_runner(session, **changes)  # type: ignore[arg-type]
    await routines.set_plan(session, runner_id, run_days={2})
    return runner_id


async def given(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    on: date,
    state: State = State.OWED,
    slot: str = "1",
) -> PlannedRoutine:
    """A mobility routine that was pushed on this day, with what became of it."""
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=on,
        slot=slot,
        effect=Effect.AS_PLANNED,
        content=content,
        now=NOON,
        wants="mobility",
        schedule_id=int(slot),
    )
    assert isinstance(planned, PlannedRoutine)
    if state is not State.OWED:
        await routines.mark(session, planned.id, runner_id, state, NOON)
    return planned


def labels(ada: Person) -> list[str]:
    """What the buttons of the shown message say, in order."""
    return [button.label for row in ada.shown.buttons for button in row]


async def test_before_the_push_it_shows_what_is_planned_and_when(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    await add(session, runner_id, time(19))
    ada = person(session, vault, content)
    await ada.command("/today")
    assert ada.shown.text.startswith("<b>Today, Tue 24 Nov</b>\n\n🧘 Mobility, about ")
    assert "1. Hip circles: 6 each way" in ada.shown.text
    assert "Next push: Tue 24 Nov, 19:00" in ada.shown.text
    assert labels(ada) == ["Start", "Done", "Not today", "Close"], "nothing to do instead"
    assert faults(ada.shown) == []
    assert await routines.on_day(session, vault, runner_id, TODAY) == [], "looking plans nothing"


async def test_a_run_day_shows_its_warm_up(session: AsyncSession, vault: Vault, content: Content) -> None:
    await settled_runner(session)
    ada = person(session, vault, content, now=NOON + timedelta(days=1))
    await ada.command("/today")
    assert "🔥 Warm-up before your run" in ada.shown.text
    assert "No push is set up" in ada.shown.text


async def test_starting_before_the_push_takes_the_place_of_its_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    evening = await add(session, runner_id, time(19), wants="strength")
    ada = person(session, vault, content)
    await ada.command("/today")
    await ada.press("Start")
    assert ada.shown.text.startswith("<b>💪 1 of ")
    (planned,) = await routines.on_day(session, vault, runner_id, TODAY)
    assert (planned.slot, planned.schedule_id) == (str(evening.id), evening.id)
    await ada.press_data("today::start:")
    assert ada.shown.text.startswith("<b>💪 1 of ")
    assert len(await routines.on_day(session, vault, runner_id, TODAY)) == 1, "pressed twice, planned once"


async def test_the_later_push_is_about_what_was_started_and_comes_unless_it_was_done(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    evening = await add(session, runner_id, time(19))
    ada = person(session, vault, content)

    async def pushed_later() -> object:
        return await reminded(session, vault, content, runner_id, TODAY, str(evening.id))

    await ada.command("/today")
    await ada.press("Start")
    assert await routines.on_day(session, vault, runner_id, TODAY) == [await pushed_later()]
    await ada.press_data("today::done:")
    assert await pushed_later() is None
    assert len(await routines.on_day(session, vault, runner_id, TODAY)) == 1


@pytest.mark.parametrize(("label", "state"), [("Done", State.DONE), ("Not today", State.SKIPPED)])
async def test_it_can_be_settled_before_the_push(
    session: AsyncSession, vault: Vault, content: Content, label: str, state: State
) -> None:
    runner_id = await settled_runner(session)
    ada = person(session, vault, content)
    await ada.command("/today")
    await ada.press(label)
    (planned,) = await routines.on_day(session, vault, runner_id, TODAY)
    assert (planned.state, planned.slot) == (state, "today")


async def test_after_the_push_it_offers_the_same_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert labels(ada)[:4] == ["Start", "Done", "Later", "Not today"]
    await ada.press("Done")
    assert (await state_of(session, vault, planned)).state is State.DONE
    await ada.command("/today")
    assert "🧘 Mobility: ✅ done, 13:00" in ada.shown.text
    assert labels(ada) == ["Correct", "Close"]


async def test_what_was_put_aside_can_still_be_done(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY, State.SKIPPED)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "You said not today" in ada.shown.text
    await ada.press("Start")
    assert ada.shown.text.startswith("<b>🔥 1 of 4: Hip circles</b>")
    await ada.press_data(f"routine:{planned.id}:done:")
    assert (await state_of(session, vault, planned)).state is State.DONE


async def test_the_last_seven_days_stand_in_one_line(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    for before, state in ((1, State.MISSED), (2, State.SKIPPED), (3, State.DONE), (7, State.DONE)):
        await given(session, vault, content, runner_id, TODAY - timedelta(days=before), state)
    # A day with two routines shows the best of them.
    await given(session, vault, content, runner_id, TODAY - timedelta(days=3), State.MISSED, slot="2")
    ada = person(session, vault, content)
    await ada.command("/today")
    line = ada.shown.text.replace("\N{EN DASH}", "-")
    assert "Last 7 days: Wed - Thu - Fri - Sat ✅ Sun ⏭ Mon ▫️ Tue -" in line
    assert "today is a new day" in ada.shown.text
    assert faults(ada.shown) == []


async def test_what_rest_or_a_pause_took_back_is_no_miss_here_as_it_is_none_in_the_score(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    monday = TODAY - timedelta(days=1)
    planned = await given(session, vault, content, runner_id, monday)
    await routines.release(session, runner_id, NOON - timedelta(days=1))
    await routines.mark_missed(session, NOON)
    assert progress.due_days(await routines.outcomes(session, runner_id), TODAY) == []
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "Mon \N{EN DASH} Tue \N{EN DASH}\n<i>\N{EN DASH} nothing due</i>" in ada.shown.text
    assert "today is a new day" not in ada.shown.text
    await ada.press_data(f"today:{planned.id}:routine:")
    assert "left out, not counted" in ada.shown.text
    assert "\N{EN DASH} Left out" in labels(ada)
    assert "issed" not in ada.shown.text + "".join(labels(ada))
    assert faults(ada.shown) == []


async def test_the_legend_says_each_sign_of_the_week_and_no_other(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    for before, state in ((0, State.OWED), (1, State.DONE), (2, State.SKIPPED)):
        await given(session, vault, content, runner_id, TODAY - timedelta(days=before), state)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "<i>✅ done · ⏭ not today · ○ still open · \N{EN DASH} nothing due</i>" in ada.shown.text
    await ada.press("Correct")
    assert ada.shown.text.endswith("✅ done · ⏭ not today · ○ still open")


async def test_a_paused_plan_shows_the_way_out(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner_id = await settled_runner(session)
    await add(session, runner_id, time(19))
    await given(session, vault, content, runner_id, TODAY)
    await report(session, vault, content, runner_id, 2, "limping")
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "paused until a professional has seen you and cleared you" in ada.shown.text
    assert "Next push" not in ada.shown.text
    assert labels(ada) == ["I have seen someone", "Show the advice", "Why?", "Correct", "Close"]
    await ada.press("Show the advice")
    assert "Limp" in ada.shown.text or "limp" in ada.shown.text
    await ada.press_data("today::start:")
    assert ada.toast == "Your plan is paused. /today"


async def test_a_paused_plan_plans_nothing_from_an_old_button(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    await report(session, vault, content, runner_id, 2, "limping")
    ada = person(session, vault, content)
    for question in ("start", "done", "skip"):
        await ada.press_data(f"today::{question}:")
        assert "paused until a professional" in ada.shown.text
    assert await routines.on_day(session, vault, runner_id, TODAY) == []


async def test_the_stop_band_shows_rest_and_a_check_in(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    await report(session, vault, content, runner_id, 7)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "🟠 Rest today" in ada.shown.text
    assert labels(ada) == ["Check in", "Why?", "Close"]
    assert faults(ada.shown) == []


async def test_a_gentler_day_says_so(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner_id = await settled_runner(session)
    await report(session, vault, content, runner_id, 5)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "🧘 Gentle mobility" in ada.shown.text
    assert "Gentler because of what you told me" in ada.shown.text
    assert labels(ada) == ["Start", "Done", "Not today", "Why?", "Close"]


@pytest.mark.parametrize(
    ("until", "said"),
    [(None, "so no push comes. /resume"), (NOON + timedelta(days=2), "until Thu 26 Nov, 13:00")],
)
async def test_a_runner_who_asked_for_silence_is_told_until_when(
    session: AsyncSession, vault: Vault, content: Content, until: object, said: str
) -> None:
    runner_id = await settled_runner(session)
    await runners.pause(session, runner_id, NOON, until)  # type: ignore[arg-type]
    ada = person(session, vault, content)
    await ada.command("/today")
    assert said in ada.shown.text
    assert labels(ada)[0] == "Start", "who wants silence may still train"


async def test_a_day_is_the_runners_own(session: AsyncSession, vault: Vault, content: Content) -> None:
    await settled_runner(session, zone="Pacific/Auckland")
    ada = person(session, vault, content)
    await ada.command("/today")
    assert ada.shown.text.startswith("<b>Today, Wed 25 Nov</b>")


@pytest.mark.parametrize(
    "data", ["today", "today:x:mark:done", "today::day:tomorrow", "today::dance:", "today:1:mark:"]
)
async def test_a_forged_button_shows_today(
    session: AsyncSession, vault: Vault, content: Content, data: str
) -> None:
    await settled_runner(session)
    ada = person(session, vault, content)
    await ada.press_data(data)
    assert ada.shown.text.startswith("<b>Today, Tue 24 Nov</b>")


async def test_a_routine_that_left_the_content_breaks_nothing(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY)
    gone = {
        "template": "yoga",
        "kind": "mobility",
        "level": 1,
        "effect": "as_planned",
        "gentler": False,
        "walk_instead": False,
    }
    await session.execute(update(RoutineRow).values(given=vault.seal(gone)))
    ada = person(session, vault, content)
    await ada.command("/today")
    assert faults(ada.shown) == []
    await ada.press_data(f"routine:{planned.id}:start:")
    assert ada.toast is not None
