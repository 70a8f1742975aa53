"""The level moves by the rule, the runner is told at once, and can take it back."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines
from bot.content import Content
from bot.routines import Why
from bot.routines.tables import PlanRow
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults


async def begun(session: AsyncSession, vault: Vault, content: Content, level: int = 1) -> tuple[Person, int]:
    """Ada, set up, at a level."""
    runner_id = await add_runner(session)
    await routines.set_plan(session, runner_id, level=level)
    return person(session, vault, content), runner_id


async def rated(ada: Person, effort: str, days: int = 1) -> None:
    """Does the routine of the day and says how it was, so many days in a row."""
    for _ in range(days):
        await ada.command("/today")
        await ada.press("Start")
        ada.clock.wait(timedelta(seconds=5))
        await ada.press("Stop here")
        await ada.press("Done")
        await ada.press(effort)
        assert faults(ada.shown) == []
        ada.clock.wait(timedelta(days=1))


async def level_of(session: AsyncSession, vault: Vault, runner_id: int) -> int:
    return (await routines.plan_of(session, vault, runner_id)).level


async def test_three_easy_days_and_a_calm_hip_raise_the_level_and_undo_takes_it_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content)
    await check_in(ada, 1)
    await rated(ada, "Easy", days=2)
    assert await level_of(session, vault, runner_id) == 1
    await rated(ada, "Easy")
    assert "I moved you to level 2" in ada.shown.text
    assert await level_of(session, vault, runner_id) == 2
    await ada.press("Undo")
    assert ada.shown.text.startswith("<b>Back at level 1</b>")
    assert await level_of(session, vault, runner_id) == 1
    await rated(ada, "Easy", days=2)
    assert await level_of(session, vault, runner_id) == 1, "easy days count anew"


async def test_without_a_check_in_it_asks_how_the_hip_is_and_moves_on_a_calm_answer(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content)
    await rated(ada, "Easy", days=3)
    assert "If it is calm, I move you to level 2" in ada.shown.text
    assert ada.shown.buttons[0][0].label == "Check in"
    assert await level_of(session, vault, runner_id) == 1
    await check_in(ada, 2)
    assert "I moved you to level 2" in ada.shown.text
    assert faults(ada.shown) == []
    assert await level_of(session, vault, runner_id) == 2


async def test_too_hard_lowers_it_once_and_a_corrected_answer_takes_that_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await rated(ada, "Too hard")
    assert "I moved you to level 2" in ada.shown.text
    routine = (await routines.recent(session, vault, runner_id, NOON.date()))[0]
    await ada.press_data(f"routine:{routine.id}:effort:too_hard")
    assert await level_of(session, vault, runner_id) == 2
    await ada.press_data(f"routine:{routine.id}:effort:right")
    assert await level_of(session, vault, runner_id) == 3


async def test_too_hard_at_the_lowest_level_says_what_else_may_be_done(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=1)
    await rated(ada, "Too hard")
    assert "That was level 1, the least I have." in ada.shown.text
    assert "I moved you" not in ada.shown.text
    assert faults(ada.shown) == []
    assert await level_of(session, vault, runner_id) == 1


async def test_one_spell_of_pain_lowers_it_once_and_the_day_is_one_level_down_not_two(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await check_in(ada, 4)
    assert "I moved you to level 2. That is the one level easier" in ada.shown.text
    assert faults(ada.shown) == []
    for _ in range(2):
        ada.clock.wait(timedelta(days=1))
        await check_in(ada, 4)
        assert await level_of(session, vault, runner_id) == 2
    assert (await routines.plan_of(session, vault, runner_id)).unhurt_level == 3
    ada.clock.wait(timedelta(days=2))
    await check_in(ada, 1)
    assert (await routines.plan_of(session, vault, runner_id)).unhurt_level == 2
    ada.clock.wait(timedelta(days=2))
    await check_in(ada, 3)
    assert await level_of(session, vault, runner_id) == 1, "new pain counts anew"


async def test_a_check_in_that_is_taken_back_takes_its_move_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await check_in(ada, 4)
    shown = [button for message in ada.screen.messages.values() for row in message.buttons for button in row]
    await ada.press_data(next(it.data or "" for it in shown if (it.data or "").endswith(":undo")))
    assert await level_of(session, vault, runner_id) == 3


async def test_a_red_flag_leaves_the_level_to_the_clearance(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await check_in(ada, 4, flags=("limping",))
    assert await level_of(session, vault, runner_id) == 3


async def test_an_undo_of_an_older_move_answers_kindly_and_changes_nothing(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await rated(ada, "Too hard")
    undo = ada.button("Undo").data or ""
    await routines.move_level(session, vault, runner_id, 1, Why.CHOSEN, NOON)
    await ada.press_data(undo)
    assert "changed since" in (ada.toast or "")
    assert await level_of(session, vault, runner_id) == 1


async def test_why_a_level_moved_is_sealed(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada, runner_id = await begun(session, vault, content, level=3)
    await check_in(ada, 4)
    row = await session.get(PlanRow, runner_id, populate_existing=True)
    assert row is not None
    assert row.moved is not None
    assert b"pain" not in row.moved
