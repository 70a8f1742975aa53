"""What stands in the chat stays true: a morning answered elsewhere, a page or a question asked anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import checkins, questionnaires
from bot.database import Session
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.schedules import Wants
from bot.triage import Effect
from bot.vault import Vault
from bot.wording import questionnaires as week_wording
from tests.chat.checking_in import check_in, labels, owed
from tests.chat.going import A_DAY, begin, go
from tests.chat.reminding import add
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person
from tests.conftest import NOON
from tests.wording.reading import WORDS, faults

ANSWERS = ["Better", "The same", "Worse"]
WEEK_ON = questionnaires.week_asked(NOON.date())


async def sent(session: Session, vault: Vault, ada: Person, kind: str) -> int:
    """Sends the newest owed message of a kind, as the send line would; gives its id in the chat."""
    found = (await owed(session, vault, kind))[-1]
    row = (await session.scalars(select(DeliveryRow).where(DeliveryRow.key == found.key))).one()
    row.state, row.settled_at = "sent", ada.clock.now()
    row.message_id = await ada.screen.reply(ada.chat_id, found.message)
    await session.flush()
    return row.message_id


async def the_morning_after(session: Session, vault: Vault, ada: Person) -> tuple[int, int]:
    """A first go, and its morning: the question came, and below it stands the page that asks, too."""
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    question = await sent(session, vault, ada, "morning")
    await ada.command("/return")
    assert labels(ada.shown)[:3] == ANSWERS
    return question, max(ada.screen.messages)


async def press(ada: Person, message_id: int, label: str) -> None:
    """Presses a button of that message, which moves to the end of the screen."""
    ada.screen.messages[message_id] = ada.screen.messages.pop(message_id)
    await ada.press(label)


def says(ada: Person, message_id: int) -> Message:
    message = ada.screen.messages[message_id]
    assert faults(message) == [] or not message.buttons
    return message


async def test_worse_on_the_page_after_same_below_the_question_changes_what_was_said_there(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    await press(ada, question, "Same")
    assert "The same this morning" in says(ada, question).text
    # The page had asked, too: it shows where they are now.
    assert "Rest today" in says(ada, page).text
    assert not set(ANSWERS) & set(labels(says(ada, page)))
    await ada.press_data("return:1:morning:worse", page)
    assert "Worse this morning" in says(ada, question).text
    assert "that is what counts" in says(ada, question).text
    assert "You said: worse in the morning" in says(ada, page).text
    assert "On hold" in ada.shown.text


async def test_undoing_it_says_everywhere_what_counts_then(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    await press(ada, question, "Same")
    await ada.press_data("return:1:morning:worse", page)
    below = max(ada.screen.messages)
    await press(ada, page, "Undo")
    assert "The same this morning" in says(ada, question).text
    assert "1 of 2 good goes" in says(ada, below).text
    assert "On hold" not in says(ada, below).text
    assert "Taken back" in says(ada, page).text


async def test_the_only_answer_taken_back_is_asked_for_again_everywhere(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    asked = says(ada, question)
    await press(ada, page, "Worse")
    below = max(ada.screen.messages)
    assert "Worse this morning" in says(ada, question).text
    await press(ada, page, "Undo")
    assert says(ada, question) == asked
    assert labels(says(ada, below))[:3] == ANSWERS
    await press(ada, question, "Better")
    assert "1 of 2 good goes" in says(ada, below).text
    assert "Rest today" in says(ada, below).text


async def test_worse_pressed_twice_is_said_once(ada: Person, session: Session, vault: Vault) -> None:
    _question, page = await the_morning_after(session, vault, ada)
    worse = next(it.data or "" for row in ada.shown.buttons for it in row if it.label == "Worse")
    for _ in range(2):
        await ada.press_data(worse, page)
    assert "You said: worse in the morning" in says(ada, page).text
    below = [it for message_id, it in ada.screen.messages.items() if message_id > page]
    assert ["The way back: step" in it.text for it in below] == [True]


async def test_worse_below_the_question_puts_the_page_on_hold_and_a_press_there_changes_nothing(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    await press(ada, question, "Worse")
    assert "On hold" in says(ada, page).text
    assert not set(ANSWERS) & set(labels(says(ada, page)))
    before = says(ada, page)
    await ada.press_data("return:1:morning:better", page)
    assert says(ada, page) == before


async def test_only_the_newest_page_of_the_way_back_can_be_pressed(
    ada: Person, session: Session, vault: Vault
) -> None:
    _question, page = await the_morning_after(session, vault, ada)
    await ada.command("/return")
    assert says(ada, page).buttons == ()
    await ada.press("The same")
    assert "1 of 2 good goes" in ada.shown.text
    assert ada.shown.buttons


async def test_a_page_that_became_another_is_left_as_it_is(
    ada: Person, session: Session, vault: Vault
) -> None:
    await begin(ada)
    page = max(ada.screen.messages)
    await ada.press("🔥 Warm-up")
    became = says(ada, page)
    await ada.command("/return")
    assert says(ada, page) == became


async def test_the_last_answer_below_its_question_tells_the_end_once(
    ada: Person, session: Session, vault: Vault
) -> None:
    await begin(ada)
    for number in range(12):
        await go(ada, morning="Better" if number < 11 else "")
        if number == 10:
            await ada.command("/return")
    ada.clock.wait(-A_DAY)
    page = max(ada.screen.messages)
    assert labels(says(ada, page))[:3] == ANSWERS
    question = await sent(session, vault, ada, "morning")
    await press(ada, question, "Better")
    assert says(ada, page).buttons == ()
    assert "You finished the way back" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/return")
    assert "You finished it before." in ada.shown.text


async def pushed_questions(session: Session, vault: Vault, ada: Person) -> int:
    """The questions of the week as they came by themselves."""
    runner = await runner_of(session)
    await add(session, runner.id, NOON.time(), wants=Wants.QUESTIONNAIRE, days={6})
    message_id = await ada.screen.reply(ada.chat_id, week_wording.push(WORDS, WEEK_ON, NOON.date()))
    row = {"key": "week", "kind": "questionnaire", "lane": 1, "chat_id": ada.chat_id, "if_unsure": "drop"}
    sealed = vault.seal({"message": ada.shown.to_json()})
    times = dict.fromkeys(("due_at", "try_at", "created_at", "settled_at"), NOON)
    session.add(
        DeliveryRow(**row, **times, runner_id=runner.id, state="sent", message=sealed, message_id=message_id)
    )
    await session.flush()
    return message_id


async def test_the_questions_of_the_week_stand_once(ada: Person) -> None:
    await ada.command("/week")
    first = max(ada.screen.messages)
    await ada.press("I felt my hip")
    await ada.command("/week")
    assert says(ada, first).buttons == ()
    assert "2 of 4" in says(ada, first).text
    second = max(ada.screen.messages)
    assert "1 of 4" in says(ada, second).text
    # A press that was on its way to the old one takes over, and still there is one.
    await ada.press_data(f"week:{WEEK_ON}:at:1", first)
    assert says(ada, second).buttons == ()
    await ada.press_data(f"week:{WEEK_ON}:at:0", first)
    assert "Your week: 0 of 100" in says(ada, first).text


@pytest.mark.parametrize("where", ["pushed", "typed"])
async def test_the_questions_that_came_and_those_that_were_asked_for_are_answered_once(
    ada: Person, session: Session, vault: Vault, where: str
) -> None:
    if where == "typed":
        # Asked for before they came: both stand until one is answered.
        await ada.command("/week")
        typed = max(ada.screen.messages)
        pushed = await pushed_questions(session, vault, ada)
        await press(ada, typed, "hip fine")
        assert says(ada, pushed).buttons == ()
        return
    pushed = await pushed_questions(session, vault, ada)
    await ada.command("/week")
    assert says(ada, pushed).buttons == ()
    await ada.press("hip fine")
    assert "0 of 100" in ada.shown.text


async def test_a_check_in_in_place_of_the_weeks_result_keeps_its_buttons(
    ada: Person, session: Session, vault: Vault
) -> None:
    pushed = await pushed_questions(session, vault, ada)
    await ada.press("None, because")
    await ada.press("Check in")
    became = ada.screen.messages[pushed]
    await ada.command("/week")
    await ada.press("Answer again")
    await ada.press("hip fine")
    assert ada.screen.messages[pushed] == became


async def asked_about_a_run(session: Session, vault: Vault, ada: Person) -> int:
    """A run of yesterday, and the question about it, as it came this morning."""
    await ada.command("/run 5")
    ada.clock.at = NOON + timedelta(hours=19)
    return await sent(session, vault, ada, "morning")


async def run_page(ada: Person) -> None:
    await ada.command("/run")
    await ada.press("Edit a run")
    await ada.press(ada.shown.buttons[0][0].label)


@pytest.mark.parametrize("back", ["Yesterday", "Undo"])
async def test_a_question_about_a_run_that_was_moved_or_deleted_is_not_asked_any_more(
    ada: Person, session: Session, vault: Vault, runner_id: int, back: str
) -> None:
    question = await asked_about_a_run(session, vault, ada)
    asked = says(ada, question)
    worse = next(it.data or "" for row in asked.buttons for it in row if it.label == "Worse")
    await run_page(ada)
    if back == "Undo":
        await ada.press("Delete")
    else:
        await ada.press("Edit")
        await ada.press("Day")
        await ada.say("20 nov")
    edited = list(ada.screen.messages)[-1]
    assert "not asked any more" in says(ada, question).text
    assert labels(says(ada, question)) == ["Check in", "Close"]
    # Where the message could not be changed, its buttons are still there.
    await ada.press_data(worse, question)
    assert "not asked any more" in says(ada, question).text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await checkins.mornings(session, vault, runner_id, NOON.date()) == []
    if back == "Yesterday":
        await run_page(ada)
        await ada.press("Edit")
        await ada.press("Day")
        edited = list(ada.screen.messages)[-1]
    await press(ada, edited, back)
    assert says(ada, question) == asked


async def test_another_run_of_that_day_or_an_answer_keeps_the_question_as_it_is(
    ada: Person, session: Session, vault: Vault
) -> None:
    await ada.command("/run 8")
    question = await asked_about_a_run(session, vault, ada)
    asked = says(ada, question)
    await run_page(ada)
    await ada.press("Delete")
    assert says(ada, question) == asked
    await press(ada, question, "Same")
    await run_page(ada)
    await ada.press("Delete")
    assert "The same this morning" in says(ada, question).text


async def test_a_check_in_asks_for_itself_where_the_run_that_asked_for_both_is_gone(
    ada: Person, session: Session, vault: Vault
) -> None:
    await check_in(ada, 4)
    question = await asked_about_a_run(session, vault, ada)
    await run_page(ada)
    await ada.press("Delete")
    assert "not asked any more" in says(ada, question).text
    (again,) = await owed(session, vault, "morning")
    assert "4 of 10" in again.message.text
    await ada.press("Undo")
    assert "before the run" in says(ada, question).text
    assert await owed(session, vault, "morning") == []
