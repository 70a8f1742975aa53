"""/privacy and /forget: what is kept is told, and what is erased is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines, runners, schedules
from bot.chat.privacy import CONFIRM_WITHIN
from bot.content import Content
from bot.database import Row
from bot.runners.tables import DeletionRow
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults


async def fill(session: AsyncSession, ada: Person, runner_id: int) -> None:
    """A plan, a reminder, two check-ins with a note, owed advice, and an open conversation."""
    await routines.set_plan(session, runner_id, run_days={1, 3}, level=2)
    await schedules.add(
        session,
        runner_id,
        wants="plan",
        days=frozenset({1}),
        at=NOON.time(),
        zone="Europe/Berlin",
        now=NOON,
    )
    await check_in(ada, 4)
    shown = [button for message in ada.screen.messages.values() for row in message.buttons for button in row]
    await ada.press_data(next(button.data or "" for button in shown if button.label == "Add a note"))
    await ada.say("since Sunday")
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/checkin 3")


async def rows(session: AsyncSession) -> dict[str, int]:
    """How many rows each table has, the empty ones left out."""
    found = {}
    for table in Row.metadata.sorted_tables:
        number = (await session.execute(select(func.count()).select_from(table))).scalar()
        if number:
            found[table.name] = number
    return found


async def test_privacy_answers_everybody(session: AsyncSession, vault: Vault, content: Content) -> None:
    bob = person(session, vault, content, chat_id=2002)
    await bob.command("/privacy")
    assert "not end-to-end encrypted" in bob.shown.text
    assert "operator" in bob.shown.text
    assert [b.label for row in bob.shown.buttons for b in row] == [
        "What and why",
        "How long",
        "Who sees it",
        "Erase everything",
        "Close",
    ]
    assert await rows(session) == {}


async def test_each_section_answers_and_leads_back(ada: Person) -> None:
    await ada.command("/privacy")
    start = ada.shown
    assert faults(start) == []
    for label, says in (
        ("What and why", "Your pain ratings"),
        ("How long", "30 days"),
        ("Who sees it", "holds that key"),
        ("Take back consent", "cannot come back"),
    ):
        await ada.press(label)
        assert says in ada.shown.text
        assert faults(ada.shown) == []
        await ada.press("Back")
        assert ada.shown == start


async def test_consent_taken_back_erases_every_health_answer(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await fill(session, ada, runner_id)
    await ada.command("/privacy")
    await ada.press("Take back consent")
    await ada.press("Erase health answers")
    assert "Consent taken back" in ada.shown.text
    assert await rows(session) == {"runners": 1}
    runner = await runners.by_chat(session, 1001)
    assert runner is not None
    assert (runner.adult, runner.consented, runner.onboarded) == (True, False, False)
    assert runner.zone == "Europe/Berlin"
    await ada.command("/checkin")
    assert "I need your yes first" in ada.shown.text


async def test_taking_consent_back_twice_does_it_once(ada: Person) -> None:
    await ada.command("/privacy")
    await ada.press("Take back consent")
    yes = ada.button("Erase health answers").data or ""
    await ada.press_data(yes)
    await ada.press_data(yes)
    assert "Consent taken back" in ada.shown.text
    assert "no health answers" in (ada.toast or "")


async def test_an_aged_button_takes_no_consent_back(session: AsyncSession, ada: Person) -> None:
    await ada.command("/privacy")
    await ada.press("Take back consent")
    ada.clock.wait(CONFIRM_WITHIN + timedelta(seconds=1))
    await ada.press("Erase health answers")
    assert "too old" in ada.shown.text
    runner = await runners.by_chat(session, 1001)
    assert runner is not None
    assert runner.consented


async def test_forget_erases_everything_after_one_confirmation(
    session: AsyncSession, ada: Person, runner_id: int
) -> None:
    await fill(session, ada, runner_id)
    await ada.command("/forget")
    assert "Erase everything?" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Erase everything")
    assert "Everything is erased" in ada.shown.text
    assert await rows(session) == {"deletions": 1}
    erased = (await session.scalars(select(DeletionRow))).one()
    assert erased.erased_on == NOON.date()


async def test_forget_leaves_everybody_else_alone(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    other = await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await check_in(bob, 4)
    before = await rows(session)
    await ada.command("/forget")
    await ada.press("Erase everything")
    assert await runners.get(session, other) is not None
    assert await rows(session) == {**before, "runners": 1, "deletions": 1}


@pytest.mark.parametrize(
    "data",
    ["checkin:1795521600:now:3", "advice:1:cleared", "note:1", "today", "checkin", "routine:1:done", "start"],
)
async def test_after_being_forgotten_every_old_button_answers_kindly(
    session: AsyncSession, ada: Person, data: str
) -> None:
    await ada.command("/forget")
    await ada.press("Erase everything")
    await ada.press_data(data)
    assert ada.toast or "One step first" in ada.shown.text or "Welcome" in ada.shown.text
    assert await rows(session) == {"deletions": 1}


async def test_a_second_press_after_being_forgotten_finds_nobody(session: AsyncSession, ada: Person) -> None:
    await ada.command("/forget")
    yes = ada.button("Erase everything").data or ""
    await ada.press_data(yes)
    await ada.press_data(yes)
    assert "nothing to erase" in ada.shown.text
    assert await rows(session) == {"deletions": 1}


async def test_forget_can_be_left(session: AsyncSession, ada: Person) -> None:
    await ada.command("/forget")
    await ada.press("Cancel")
    assert "Nothing was erased" in ada.shown.text
    assert await runners.by_chat(session, 1001) is not None


async def test_the_confirmation_outlives_a_restart_but_not_ten_minutes(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await ada.command("/forget")
    shown = ada.shown
    late = person(session, vault, content, now=NOON + CONFIRM_WITHIN + timedelta(seconds=1))
    late.screen.messages[1] = shown
    await late.press("Erase everything")
    assert "too old" in late.shown.text
    assert await runners.by_chat(session, 1001) is not None
    in_time = person(session, vault, content, now=NOON + CONFIRM_WITHIN)
    in_time.screen.messages[1] = shown
    await in_time.press("Erase everything")
    assert await runners.by_chat(session, 1001) is None


async def test_another_persons_confirmation_erases_nobody(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await ada.command("/forget")
    await bob.press_data(ada.button("Erase everything").data or "")
    assert "Nothing was erased" in bob.shown.text
    assert (await rows(session))["runners"] == 2


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 18, "-1"])
async def test_a_forged_confirmation_erases_nothing(
    session: AsyncSession, ada: Person, runner_id: int, asked: str
) -> None:
    await ada.press_data(f"forget:{runner_id}:yes:{asked}")
    await ada.press_data(f"privacy:{runner_id}:withdrawn:{asked}")
    runner = await runners.by_chat(session, 1001)
    assert runner is not None
    assert runner.consented


async def test_a_stranger_has_nothing_to_erase(session: AsyncSession, vault: Vault, content: Content) -> None:
    bob = person(session, vault, content, chat_id=2002)
    await bob.command("/forget")
    assert "nothing to erase" in bob.shown.text
    assert await rows(session) == {}
