"""The note after a check-in: kept as it is, never assessed."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.content import Content
from bot.vault import Vault
from tests.chat.checking_in import check_in, newest
from tests.chat.turns import Person, person
from tests.conftest import add_runner


async def test_a_note_is_kept_with_its_check_in_and_not_assessed(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1)
    before = (await newest(session, vault)).decision
    await ada.press("Add a note")
    assert "I do not assess notes" in ada.shown.text
    await ada.say("  I cannot stand on my leg, 10/10 <b>help</b>  ")
    assert "Note kept" in ada.shown.text
    assert "cannot stand" not in ada.shown.text
    found = await newest(session, vault)
    assert found.note == "I cannot stand on my leg, 10/10 <b>help</b>"
    assert found.decision == before
    await ada.say("one more")
    assert "I could not make sense of that" in ada.shown.text


async def test_advice_that_is_owed_leaves_room_for_a_note(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    assert "Check-in kept" in ada.shown.text
    await ada.press("Add a note")
    await ada.say("since Sunday")
    assert (await newest(session, vault)).note == "since Sunday"


async def test_a_note_that_is_too_long_is_not_lost_silently(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1)
    await ada.press("Add a note")
    await ada.say("x" * (checkins.NOTE_LIMIT + 1))
    assert "1,001 characters" in ada.shown.text
    assert "not kept it yet" in ada.shown.text
    await ada.say("x" * checkins.NOTE_LIMIT)
    assert (await newest(session, vault)).note == "x" * checkins.NOTE_LIMIT


async def test_a_note_can_be_skipped(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await check_in(ada, 1)
    await ada.press("Add a note")
    await ada.sticker()
    assert "typed words only" in ada.shown.text
    await ada.press("Skip")
    assert "No note" in ada.shown.text
    await ada.say("late")
    assert (await newest(session, vault)).note is None


async def test_skip_on_an_old_prompt_takes_no_note_away(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1)
    await ada.press("Add a note")
    prompt = next(reversed(ada.screen.messages))
    skip = ada.button("Skip").data or ""
    await ada.say("kept")
    await ada.press_data(skip, message_id=prompt)
    assert (await newest(session, vault)).note == "kept"
    assert ada.screen.messages[prompt].buttons == ()


async def test_a_note_to_another_persons_check_in_is_refused(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 1)
    mine = await newest(session, vault)
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await bob.command("/checkin")
    await bob.press_data(f"note:{mine.id}")
    assert "no longer here" in (bob.toast or "")
    await bob.press_data("note:nonsense")
    assert "no longer here" in (bob.toast or "")


async def test_a_note_does_not_push_an_open_check_in_away(ada: Person) -> None:
    await check_in(ada, 1)
    answer = next(reversed(ada.screen.messages))
    add = ada.button("Add a note").data or ""
    await ada.command("/checkin 3")
    await ada.press_data(add, message_id=answer)
    assert "Finish it first" in (ada.toast or "")
    await ada.press("4")
    assert "Which side" in ada.shown.text
