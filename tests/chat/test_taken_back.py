"""A slip is taken back: what was said of a go and its morning, on the page and below the question."""

from datetime import timedelta

import pytest

from bot.database import Session
from bot.vault import Vault
from tests.chat.checking_in import check_in, labels
from tests.chat.going import A_DAY, begin, go
from tests.chat.test_retold import ANSWERS, press, says, sent, the_morning_after
from tests.chat.turns import Person
from tests.wording.reading import faults

OF_MORNING, OF_GO = "Undo: the morning after", "Undo: how it felt"
UNDO = {OF_MORNING, OF_GO}


@pytest.mark.parametrize("answer", ["Same", "Better"])
async def test_same_and_better_below_the_question_can_be_taken_back_and_it_stands_again(
    ada: Person, session: Session, vault: Vault, answer: str
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    asked = says(ada, question)
    await press(ada, question, answer)
    assert labels(says(ada, question)) == ["Check in", "Undo", "Close"]
    assert "1 of 2 good goes" in says(ada, page).text
    await press(ada, question, "Undo")
    assert says(ada, question) == asked
    assert labels(says(ada, page))[:3] == ANSWERS
    assert "0 of 2 good goes" in says(ada, page).text
    await press(ada, question, "Worse")
    assert "On hold" in says(ada, page).text


@pytest.mark.parametrize("answer", ["The same", "Better"])
async def test_same_and_better_on_the_page_can_be_taken_back_and_both_ask_again(
    ada: Person, session: Session, vault: Vault, answer: str
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    asked = says(ada, question)
    await press(ada, page, answer)
    assert "1 of 2 good goes" in says(ada, page).text
    await press(ada, page, OF_MORNING)
    assert labels(says(ada, page))[:3] == ANSWERS
    assert says(ada, question) == asked
    # Pressed twice, it takes back no more than was meant.
    await ada.press_data("return:1:unsay:morning", page)
    assert ada.toast == "That answer can no longer be taken back."
    assert labels(says(ada, page))[:3] == ANSWERS


async def test_worse_taken_back_below_its_question_asks_it_again_there(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    asked = says(ada, question)
    await press(ada, question, "Worse")
    await press(ada, question, "Undo")
    assert says(ada, question) == asked
    assert labels(says(ada, page))[:3] == ANSWERS
    await press(ada, question, "Same")
    await press(ada, question, "Undo")
    await press(ada, question, "Better")
    assert "1 of 2 good goes" in says(ada, page).text


async def test_worse_that_came_after_the_same_leaves_the_same_below_the_question(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, _page = await the_morning_after(session, vault, ada)
    await press(ada, question, "Same")
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:worse", question)
    await press(ada, question, "Undo")
    assert "The same this morning" in says(ada, question).text


async def test_an_answer_that_something_went_on_from_is_not_taken_back_any_more(
    ada: Person, session: Session, vault: Vault
) -> None:
    question, page = await the_morning_after(session, vault, ada)
    await press(ada, question, "Same")
    ada.clock.wait(timedelta(minutes=1))
    await check_in(ada, 1)
    await press(ada, question, "Undo")
    assert ada.toast == "This one can no longer be taken back."
    await ada.press_data("return:1:unsay:morning", page)
    assert ada.toast == "That answer can no longer be taken back."
    assert "1 of 2 good goes" in ada.shown.text
    assert OF_MORNING not in labels(ada.shown)


async def test_a_morning_that_was_told_late_is_taken_back_as_well(ada: Person) -> None:
    await begin(ada)
    await go(ada, morning="")
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    await ada.press("Worse")
    assert labels(ada.shown)[0] == "Check in"
    assert faults(ada.shown) == []
    await ada.press(OF_MORNING)
    assert labels(ada.shown)[:3] == ANSWERS
    await ada.press("The same")
    assert "✅ Done" in labels(ada.shown)
    assert faults(ada.shown) == []


@pytest.mark.parametrize("where", ["page", "question"])
async def test_the_end_that_a_slip_led_to_is_taken_back_and_told_when_it_comes(
    ada: Person, session: Session, vault: Vault, where: str
) -> None:
    await begin(ada)
    for number in range(12):
        await go(ada, morning="Better" if number < 11 else "")
    ada.clock.wait(-A_DAY)
    question = await sent(session, vault, ada, "morning")
    if where == "question":
        await press(ada, question, "Better")
        assert "You finished the way back" in ada.shown.text
        await press(ada, question, "Undo")
        await ada.command("/return")
    else:
        await ada.command("/return")
        await ada.press("Better")
        assert "You finished the way back" in ada.shown.text
        assert faults(ada.shown) == []
        await ada.press(OF_MORNING)
    assert labels(ada.shown)[:3] == ANSWERS
    assert "1 of 2 good goes" in ada.shown.text
    await ada.press("The same")
    assert "You finished the way back" in ada.shown.text


@pytest.mark.parametrize("felt", ["Stiff or swollen", "More pain", "It was fine"])
async def test_how_a_go_felt_can_be_corrected_on_the_page(ada: Person, felt: str) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press(felt)
    assert faults(ada.shown) == []
    # Taken back two days later it opens no go by itself.
    ada.clock.wait(2 * A_DAY if "fine" not in felt else timedelta())
    await ada.press(OF_GO)
    assert "How did your hip take it" in ada.shown.text
    assert "✅ Done" not in labels(ada.shown)
    assert not UNDO & set(labels(ada.shown))
    await ada.press("It was fine")
    assert (
        "How was your hip on the morning" if "fine" not in felt else "Tomorrow morning I"
    ) in ada.shown.text
    assert "does not count" not in ada.shown.text


async def test_beside_a_call_for_help_nothing_is_taken_back(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("More pain")
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/return")
    assert not UNDO & set(labels(ada.shown))
