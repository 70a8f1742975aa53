"""A day that is over is corrected on /today: which day, which of its routines, and whose."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Content
from bot.routines import State
from bot.vault import Vault
from tests.chat.test_routines import state_of
from tests.chat.test_today import given, labels, settled_runner
from tests.chat.turns import person
from tests.conftest import NOON
from tests.wording.reading import faults

TODAY = NOON.date()


async def test_a_missed_day_can_be_corrected(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY - timedelta(days=1), State.MISSED)
    ada = person(session, vault, content)
    await ada.command("/today")
    for label, state in (("Done", State.DONE), ("Not today", State.SKIPPED), ("Missed", State.MISSED)):
        await ada.press("Correct")
        await ada.press("Mon 23 Nov")
        await ada.press(label)
        assert (await state_of(session, vault, planned)).state is state
        assert "<b>Mon 23 Nov: 🧘 Mobility</b>\nIt stands as:" in ada.shown.text
        assert faults(ada.shown) == []
        await ada.press("Back")
        await ada.press("Back")


async def test_a_day_with_two_routines_asks_which(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    monday = TODAY - timedelta(days=1)
    first = await given(session, vault, content, runner_id, monday, State.MISSED)
    second = await given(session, vault, content, runner_id, monday, State.MISSED, slot="2")
    ada = person(session, vault, content)
    await ada.press_data(f"today::day:{monday}")
    assert faults(ada.shown) == []
    await ada.press(f"today:{second.id}:routine:")
    await ada.press("Done")
    assert (await state_of(session, vault, first)).state is State.MISSED
    assert (await state_of(session, vault, second)).state is State.DONE


async def test_a_full_week_of_days_can_be_chosen_from(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await settled_runner(session)
    for before in range(7):
        await given(session, vault, content, runner_id, TODAY - timedelta(days=before), State.DONE)
    ada = person(session, vault, content)
    await ada.press_data("today::correct:")
    # Weekdays may be more than eight buttons, as number pads may.
    assert faults(ada.shown) == ["too many buttons"]
    assert labels(ada)[:2] == ["Tue 24 Nov ✅", "Mon 23 Nov ✅"]


async def test_today_cannot_be_missed_yet(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY, State.DONE)
    ada = person(session, vault, content)
    await ada.press_data(f"today:{planned.id}:routine:")
    assert labels(ada) == ["✅ Done", "⏭ Not today", "Back", "Close"]
    await ada.press_data(f"today:{planned.id}:mark:missed")
    await ada.press_data(f"today:{planned.id}:mark:owed")
    assert (await state_of(session, vault, planned)).state is State.DONE


async def test_without_a_past_there_is_nothing_to_correct(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await settled_runner(session)
    ada = person(session, vault, content)
    await ada.command("/today")
    assert "Last 7 days" not in ada.shown.text
    await ada.press_data("today::correct:")
    assert "Nothing to correct yet" in ada.shown.text
    assert faults(ada.shown) == []


async def test_nobody_corrects_for_another(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner_id = await settled_runner(session)
    planned = await given(session, vault, content, runner_id, TODAY - timedelta(days=1), State.MISSED)
    await settled_runner(session, chat_id=2002)
    eve = person(session, vault, content, chat_id=2002)
    for data in (f"today:{planned.id}:routine:", f"today:{planned.id}:mark:done"):
        await eve.press_data(data)
        assert "Mon 23 Nov" not in eve.shown.text
    assert (await state_of(session, vault, planned)).state is State.MISSED
