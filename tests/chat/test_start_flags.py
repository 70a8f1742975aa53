"""The red-flag questions of /start: no is said and never assumed, and no button skips a step."""

from datetime import time
from typing import Any

import pytest
from sqlalchemy import select

from bot import checkins, deliveries, runners, schedules
from bot.content import Content
from bot.database import Session
from bot.deliveries.tables import DeliveryRow
from bot.runners.tables import ConversationRow
from bot.triage import Effect
from bot.vault import Vault
from bot.wording.paging import shown_length
from tests.chat.setting_up import count, runner_of, to_consent, to_days, to_flags
from tests.chat.turns import Person, person
from tests.wording.reading import faults


@pytest.fixture
def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody who has never written."""
    return person(session, vault, content)


async def test_flags_are_asked_in_full_and_none_is_a_button_of_its_own(ada: Person, content: Content) -> None:
    await to_flags(ada)
    # A phone shows the end of so long a page, and that button is on it.
    assert [button.label for button in ada.shown.buttons[-2]] == ["None of these"]
    assert shown_length(ada.shown.text) < 1800
    toggles = [row[0].label for row in ada.shown.buttons[:-2]]
    for flag, label in zip(content.red_flags.flags, toggles, strict=True):
        assert label == f"☐ {flag.text_in('en').short}"
        assert flag.text_in("en").question[:40] in ada.shown.text
    groups = ada.shown.text.partition("\n\n")[2].split("\n\n")
    assert [group.count("•") for group in groups[:3]] == [5, 8, 1], "a gap where the level changes"


async def test_none_is_refused_while_something_is_ticked(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press("☐ Limping")
    assert not [b for row in ada.shown.buttons for b in row if b.label == "None of these"]
    await ada.press_data("start::flags:none")
    assert "You have ticked 1 line" in ada.shown.text
    assert not (await runner_of(session)).onboarded
    await ada.press("Save these (1)")
    checkin = await checkins.latest(session, ada.entrance.vault, (await runner_of(session)).id)
    assert checkin is not None
    assert checkin.answers.flags == {"limping"}


async def test_silence_is_not_a_no(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press_data("start::flags:save")
    assert "Nothing is ticked" in ada.shown.text
    assert not (await runner_of(session)).onboarded


async def test_ticks_that_were_lost_are_not_taken_for_none(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press("☐ Limping")
    await ada.command("/cancel")
    await ada.press_data("start::flags:save")
    assert "Nothing is ticked" in ada.shown.text
    assert not (await runner_of(session)).onboarded


async def test_an_urgent_tick_is_kept_with_its_advice_and_promises_no_push(
    ada: Person, session: Session, vault: Vault
) -> None:
    await to_flags(ada)
    await ada.press("start::flag:+night_or_rest_pain")
    await ada.press("Save these")
    assert "your plan waits" in ada.shown.text
    assert "First push" not in ada.shown.text
    assert ada.woken == 1
    runner = await runner_of(session)
    checkin = await checkins.latest(session, vault, runner.id)
    assert checkin is not None
    assert checkin.asked == "onboarding"
    assert (await checkins.standing(session, vault, runner.id)).effect == Effect.PAUSED
    keys = (await session.scalars(select(DeliveryRow.key).where(DeliveryRow.runner_id == runner.id))).all()
    assert f"advice:{checkin.id}" in keys


async def test_an_emergency_is_named_before_anything_is_saved(ada: Person) -> None:
    await to_flags(ada)
    await ada.press("start::flag:+cannot_bear_weight")
    assert "Seek professional help now" in ada.shown.text
    assert "112" in ada.shown.text
    # The list is longer than a phone: a notice over the chat says it too.
    assert ada.toast is not None
    assert "call 112" in ada.toast
    await ada.press("start::flag:-cannot_bear_weight")
    assert "Seek professional help now" not in ada.shown.text


async def test_typed_text_among_the_flags_is_neither_judged_nor_kept(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.say("my leg is blue")
    assert "I cannot judge" in ada.shown.text
    assert not (await runner_of(session)).onboarded


async def test_ticks_survive_a_restart(ada: Person, session: Session, vault: Vault, content: Content) -> None:
    await to_flags(ada)
    await ada.press("☐ Limping")
    after = person(session, vault, content)
    after.screen.goes_on_after(ada.screen)
    await after.command("/start")
    assert after.button("☑ Limping").data == "start::flag:-limping"
    assert after.button("Save these (1)").data == "start::flags:save"


@pytest.mark.parametrize(
    "data",
    [
        "start",
        "start:",
        "start:::",
        "start::flags:none",
        "start::at:07:00",
        "start::zone:Europe/Berlin",
        "start::zone:../../etc",
        "start::day:+9",
        "start::days:save",
        "start::consent:yes",
        "start::back:flags",
        "start::nonsense:1",
        "start:99:flag:+limping",
        "start::at:99:99",
        "start::zones:-1",
    ],
)
@pytest.mark.parametrize("reach", [None, to_consent, to_days, to_flags])
async def test_a_forged_or_early_button_never_skips_a_step(
    ada: Person, session: Session, data: str, reach: Any
) -> None:
    if reach:
        await reach(ada)
    await ada.press_data(data)
    found = await runners.by_chat(session, 1001)
    if reach is None:
        assert found is None
        assert "Welcome" in ada.shown.text
    elif reach is to_consent and data != "start::consent:yes":
        assert found is not None
        assert not found.consented
    assert found is None or found.onboarded == (reach is to_flags and data == "start::flags:none")


async def test_an_old_button_after_the_set_up_changes_nothing(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press("None of these")
    for data in ("start::adult:maybe", "start::consent:no", "start::at:18:00", "start::flag:+limping"):
        await ada.press_data(data)
        assert "You are all set up" in ada.shown.text
    runner = await runner_of(session)
    assert runner.consented
    (reminder,) = await schedules.of_runner(session, runner.id)
    assert reminder.at == time(7, 30)


async def test_under_18_said_after_the_set_up_gives_the_text_and_erases(
    ada: Person, session: Session
) -> None:
    await to_flags(ada)
    await ada.press("None of these")
    await ada.press_data("start::adult:no")
    assert "Go to an emergency department now" in ada.shown.text
    assert await runners.by_chat(session, 1001) is None
    assert await schedules.next_due_at(session) is None


async def test_a_saved_emergency_keeps_its_number_on_the_screen(ada: Person) -> None:
    await to_flags(ada)
    await ada.press("start::flag:+cannot_bear_weight")
    await ada.press("Save these (1)")
    first, second = ada.shown.text.split("\n")[:2]
    assert first == "<b>🔴 Seek professional help now</b>"
    assert second.startswith("Call 112. If you are in another country, call the number there. Do not drive.")
    assert "✅" not in ada.shown.text
    assert faults(ada.shown) == []


async def test_an_emergency_stays_on_the_screen_whatever_is_typed_or_pressed(ada: Person) -> None:
    await to_flags(ada)
    await ada.press("start::flag:+cannot_bear_weight")
    for again in (ada.say("my leg"), ada.press_data("start::flags:none"), ada.command("/start")):
        await again
        assert "Seek professional help now" in ada.shown.text
    await ada.press("Back")
    await ada.press("start::at:07:00")
    assert "Seek professional help now" in ada.shown.text


async def test_pressing_none_twice_sets_up_once(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press_data("start::flags:none")
    await ada.press_data("start::flags:none")
    assert len(await schedules.of_runner(session, (await runner_of(session)).id)) == 1


async def test_who_comes_back_after_taking_consent_back_is_asked_everything_but_the_zone_again(
    ada: Person, session: Session
) -> None:
    await to_flags(ada)
    await ada.press("None of these")
    await ada.command("/privacy")
    await ada.press("Take back consent")
    await ada.press("Erase health answers")
    await ada.command("/start")
    assert "May I keep" in ada.shown.text
    await ada.press("I agree")
    assert "Which days do you run?" in ada.shown.text
    await ada.press("Save")
    await ada.press("07:30")
    assert "Is any of this true" in ada.shown.text
    await ada.press("☐ Limping")
    await ada.press("☑ Limping")
    await ada.press("None of these")
    assert "✅" in ada.shown.text
    assert (await runner_of(session)).consented
    assert await count(session, ConversationRow) == 0


async def test_each_person_has_their_own_set_up(session: Session, vault: Vault, content: Content) -> None:
    ada, bob = (person(session, vault, content, chat_id=number) for number in (1001, 1002))
    await to_flags(ada)
    await to_days(bob)
    await bob.press_data("start::flags:none")
    assert not (await runner_of(session, 1002)).onboarded
    await ada.press("None of these")
    assert (await runner_of(session, 1001)).onboarded


async def test_nothing_is_owed_to_someone_who_ticked_nothing(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press("None of these")
    assert await deliveries.next_due_at(session) is None
