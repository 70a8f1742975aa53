"""The buttons of a check-in that was left, that is done, or that never was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Content
from bot.vault import Vault
from tests.chat.checking_in import begun, count, newest, owed, to_flags
from tests.chat.turns import Person, person
from tests.conftest import add_runner


async def test_starting_again_in_the_middle_starts_anew_and_says_so(ada: Person) -> None:
    await ada.command("/checkin 3")
    old = begun(ada)
    await ada.command("/checkin")
    assert "starts from the top" in ada.shown.text
    assert begun(ada) != old
    await ada.press_data(f"{old}:worst:3", message_id=1)
    assert "A newer check-in is open" in ada.screen.messages[1].text
    await ada.press("Go on")
    assert "right now" in ada.shown.text


async def test_a_restart_in_the_middle_is_invisible(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await to_flags(ada, 3, 4)
    await ada.press("Catches, locks")
    shown = ada.shown
    again = person(session, vault, content)
    again.screen.messages[1] = shown
    await again.press("Save these")
    found = await newest(session, vault)
    assert (found.answers.now, found.answers.worst) == (3, 4)
    assert found.answers.flags == {"locking"}


async def test_an_old_message_says_which_day_it_is_from(ada: Person) -> None:
    await ada.command("/checkin 3")
    ada.clock.wait(timedelta(days=1))
    await ada.press("4")
    assert "This one is from Tue 24 Nov" in ada.shown.text
    await ada.press("Check in")
    assert "right now" in ada.shown.text
    assert "starts from the top" not in ada.shown.text


async def test_text_after_an_old_check_in_is_no_answer_to_it(ada: Person, content: Content) -> None:
    await ada.command("/checkin 3")
    ada.clock.wait(content.escalation.checkin_is_open_for + timedelta(minutes=1))
    await ada.say("4")
    assert "This check-in is closed" in ada.shown.text
    await ada.say("4")
    assert "I could not make sense of that" in ada.shown.text


async def test_midnight_in_the_middle_changes_nothing(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    ada.clock.wait(timedelta(hours=10, minutes=58))  # 23:58 in Berlin
    await to_flags(ada, 2, 2)
    ada.clock.wait(timedelta(minutes=5))
    await ada.press("None of these")
    assert (await newest(session, vault)).on.day == 25


async def test_a_second_press_at_the_end_does_not_wipe_the_answer_away(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await to_flags(ada, 2, 2)
    last = f"{begun(ada)}:none"
    await ada.press_data(last)
    await ada.press_data(last)
    assert ada.shown.text.startswith("<b>🟢 Carry on</b>")
    assert "This check-in is done" in (ada.toast or "")
    assert await count(session, vault, ada) == 1
    ada.clock.wait(timedelta(days=2))
    await ada.press_data(last)
    assert "This one is from Tue 24 Nov" in (ada.toast or "")


@pytest.mark.parametrize(
    "rest",
    [
        ":now:11",
        ":now:-1",
        ":now:",
        ":worst:3",
        ":side:up",
        ":flags:",
        ":tick:limping",
        ":tick:no_such_flag",
        ":none",
        ":all",
        ":back:flags",
        ":back:nowhere",
        ":nonsense:nonsense",
        "",
    ],
)
async def test_a_forged_button_answers_nothing(
    session: AsyncSession, vault: Vault, ada: Person, rest: str
) -> None:
    await ada.command("/checkin")
    await ada.press_data(f"{begun(ada)}{rest}")
    assert "right now" in ada.shown.text
    await ada.press("0")
    await ada.press("0")
    assert "☑" not in ada.shown.text
    assert await count(session, vault, ada) == 0


@pytest.mark.parametrize("made_up", ["1", "0", "x", "9" * 18, "9" * 40, "-5", "4102444800", "½"])
async def test_a_forged_beginning_is_answered_kindly(ada: Person, made_up: str) -> None:
    await ada.command("/checkin 3")
    mine = ada.shown
    await ada.press("Cancel")
    await ada.press_data(f"checkin:{made_up}:worst:4")
    assert ada.toast or "nothing of it was kept" in ada.shown.text.lower()
    assert mine.text not in ada.shown.text


async def test_another_persons_buttons_do_nothing_to_mine(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await to_flags(ada, 7, 8)
    await bob.command("/checkin")
    await bob.press_data(f"{begun(ada)}:tick:limping")
    assert "7 of 10" not in bob.shown.text
    await ada.press("None of these")
    assert (await newest(session, vault)).answers.flags == frozenset()


async def test_red_flags_that_changed_meanwhile_are_asked_anew(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await to_flags(ada, 1, 1)
    await ada.press("Limping")
    shown = ada.shown
    fewer = tuple(flag for flag in content.red_flags.flags if flag.id != "limping")
    changed = replace(content, red_flags=content.red_flags.model_copy(update={"flags": fewer}))
    again = person(session, vault, changed)
    again.screen.messages[1] = shown
    await again.press("Save these")
    assert "This check-in is closed" in again.shown.text


@pytest.mark.parametrize(("flags", "title"), [((), "Carry on"), (("limping",), "Check-in kept")])
async def test_an_answer_that_was_lost_on_its_way_comes_with_the_next_press(
    session: AsyncSession, vault: Vault, ada: Person, flags: tuple[str, ...], title: str
) -> None:
    await to_flags(ada, 2, 2)
    for flag in flags:
        await ada.press_data(f"{begun(ada)}:tick:{flag}")
    asked, last = ada.shown, f"{begun(ada)}:{'all' if flags else 'none'}"
    await ada.press_data(last)
    ada.screen.messages[1] = asked  # kept, but the message was never changed
    await ada.press_data(last)
    assert title in ada.shown.text
    assert await count(session, vault, ada) == 1
    assert len(await owed(session, vault, "advice")) == len(flags)
