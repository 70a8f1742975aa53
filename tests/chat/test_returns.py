"""The way back as a runner walks it: the questions, the goes, the way out, and where it is offered."""

from datetime import timedelta

import pytest

from bot import routines, runners, runs
from bot.database import Session
from bot.vault import Vault
from tests.chat.checking_in import check_in, labels, owed
from tests.chat.going import A_DAY, begin, go
from tests.chat.turns import Person
from tests.wording.reading import faults


async def test_the_questions_begin_the_first_step_with_all_of_it_on_one_screen(ada: Person) -> None:
    await begin(ada)
    assert "step 1 of 6" in ada.shown.text
    assert "Walk 2 min, then run 3 min" in ada.shown.text
    assert "1.6 km: about 3 rounds" in ada.shown.text
    assert "▶ 1. walk 2, run 3 min · 1.6 km · <b>you are here, 0 of 2 good goes</b>" in ada.shown.text
    assert "○ 6. run all the way · 3.2 km" in ada.shown.text
    assert labels(ada.shown) == ["✅ Done", "🔥 Warm-up", "Stop it", "Why?", "Close"]
    assert faults(ada.shown) == []


@pytest.mark.parametrize(("run_days", "said"), [({1}, "Warm-up before your run"), ({2}, "Warming up")])
async def test_warm_up_leads_to_one_on_every_day(
    ada: Person, session: Session, runner_id: int, run_days: set[int], said: str
) -> None:
    await routines.set_plan(session, runner_id, run_days=run_days)
    await begin(ada)
    await ada.press("🔥 Warm-up")
    assert said in ada.shown.text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("Not yet", "No limp", "No pain"), "walk fast for 30 minutes"),
        (("Yes", "I limp", "No pain"), "without a limp"),
        (("Yes", "No limp", "Some pain"), "does not hurt"),
    ],
)
async def test_whoever_is_not_ready_is_told_what_to_wait_for_and_nothing_begins(
    ada: Person, session: Session, vault: Vault, runner_id: int, answers: tuple[str, ...], said: str
) -> None:
    await ada.command("/return")
    for label in ("Start", *answers):
        await ada.press(label)
    assert said in ada.shown.text
    assert faults(ada.shown) == []
    assert await runs.way_back_of(session, vault, runner_id) is None
    await ada.press("Ask me again")
    assert "question 1 of 3" in ada.shown.text


async def test_back_in_the_questions_leads_to_the_one_before(ada: Person) -> None:
    await ada.command("/return")
    for label in ("Start", "Yes", "No limp"):
        await ada.press(label)
    assert "question 3 of 3" in ada.shown.text
    for title in ("question 2 of 3", "question 1 of 3", "The way back to running"):
        await ada.press("Back")
        assert title in ada.shown.text


@pytest.mark.parametrize(("pain", "begins"), [(0, True), (2, False)])
async def test_a_check_in_of_today_answers_the_question_about_pain(
    ada: Person, session: Session, vault: Vault, runner_id: int, pain: int, begins: bool
) -> None:
    await check_in(ada, pain)
    await ada.command("/return")
    # Where pain rules it out no question is asked, and none may be passed by.
    for data in ("return::entry:", "return::entry:y", "return::entry:yn", "return::entry:yn0"):
        await ada.press_data(data)
        assert faults(ada.shown) == []
    assert (await runs.way_back_of(session, vault, runner_id) is not None) == begins


async def test_a_go_is_a_run_is_asked_about_and_counts_after_the_next_morning(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    assert "How did your hip take it" in ada.shown.text
    run = await runs.latest(session, vault, runner_id)
    assert run
    assert (run.distance_m, run.on, run.felt) == (1600, ada.clock.now().date(), None)
    assert [it.kind for it in await owed(session, vault)] == ["morning"]
    # Pressed again, on the page of before: one go a day.
    await ada.press_data("return:1:done")
    assert ada.toast
    assert len(await runs.newest(session, vault, runner_id, 9)) == 1
    await ada.press("It was fine")
    assert "Tomorrow morning I ask" in ada.shown.text
    assert "Thu 26 Nov" in ada.shown.text
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    assert "How was your hip on the morning of Wed 25 Nov?" in ada.shown.text
    await ada.press("The same")
    assert "Rest today.</b> Next go: from Thu 26 Nov" in ada.shown.text
    assert "1 of 2 good goes" in ada.shown.text
    assert faults(ada.shown) == []
    # The question of the morning has had its answer.
    assert await owed(session, vault, "morning") == []


async def test_twelve_good_goes_end_it_once_with_what_comes_after(ada: Person) -> None:
    await begin(ada)
    for number in range(12):
        await go(ada, morning="Better" if number < 11 else "")
    # No praise beside a sign that stands; it is said when that is over.
    await check_in(ada, 0, flags=("locking",))
    await ada.command("/return")
    await ada.press("Better")
    assert "On hold" in ada.shown.text
    assert "finished" not in ada.shown.text
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await ada.command("/return")
    assert "You finished the way back" in ada.shown.text
    assert "3.2 km without a walk, 2 times" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/return")
    assert "You finished it before" in ada.shown.text


@pytest.mark.parametrize(("pain", "flags"), [(4, ()), (0, ("locking",)), (0, ())])
async def test_a_go_that_waits_for_an_answer_fits_a_phone_on_hold_and_on_the_day_of_the_next_one(
    ada: Person, pain: int, flags: tuple[str, ...]
) -> None:
    await begin(ada)
    for _ in range(2):
        await go(ada)
    await ada.command("/return")
    assert "One step back" in labels(ada.shown)
    await ada.press("✅ Done")
    ada.clock.wait(2 * A_DAY)
    await check_in(ada, pain, flags=flags)
    for answer in ("It was fine", "Better"):
        await ada.command("/return")
        assert ("On hold" in ada.shown.text) == bool(pain or flags)
        assert faults(ada.shown) == []
        await ada.press(answer)
    assert "One step back" in labels(ada.shown)
    assert faults(ada.shown) == []


async def test_a_step_back_and_stopping_can_be_taken_back(ada: Person) -> None:
    await begin(ada)
    for _ in range(2):
        await go(ada)
    await ada.command("/return")
    await ada.press("One step back")
    assert "step 1 of 6" in ada.shown.text
    await ada.press("Undo")
    assert "step 2 of 6" in ada.shown.text
    await ada.press("Stop it")
    assert faults(ada.shown) == []
    await ada.press("Back")
    assert "step 2 of 6" in ada.shown.text
    await ada.press("Stop it")
    await ada.press("Stop it")
    assert "is stopped" in ada.shown.text
    await ada.press("Undo")
    assert "step 2 of 6" in ada.shown.text


async def test_miles_for_who_counts_in_miles_and_sources_for_who_asks(ada: Person) -> None:
    await ada.command("/run")
    await ada.press_data("run::mi:")
    await begin(ada)
    assert "1 mi: about 3 rounds" in ada.shown.text
    await ada.press("Why?")
    assert "s13063-023-07502-x" in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize(
    "data",
    [
        "return::entry:yyyyy",
        "return::entry:x",
        "return:9:felt:good",
        "return:9:morning:worse",
        "return:1:done",
        "return::back",
        "return::undo",
        "return::stop:yes",
        "return::stop:x",
        "return:::x",
    ],
)
async def test_a_forged_button_is_answered_calmly_and_begins_nothing(
    ada: Person, session: Session, vault: Vault, runner_id: int, data: str
) -> None:
    await ada.command("/return")
    await ada.press_data(data)
    assert faults(ada.shown) == []
    assert await runs.way_back_of(session, vault, runner_id) is None


async def test_after_a_long_pause_resume_and_today_offer_it_until_there_is_no_need(ada: Person) -> None:
    await ada.command("/pause 10")
    ada.clock.wait(9 * A_DAY)
    await ada.command("/pause 1 week")
    ada.clock.wait(4 * A_DAY)
    await ada.command("/resume")
    assert "🏃 Way back" not in labels(ada.shown)  # 13 days in all
    await ada.command("/pause 2 weeks")
    ada.clock.wait(15 * A_DAY)
    for line in ("/resume", "/today"):
        await ada.command(line)
        assert "Back after a long pause?" in ada.shown.text
        assert faults(ada.shown) == []
    await check_in(ada, 4)
    await ada.command("/today")
    assert "🏃 Way back" not in labels(ada.shown)
    await check_in(ada)
    await ada.command("/run 5km")
    await ada.command("/today")
    assert "🏃 Way back" not in labels(ada.shown)


async def test_today_tells_of_an_open_go_and_of_one_that_waits_for_an_answer(ada: Person) -> None:
    await begin(ada)
    await ada.command("/today")
    assert "Your next go on the way back is open today" in ada.shown.text
    await ada.press("🏃 Way back")
    await ada.press("✅ Done")
    await ada.command("/today")
    assert "waits for your answer" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("🏃 Way back")
    await ada.press("It was fine")
    await ada.command("/today")
    assert "🏃 Way back" not in labels(ada.shown)


@pytest.mark.parametrize(("pain", "offered"), [(1, True), (4, False)])
async def test_whoever_is_cleared_is_offered_it_unless_their_pain_still_counts(
    ada: Person, pain: int, offered: bool
) -> None:
    await check_in(ada, pain, flags=("limping",))
    await ada.command("/return")
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    assert ("🏃 Way back" in labels(ada.shown)) == offered
    assert faults(ada.shown) == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Honolulu"])
async def test_flying_over_a_change_of_date_takes_no_day_of_rest(
    ada: Person, session: Session, runner_id: int, zone: str
) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    await runners.set_zone(session, runner_id, zone)
    # Noon in Berlin is midnight in Auckland; a full day later it is the second date there.
    for hours in (13, 11):
        ada.clock.wait(timedelta(hours=hours))
        await ada.command("/return")
        assert "✅ Done" not in labels(ada.shown)
        assert faults(ada.shown) == []
    await ada.press_data("return:1:done")
    assert "✅ Done" not in labels(ada.shown)
    ada.clock.wait(2 * A_DAY)
    await ada.command("/return")
    assert "✅ Done" in labels(ada.shown)
    assert "1.6 km" in ada.shown.text
