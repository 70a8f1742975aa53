"""/checkin, as a runner answers it: step by step, by buttons and by typing."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat.draft import read_rating
from bot.content import Content
from bot.deliveries.tables import DeliveryRow
from bot.runners.tables import ConversationRow
from bot.triage import Level, Side, When, Where
from bot.vault import Vault
from tests.chat.checking_in import begun, check_in, count, newest, to_flags
from tests.chat.turns import Person, person
from tests.conftest import add_runner
from tests.wording.reading import LONGEST_DATA, faults

WELL = "No pain at all"


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
    assert [row[0].label for row in flags.buttons[:-2]] == [
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
    await ada.press("Save these")
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


async def test_several_a_day_are_fine(session: AsyncSession, vault: Vault, ada: Person) -> None:
    for now in (0, 2, 4):
        await check_in(ada, now)
        ada.clock.wait(timedelta(hours=2))
    assert await count(session, vault, ada) == 3


async def test_without_consent_nothing_is_asked(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, consented_at=None)
    ada = person(session, vault, content)
    await ada.command("/checkin 3")
    assert "I need your yes first" in ada.shown.text
    await ada.press_data("checkin:1:now:3")
    assert "I need your yes first" in ada.shown.text
    assert (await session.scalars(select(ConversationRow))).all() == []


async def test_somebody_in_the_middle_of_the_set_up_may_say_where_it_hurts(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, zone=None, onboarded_at=None)
    ada = person(session, vault, content)
    await check_in(ada, 1, flags=("limping",))
    assert (await newest(session, vault)).decision.level is Level.URGENT


async def test_nothing_of_an_answer_stands_in_clear(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await to_flags(ada, 7, 8)
    await ada.press("Limping")
    state = (await session.scalars(select(ConversationRow.state))).one()
    await ada.press("Save these")
    sealed = [state, *(await session.scalars(select(DeliveryRow.message))).all()]
    assert len(sealed) >= 3
    assert not any(word in text for text in sealed for word in (b"limp", b"Limp", b"left", b"worst"))


async def test_a_button_elsewhere_begins_and_leaves_its_message_alone(ada: Person) -> None:
    await ada.command("/help")
    await ada.press_data("checkin")
    assert len(ada.screen.messages) == 2
    assert "right now" in ada.shown.text


async def test_every_button_fits_into_what_telegram_takes(ada: Person) -> None:
    ada.clock.wait(timedelta(days=365 * 200))
    await to_flags(ada, 3, 4)
    assert all(len((b.data or "").encode()) <= LONGEST_DATA for row in ada.shown.buttons for b in row)


async def test_a_tick_is_not_lost_to_a_new_beginning(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await to_flags(ada, 1, 1)
    await ada.press("Catches, locks")
    await ada.command("/checkin")
    assert "still ticked" in ada.shown.text
    await ada.press("No pain at all since yesterday")
    assert "None of these" not in [b.label for row in ada.shown.buttons for b in row]
    await ada.press("Save these")
    assert (await newest(session, vault)).answers.flags == {"locking"}


async def test_an_emergency_is_said_over_the_chat_as_it_is_ticked(ada: Person) -> None:
    await to_flags(ada, 1, 1)
    await ada.press("Limping")
    assert ada.toast is None
    await ada.press("Cannot stand on the leg")
    assert ada.toast is not None
    assert ada.toast.startswith("Seek professional help now.")
    assert "call 112" in ada.toast
    assert len(ada.toast) <= 200


async def test_stopping_after_a_tick_does_not_pass_it_over(ada: Person) -> None:
    await to_flags(ada, 1, 1)
    await ada.press("Limping")
    await ada.press("Cancel")
    assert "If it is true" in ada.shown.text


async def test_on_the_long_page_none_of_these_is_where_a_phone_shows_it_until_something_is_ticked(
    ada: Person,
) -> None:
    await to_flags(ada, 1, 1)
    assert [button.label for button in ada.shown.buttons[-2]] == ["None of these"]
    groups = ada.shown.text.partition("\n\n")[2].split("\n\n")
    assert [group.count("☐") for group in groups] == [5, 8, 1], "a gap where the level changes"
    await ada.press("Limping")
    assert [ada.shown.buttons[at][0].label for at in (0, -2)] == ["Save these (1)"] * 2


async def test_the_last_answer_asks_the_database_for_little(session: AsyncSession, ada: Person) -> None:
    await ada.command("/checkin")
    await ada.press(WELL)
    said: list[str] = []
    connection = (await session.connection()).sync_connection
    event.listen(connection, "before_cursor_execute", lambda *it: said.append(" ".join(it[2].split())))
    await ada.press("None of these")
    # Each is a way there and back: it read what stands and the level again and again, 26 in all.
    assert len([one for one in said if "SAVEPOINT" not in one]) <= 15, said
