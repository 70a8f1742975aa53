"""What the page of the way back gives as a reason: what was said, and nothing that was not."""

import pytest

from tests.chat.checking_in import check_in, labels
from tests.chat.going import A_DAY, begin, go
from tests.chat.turns import Person
from tests.wording.reading import faults


async def test_a_sign_that_was_ticked_is_named_and_neither_pain_nor_calm_is_made_up(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    await ada.command("/return")
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    await check_in(ada, 1, flags=("locking",))
    await ada.command("/return")
    assert "1 of 2" not in ada.shown.text
    # The same check-in holds the way, and is named once.
    assert "Your last go does not count, and the good goes of step 1 begin anew." in ada.shown.text
    assert "Your check-in of Fri 27 Nov called for a visit" in ada.shown.text
    assert "when you have been seen and cleared" in ada.shown.text
    assert "more pain" not in ada.shown.text.lower()
    assert faults(ada.shown) == []
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await ada.command("/return")
    assert "you ticked <i>Catches, locks or gives way</i> on Fri 27 Nov" in ada.shown.text
    assert "A professional has cleared you since." in ada.shown.text
    assert "was calm" not in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(A_DAY)
    await check_in(ada, 0)
    await ada.command("/return")
    assert "Your check-in since then was calm." in ada.shown.text


async def test_an_urgent_sign_says_that_the_good_goes_begin_anew(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    await ada.command("/return")
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/return")
    assert ada.shown.text.startswith("<b>🟠 Seek professional help</b>")
    assert "0 of 2" in ada.shown.text
    assert "the good goes of step 1 begin anew" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await ada.command("/return")
    assert "A professional has cleared you" in ada.shown.text
    assert "weeks" not in ada.shown.text


@pytest.mark.parametrize(("steps", "said"), [(1, "begin the first step anew"), (3, "go one step lower")])
async def test_whether_a_step_back_led_lower_is_known_and_said(ada: Person, steps: int, said: str) -> None:
    await begin(ada)
    for _ in range(steps - 1):
        await go(ada)
    for _ in range(2):
        await go(ada, felt="More pain", morning="")
        await check_in(ada, 0)
    await ada.command("/return")
    assert said in ada.shown.text.replace("You ", "").replace("you ", "")
    assert "you said “more pain”" in ada.shown.text
    assert " or " not in ada.shown.text.split("\n\n")[0]
    assert faults(ada.shown) == []


@pytest.mark.parametrize(("goes", "said"), [(0, "begin the first step anew"), (2, "begin one step lower")])
async def test_after_a_break_it_says_where_one_begins(ada: Person, goes: int, said: str) -> None:
    await begin(ada)
    for _ in range(goes):
        await go(ada)
    ada.clock.wait(15 * A_DAY)
    await ada.command("/return")
    assert f"After more than 2 weeks without a go you {said}." in ada.shown.text
    ada.clock.wait(30 * A_DAY)
    await ada.command("/return")
    assert "more than 6 weeks went by without a go" in ada.shown.text
    assert "professional" not in ada.shown.text


@pytest.mark.parametrize(("checked_in", "said", "of"), [(False, "three", 3), (True, "two", 2)])
async def test_as_many_questions_are_announced_as_come(
    ada: Person, checked_in: bool, said: str, of: int
) -> None:
    if checked_in:
        await check_in(ada, 0)
    await ada.command("/return")
    assert f"First, {said} short questions." in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Start")
    for number, answer in enumerate(("Yes", "No limp", "No pain")[:of], start=1):
        assert f"question {number} of {of}" in ada.shown.text
        await ada.press(answer)
    assert "You passed the questions" in ada.shown.text


async def test_why_says_which_clearing_brings_the_questions_again(ada: Person) -> None:
    await begin(ada)
    await ada.press("Why?")
    assert "cleared after “stop running”: the questions again" in ada.shown.text


async def test_a_go_can_be_deleted_from_its_own_page(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    await ada.command("/run")
    await ada.press("Edit a run")
    await ada.press("Today")
    for felt in ("Good", "Stiff"):
        await ada.press(felt)
        assert "Delete" in labels(ada.shown)
        assert faults(ada.shown) == []
    await ada.press("Delete")
    await ada.command("/return")
    assert "0 of 2" in ada.shown.text


async def test_under_a_red_flag_the_way_that_was_not_begun_leaves_no_heading_behind(ada: Person) -> None:
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/return")
    assert ada.shown.text.startswith("<b>🟠 Seek professional help</b>")
    assert "The way back to running</b>" not in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize(
    ("pain", "answers", "said"),
    [
        (4, ("Left", "Outer side", "After running"), "your check-in of Wed 25 Nov was not calm"),
        (1, ("Left", "Front or groin", "While running"), "pain in front while running on Wed 25 Nov"),
    ],
)
async def test_a_check_in_that_held_a_go_is_told_as_it_was(
    ada: Person, pain: int, answers: tuple[str, ...], said: str
) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    await ada.command(f"/checkin {pain}")
    for label in (str(pain), *answers, "None of these"):
        await ada.press(label)
    ada.clock.wait(A_DAY)
    await check_in(ada, 0)
    await ada.command("/return")
    assert f"Your last go does not count: {said if pain > 1 else 'you told me of ' + said}." in ada.shown.text
    assert "Your check-in since then was calm." in ada.shown.text
    assert faults(ada.shown) == []
