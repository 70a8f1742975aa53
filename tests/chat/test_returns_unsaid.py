"""Answers about the last go that are taken back: which ones, how long, and what the page says then."""

from datetime import timedelta

import pytest

from bot.database import Session
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels
from tests.chat.going import A_DAY, begin, go
from tests.chat.turns import Person
from tests.wording.reading import faults

FELT, MORNING = "Undo: how it felt", "Undo: the morning after"


async def begin_to(ada: Person, last: str) -> None:
    """Answers the questions before the way back, up to this one."""
    await ada.command("/return")
    for label in ("Start", "Yes", "No limp"):
        await ada.press(label)
        if label == last:
            return


async def answer_the_morning(ada: Person, answer: str) -> None:
    """The button under the question that was pushed this morning."""
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:{answer}")


async def test_how_it_felt_is_taken_back_where_it_was_told_after_the_morning(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    ada.clock.wait(A_DAY)
    await answer_the_morning(ada, "better")
    await ada.command("/return")
    assert MORNING in labels(ada.shown)
    assert FELT not in labels(ada.shown)
    await ada.press("More pain")
    assert {FELT, MORNING} <= set(labels(ada.shown))
    assert faults(ada.shown) == []
    await ada.press(FELT)
    assert "How did your hip take it" in ada.shown.text
    await ada.press("It was fine")
    assert "1 of 2" in ada.shown.text
    await ada.press(MORNING)
    assert "How was your hip on the morning of Wed 25 Nov?" in ada.shown.text


async def test_how_it_felt_can_be_taken_back_while_the_morning_is_asked_for(ada: Person) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    assert labels(ada.shown)[:4] == ["Better", "The same", "Worse", FELT]
    assert faults(ada.shown) == []
    await ada.press(FELT)
    await ada.press("Stiff or swollen")
    assert "Your last go does not count: you said “stiff or swollen”." in ada.shown.text


async def test_after_a_long_break_nothing_is_offered_that_would_change_nothing(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    ada.clock.wait(20 * A_DAY)
    await ada.command("/return")
    assert MORNING not in labels(ada.shown)
    await ada.press(FELT)
    assert "How did your hip take it" in ada.shown.text
    assert faults(ada.shown) == []


async def test_the_end_of_the_way_can_be_taken_back_by_either_answer(ada: Person) -> None:
    await begin(ada)
    for _ in range(11):
        await go(ada)
    await ada.command("/return")
    await ada.press("✅ Done")
    ada.clock.wait(A_DAY)
    await answer_the_morning(ada, "same")
    await ada.command("/return")
    await ada.press("It was fine")
    assert "You finished the way back" in ada.shown.text
    assert {FELT, MORNING} <= set(labels(ada.shown))
    assert faults(ada.shown) == []
    await ada.press(FELT)
    assert "step 6 of 6" in ada.shown.text
    assert "1 of 2" in ada.shown.text


async def test_an_open_go_whose_last_morning_is_missing_is_told_with_what_is_missing(ada: Person) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    ada.clock.wait(2 * A_DAY)
    await ada.command("/today")
    assert "Your next go on the way back is open today. The last one waits for your answer" in ada.shown.text
    await ada.press("🏃 Way back")
    assert labels(ada.shown)[:5] == ["Better", "The same", "Worse", "✅ Done", FELT]
    assert faults(ada.shown) == []


async def test_a_check_in_that_is_due_after_a_long_break_has_its_reason(ada: Person) -> None:
    await begin(ada)
    for label in ("✅ Done", "More pain"):
        await ada.press(label)
    ada.clock.wait(20 * A_DAY)
    await ada.command("/return")
    assert "more than 2 weeks" in ada.shown.text
    assert "Your last go was not well: you said “more pain”." in ada.shown.text
    assert "Check in before your next go." in ada.shown.text
    assert faults(ada.shown) == []
    await check_in(ada)
    await ada.command("/return")
    assert "more than 2 weeks" in ada.shown.text
    assert "not well" not in ada.shown.text


@pytest.mark.parametrize("pain", [4, 8])
async def test_on_hold_the_reason_comes_before_what_it_did_to_the_last_go(ada: Person, pain: int) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    await check_in(ada, pain)
    await ada.command("/return")
    text = ada.shown.text
    assert text.index("On hold") < text.index("there is no run for now") < text.index("does not count")
    assert faults(ada.shown) == []


async def test_a_red_flag_says_that_the_way_begins_again_with_the_first_step(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    ada.clock.wait(3 * A_DAY)
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/return")
    assert "Then it begins with the first step." in ada.shown.text
    assert faults(ada.shown) == []


async def test_the_questions_say_that_no_pain_is_stricter_than_calm(ada: Person) -> None:
    await begin_to(ada, "No limp")
    await ada.press("Some pain")
    assert "that is stricter than a calm check-in" in ada.shown.text
    await check_in(ada, 1)
    await ada.command("/return")
    assert "your check-in of today told of some pain" in ada.shown.text
    assert "Start" not in labels(ada.shown), "its questions would change nothing"
    assert faults(ada.shown) == []


@pytest.mark.parametrize(("wait", "said"), [(0, "from tomorrow on, when"), (1, "Check in when your hip")])
async def test_before_it_is_begun_a_calm_check_in_opens_its_questions(
    ada: Person, wait: int, said: str
) -> None:
    await check_in(ada, 4)
    ada.clock.wait(wait * A_DAY)
    await ada.command("/return")
    assert said in ada.shown.text
    assert "After a calm one, the questions of the way back are open." in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize("where", ["page", "question"])
async def test_a_worse_morning_that_holds_it_is_taken_back_where_it_is_told(ada: Person, where: str) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    ada.clock.wait(A_DAY)
    if where == "page":
        await ada.command("/return")
        await ada.press("Worse")
    else:
        await answer_the_morning(ada, "worse")
    await ada.command("/return")
    assert "your hip was worse" in ada.shown.text
    assert MORNING in labels(ada.shown)
    assert FELT not in labels(ada.shown), "beside a worse morning it changes nothing"
    assert faults(ada.shown) == []
    await ada.press(MORNING)
    assert "On hold" not in ada.shown.text
    assert labels(ada.shown)[:4] == ["Better", "The same", "Worse", FELT]
    await ada.press("Better")
    assert "1 of 2" in ada.shown.text


async def test_a_late_answer_below_the_question_of_another_morning_is_led_to_the_page(ada: Person) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    ada.clock.wait(2 * A_DAY)
    morning = ada.clock.now() - A_DAY
    await ada.press_data(f"morning:{morning:%Y%m%d}:same")
    assert "Your way back to running still waits for this answer." in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("🏃 Way back")
    await ada.press("The same")
    assert "1 of 2" in ada.shown.text
    await ada.press_data(f"morning:{morning:%Y%m%d}:same")
    assert "still waits" not in ada.shown.text


async def test_what_eased_the_plan_is_taken_back_on_the_page_on_its_own_day_alone(ada: Person) -> None:
    await begin(ada)
    for label in ("✅ Done", "It was fine"):
        await ada.press(label)
    ada.clock.wait(A_DAY)
    await answer_the_morning(ada, "worse")
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    assert "On hold" in ada.shown.text
    assert MORNING not in labels(ada.shown), "told anew today it would ease nothing"


async def test_a_calmer_answer_of_the_same_day_does_not_open_the_questions(ada: Person) -> None:
    for pain in (1, 0):
        await check_in(ada, pain)
        ada.clock.wait(timedelta(minutes=1))
    await ada.command("/return")
    assert "your check-in of today told of some pain" in ada.shown.text
    ada.clock.wait(A_DAY)
    await check_in(ada, 0)
    await ada.command("/return")
    assert "First, two short questions." in ada.shown.text


async def test_on_hold_the_advice_promises_no_warm_up(ada: Person) -> None:
    await check_in(ada, 4)
    assert "Warm-ups stay." in ada.shown.text
    ada.clock.wait(A_DAY)
    await check_in(ada, 0)
    ada.clock.wait(A_DAY)
    await begin(ada)
    await check_in(ada, 4)
    assert "your way back is on hold" in ada.shown.text
    assert "Warm-ups" not in ada.shown.text


async def test_who_was_seen_is_not_asked_to_be_seen(ada: Person, session: Session, vault: Vault) -> None:
    await begin(ada)
    await check_in(ada, 1, flags=("limping",))
    await arrive(session, vault, ada)
    for label in ("I have seen someone", "Not yet"):
        await ada.press(label)
    for page in ("/return", "/today"):
        await ada.command(page)
        assert "not cleared you yet" in ada.shown.text
        assert "They cleared me" in labels(ada.shown)
        assert "I have seen someone" not in labels(ada.shown)
        assert faults(ada.shown) == []
