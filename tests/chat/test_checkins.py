"""/checkin, as a runner answers it: step by step, by typing, half finished, stale and forged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, runners
from bot.chat.checkins import OPEN_FOR, read_rating
from bot.checkins import CheckIn
from bot.content import Content
from bot.deliveries.tables import DeliveryRow
from bot.runners.tables import ConversationRow
from bot.triage import Level, Side, When, Where
from bot.vault import Vault
from tests.chat.turns import Person, person
from tests.conftest import add_runner
from tests.wording.reading import LONGEST_DATA, faults

WELL = "No pain at all"


@pytest.fixture
async def ada(session: AsyncSession, vault: Vault, content: Content) -> Person:
    """Ada, who lives in Berlin and has set everything up."""
    await add_runner(session)
    return person(session, vault, content)


async def newest(session: AsyncSession, vault: Vault, chat_id: int = 1001) -> CheckIn:
    """The newest check-in of a runner."""
    runner = await runners.by_chat(session, chat_id)
    assert runner is not None
    found = await checkins.latest(session, vault, runner.id)
    assert found is not None
    return found


async def count(session: AsyncSession, vault: Vault, ada: Person) -> int:
    runner = await runners.by_chat(session, ada.chat_id)
    assert runner is not None
    return len(await checkins.recent(session, vault, runner.id, ada.clock.now() - timedelta(days=30)))


async def to_flags(ada: Person, now: int, worst: int) -> None:
    """Answers everything up to the red flags."""
    await ada.command(f"/checkin {now}")
    if now < 10:
        await ada.press(str(worst))
    if worst:
        for label in ("Left", "Outer side", "After running"):
            await ada.press(label)


async def check_in(ada: Person, now: int = 0, worst: int | None = None, flags: tuple[str, ...] = ()) -> None:
    """A whole check-in, by the buttons."""
    await to_flags(ada, now, now if worst is None else worst)
    for flag in flags:
        await ada.press(f"{begun(ada)}:tick:{flag}")
    await ada.press("That is all" if flags else "None of these")


def begun(ada: Person) -> str:
    """What the buttons of the open check-in begin with."""
    return ":".join((ada.shown.buttons[-1][-1].data or "").split(":")[:2])


async def test_a_well_runner_is_done_in_two_taps(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await ada.command("/checkin")
    await ada.press(WELL)
    await ada.press("None of these")
    assert ada.shown.text.startswith("<b>🟢 Carry on</b>")
    assert "no pain since yesterday" in ada.shown.text
    found = await newest(session, vault)
    assert (found.answers.now, found.answers.worst, found.answers.flags) == (0, 0, frozenset())
    assert len(ada.screen.messages) == 1


async def test_each_answer_changes_the_message_and_is_kept(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await ada.command("/checkin")
    assert "0 is no pain" in ada.shown.text
    assert "worst pain" in ada.shown.text
    seen = []
    for label in ("3", "4", "Left", "Outer side", "After running"):
        await ada.press(label)
        seen.append(ada.shown.text)
    assert "3 of 10 now" in seen[0]
    assert "4 at worst" in seen[1]
    assert "left side" in seen[2]
    assert "outer hip" in seen[3]
    assert "after running" in seen[4]
    await ada.press("None of these")
    answers = (await newest(session, vault)).answers
    assert (answers.now, answers.worst) == (3, 4)
    assert (answers.side, answers.where, answers.when) == (Side.LEFT, Where.OUTER, When.AFTER)
    assert len(ada.screen.messages) == 1


async def test_every_step_keeps_to_the_shape_of_a_message(ada: Person, content: Content) -> None:
    await ada.command("/checkin")
    for label in ("3", "4", "Left", "Outer side", "After running"):
        # A number pad may have more than three in a row and eight in all.
        pad = {"too many buttons", "too many in a row"}
        assert set(faults(ada.shown)) <= pad
        assert ada.shown.buttons[-1][-1].label == "Cancel"
        await ada.press(label)
    assert ada.shown.buttons[-1][0].label == "Back"
    flags = ada.shown
    assert set(faults(flags, longest=4096)) <= {"too many buttons"}
    for flag in content.red_flags.flags:
        assert flag.text["en"].question in flags.text
    assert [row[0].label for row in flags.buttons[1:-1]] == [
        f"☐ {flag.text['en'].short}" for flag in content.red_flags.flags
    ]


async def test_the_number_pad_stands_in_two_rows(ada: Person) -> None:
    await ada.command("/checkin")
    assert [[b.label for b in row] for row in ada.shown.buttons[:2]] == [list("012345"), [*"6789", "10"]]
    assert [b.label for b in ada.shown.buttons[2]] == ["No pain at all since yesterday"]


@pytest.mark.parametrize("now", range(10))
async def test_the_worst_is_never_less_than_now(ada: Person, now: int) -> None:
    await ada.command(f"/checkin {now}")
    offered = [int(b.label) for row in ada.shown.buttons[:-1] for b in row]
    assert offered == list(range(now, 11))


async def test_the_worst_pain_there_is_asks_for_no_second_number(ada: Person) -> None:
    await ada.command("/checkin 10")
    assert "Which side" in ada.shown.text
    await ada.press("Back")
    assert "right now" in ada.shown.text


async def test_pain_that_is_zero_twice_has_no_place_and_no_time(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 0, 0)
    answers = (await newest(session, vault)).answers
    assert (answers.side, answers.where, answers.when) == (None, None, None)


async def test_each_step_goes_back_to_the_one_before(ada: Person) -> None:
    await to_flags(ada, 3, 4)
    for question in ("When does", "Where does", "Which side", "at its worst", "right now"):
        await ada.press("Back")
        assert question in ada.shown.text


async def test_ticks_stay_through_back_and_forth(ada: Person) -> None:
    await to_flags(ada, 3, 4)
    await ada.press("Limping")
    await ada.press("Back")
    await ada.press("Daily life")
    assert "☑ Limping, or hard to walk" in [b.label for row in ada.shown.buttons for b in row]


async def test_a_second_press_on_the_same_button_changes_nothing_more(ada: Person) -> None:
    await ada.command("/checkin")
    mine = begun(ada)
    await ada.press("3")
    await ada.press_data(f"{mine}:now:3")
    assert "at its worst" in ada.shown.text
    await to_flags(ada, 3, 4)
    mine = begun(ada)
    for _ in range(2):
        await ada.press_data(f"{mine}:tick:limping")
    assert "☑ Limping, or hard to walk" in [b.label for row in ada.shown.buttons for b in row]
    for _ in range(2):
        await ada.press_data(f"{mine}:untick:limping")
    assert "☐ Limping, or hard to walk" in [b.label for row in ada.shown.buttons for b in row]
    for _ in range(2):
        await ada.press_data(f"{mine}:back:flags")
    assert "When does" in ada.shown.text


async def test_none_of_these_cannot_drop_a_tick(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await to_flags(ada, 1, 1)
    mine = begun(ada)
    await ada.press("Limping")
    assert "None of these" not in [b.label for row in ada.shown.buttons for b in row]
    await ada.press_data(f"{mine}:none")
    assert "ticked" in (ada.toast or "")
    assert await count(session, vault, ada) == 0
    await ada.press("That is all")
    assert (await newest(session, vault)).answers.flags == {"limping"}


async def test_silence_is_not_a_no(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await to_flags(ada, 1, 1)
    await ada.press_data(f"{begun(ada)}:all")
    assert "None of these" in (ada.toast or "")
    assert await count(session, vault, ada) == 0


async def test_an_emergency_tick_says_at_once_whom_to_call(ada: Person) -> None:
    await to_flags(ada, 1, 1)
    await ada.press("Hot, very swollen")
    assert ada.shown.text.startswith("<b>🔴 Seek professional help now</b>")
    assert "Call 112" in ada.shown.text
    await ada.press("Hot, very swollen")
    assert "Seek professional help" not in ada.shown.text


@pytest.mark.parametrize(
    ("typed", "rating"),
    [
        ("3", 3),
        ("3/10", 3),
        (" 3 / 10 ", 3),
        ("3 of 10", 3),
        ("3 out of 10", 3),
        ("0", 0),
        ("10", 10),
        ("٣", 3),
    ],
)
def test_a_typed_rating_is_understood(typed: str, rating: int) -> None:
    assert read_rating(typed) == rating


@pytest.mark.parametrize("typed", ["", "11", "99", "-1", "3.5", "three", "3/5", "¾", "3 10", "none"])
def test_what_is_no_rating_is_asked_again(typed: str) -> None:
    assert read_rating(typed) is None


async def test_ratings_can_be_typed(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await ada.command("/checkin")
    await ada.say("3")
    assert "at its worst" in ada.shown.text
    await ada.say("2")
    assert "cannot be less than now" in ada.shown.text
    await ada.say("a lot")
    assert "number from 0 to 10" in ada.shown.text
    await ada.say("4/10")
    assert "Which side" in ada.shown.text
    await ada.say("left")
    assert "Please use the buttons" in ada.shown.text
    assert "Which side" in ada.shown.text


async def test_a_sticker_in_the_middle_asks_again(ada: Person) -> None:
    await ada.command("/checkin")
    await ada.sticker()
    assert "number from 0 to 10" in ada.shown.text


@pytest.mark.parametrize("behind", ["15", "ouch", "none", "left knee"])
async def test_what_is_no_rating_behind_the_command_starts_at_the_top(ada: Person, behind: str) -> None:
    await ada.command(f"/checkin {behind}")
    assert "right now" in ada.shown.text
    assert "number from 0 to 10" in ada.shown.text


async def test_cancel_keeps_nothing(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await to_flags(ada, 4, 4)
    await ada.press("Cancel")
    assert "Nothing of it was kept" in ada.shown.text
    assert await count(session, vault, ada) == 0
    assert (await session.scalars(select(ConversationRow))).all() == []
    await ada.press("Check in")
    assert "right now" in ada.shown.text


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


async def test_several_a_day_are_fine(session: AsyncSession, vault: Vault, ada: Person) -> None:
    for now in (0, 2, 4):
        await check_in(ada, now)
        ada.clock.wait(timedelta(hours=2))
    assert await count(session, vault, ada) == 3


async def test_a_restart_in_the_middle_is_invisible(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await to_flags(ada, 3, 4)
    await ada.press("Catches, locks")
    shown = ada.shown
    again = person(session, vault, content)
    again.screen.messages[1] = shown
    await again.press("That is all")
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


async def test_text_after_an_old_check_in_is_no_answer_to_it(ada: Person) -> None:
    await ada.command("/checkin 3")
    ada.clock.wait(OPEN_FOR + timedelta(minutes=1))
    await ada.say("4")
    assert "This check-in is closed" in ada.shown.text
    await ada.say("4")
    assert "I did not get that" in ada.shown.text


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


async def test_without_consent_nothing_is_asked(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, consented_at=None)
    ada = person(session, vault, content)
    await ada.command("/checkin 3")
    assert "One step first" in ada.shown.text
    await ada.press_data("checkin:1:now:3")
    assert "One step first" in ada.shown.text
    assert (await session.scalars(select(ConversationRow))).all() == []


async def test_somebody_in_the_middle_of_the_set_up_may_say_where_it_hurts(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, zone=None, onboarded_at=None)
    ada = person(session, vault, content)
    await check_in(ada, 1, flags=("limping",))
    assert (await newest(session, vault)).decision.level is Level.URGENT


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
    await again.press("That is all")
    assert "This check-in is closed" in again.shown.text


async def test_nothing_of_an_answer_stands_in_clear(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await to_flags(ada, 7, 8)
    await ada.press("Limping")
    state = (await session.scalars(select(ConversationRow.state))).one()
    await ada.press("That is all")
    sealed = [state, *(await session.scalars(select(DeliveryRow.message))).all()]
    assert len(sealed) >= 3
    assert not any(word in text for text in sealed for word in (b"limp", b"Limp", b"left", b"worst"))


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
    assert "I did not get that" in ada.shown.text


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


async def test_a_button_elsewhere_begins_and_leaves_its_message_alone(ada: Person) -> None:
    await ada.command("/help")
    await ada.press_data("checkin")
    assert len(ada.screen.messages) == 2
    assert "right now" in ada.shown.text


async def test_every_button_fits_into_what_telegram_takes(ada: Person) -> None:
    ada.clock.wait(timedelta(days=365 * 200))
    await to_flags(ada, 3, 4)
    assert all(len((b.data or "").encode()) <= LONGEST_DATA for row in ada.shown.buttons for b in row)
