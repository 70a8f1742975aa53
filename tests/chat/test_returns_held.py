"""What holds the way back up: a worse morning, a red flag, advice, and other runs beside its goes."""

from datetime import timedelta

import pytest

from bot import runners, runs
from bot.database import Session
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, owed
from tests.chat.going import A_DAY, begin, course_of, go
from tests.chat.turns import Person
from tests.wording.reading import faults


async def test_a_worse_morning_is_a_check_in_and_holds_the_way(ada: Person) -> None:
    await begin(ada)
    await go(ada, morning="Worse")
    await ada.command("/return")
    assert "On hold" in ada.shown.text
    assert "0 of 2" in ada.shown.text
    assert faults(ada.shown) == []
    await check_in(ada)
    await ada.command("/return")
    assert "Your last go does not count" in ada.shown.text
    assert "Your check-in since then was calm." in ada.shown.text
    assert "✅ Done" in labels(ada.shown)


async def test_on_hold_after_a_worse_morning_it_is_not_asked_how_the_go_felt(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    ada.clock.wait(A_DAY)
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:worse")
    await ada.command("/return")
    assert "On hold" in ada.shown.text
    assert "Your last go does not count" in ada.shown.text
    assert "How did your hip take it" not in ada.shown.text
    assert "More pain" not in labels(ada.shown)
    assert faults(ada.shown) == []


async def test_on_hold_after_a_worse_morning_the_page_says_so_and_asks_for_one_thing(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    await ada.press("Worse")
    said = "".join(message.text for message in ada.screen.messages.values())
    assert "Check in again" not in said
    assert "A calm check-in from tomorrow on opens the way again." in said
    await ada.command("/run plan 2")
    assert "your check-in" not in ada.shown.text.lower(), "it was no check-in"
    await ada.command("/return")
    assert "On the morning of Wed 25 Nov your hip was worse" in ada.shown.text
    assert "Your check-in of" not in ada.shown.text
    assert ada.shown.text.lower().count("check in") == 1
    assert "Check in now" in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(timedelta(minutes=1))
    await check_in(ada)
    await ada.command("/return")
    # A calm check-in of the same day does not end it, and is not called one that was not calm.
    assert "On the morning of Wed 25 Nov your hip was worse" in ada.shown.text
    assert "Your check-in of" not in ada.shown.text
    assert ada.shown.text.lower().count("check in") == 1
    assert "Check in from tomorrow on" in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    assert "Check in when your hip feels better" in ada.shown.text
    assert faults(ada.shown) == []


async def test_a_morning_that_was_the_same_leaves_the_check_in_that_holds_the_way(ada: Person) -> None:
    await begin(ada)
    await check_in(ada, 4)
    ada.clock.wait(A_DAY)
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:same")
    await ada.command("/return")
    assert "Your check-in of Tue 24 Nov was not calm" in ada.shown.text
    assert "worse" not in ada.shown.text
    assert "Check in when your hip feels better" in ada.shown.text


async def test_a_check_in_before_the_morning_that_was_worse_has_not_asked_about_it(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(timedelta(hours=2))
    await check_in(ada)
    ada.clock.wait(A_DAY)
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:worse")
    await ada.command("/return")
    assert "Check in now: I ask about the signs that matter." in ada.shown.text


@pytest.mark.parametrize("level", ["calm", "stop twice"])
async def test_before_the_way_back_a_worse_morning_is_not_called_a_check_in(ada: Person, level: str) -> None:
    await check_in(ada, 1 if level == "calm" else 7)
    await ada.command("/run yesterday 5km")
    ada.clock.wait(A_DAY)
    await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:worse")
    await ada.command("/return")
    said = "On the morning of Wed 25 Nov" if level == "calm" else "Your answer on the morning of Wed 25 Nov"
    assert said in ada.shown.text
    assert "Your check-in of" not in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize(
    ("pain", "flags"), [(4, ()), (0, ("locking",)), (None, ())], ids=["ease off", "routine", "worse morning"]
)
async def test_on_the_way_the_advice_and_the_page_both_say_no_run(
    ada: Person, session: Session, vault: Vault, pain: int | None, flags: tuple[str, ...]
) -> None:
    await begin(ada)
    if pain is None:
        await ada.press("✅ Done")
        await ada.press("It was fine")
        ada.clock.wait(A_DAY)
        await ada.press_data(f"morning:{ada.clock.now():%Y%m%d}:worse")
    else:
        await check_in(ada, pain, flags=flags)
        if flags:
            await arrive(session, vault, ada)
    assert "do not run" in ada.shown.text.lower()
    assert "way back is on hold" in ada.shown.text
    assert "short" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/return")
    assert "there is no run for now" in ada.shown.text
    assert faults(ada.shown) == []


async def test_who_is_not_on_the_way_is_told_the_same_of_runs_by_the_advice_and_by_the_page(
    ada: Person,
) -> None:
    await check_in(ada, 4)
    assert "Make your next run short, or skip it" in ada.shown.text
    await ada.command("/return")
    assert "What I said then about your runs holds" in ada.shown.text
    assert "no run" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Show the advice")
    assert "Make your next run short, or skip it" in ada.shown.text


async def test_a_red_flag_pauses_the_way_until_somebody_has_seen_it(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/return")
    assert ada.shown.text.startswith("<b>🟠 Seek professional help</b>")
    assert labels(ada.shown)[:2] == ["I have seen someone", "Show the advice"]
    assert faults(ada.shown) == []
    await ada.press_data("return:1:done")
    assert "Seek professional help" in ada.shown.text
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await ada.command("/return")
    assert "begin again from the first step" in ada.shown.text


async def test_after_two_stops_and_a_clearing_the_questions_come_again(ada: Person) -> None:
    await begin(ada)
    await go(ada)
    await check_in(ada, 7)
    ada.clock.wait(A_DAY)
    await check_in(ada, 7)
    await ada.command("/return")
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await check_in(ada, 0)
    await ada.command("/return")
    assert "begin again from the first step" in ada.shown.text


@pytest.mark.parametrize("felt", ["Stiff or swollen", "More pain"])
async def test_a_go_that_was_not_well_leads_to_the_questions_about_red_flags(ada: Person, felt: str) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press(felt)
    assert f"Your last go does not count: you said “{felt.lower()}”." in ada.shown.text
    assert "can you see swelling" in ada.shown.text
    assert labels(ada.shown)[0] == "Check in"
    assert faults(ada.shown) == []
    ada.clock.wait(2 * A_DAY)
    await ada.command("/today")
    assert "Check in before the next one" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press_data("return:1:done")
    assert ada.toast == "That is not open today. The page says what is next."
    await ada.command("/return")
    assert "✅ Done" not in labels(ada.shown)
    assert "Today:" not in ada.shown.text
    assert labels(ada.shown)[0] == "Check in"
    assert ada.shown.text.lower().count("check in") == 1
    assert "Check in before your next go" in ada.shown.text
    assert faults(ada.shown) == []
    await check_in(ada, 0)
    await ada.command("/return")
    assert labels(ada.shown)[0] == "✅ Done", "it was asked since"
    assert "Your last go does not count" in ada.shown.text
    assert "Your check-in since then was calm." in ada.shown.text
    assert "Check in" not in ada.shown.text


async def test_a_red_flag_lets_nothing_begin(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await check_in(ada, 0, flags=("limping",))
    await ada.command("/return")
    assert "Seek professional help" in ada.shown.text
    await ada.press_data("return::entry:yn0")
    assert await runs.way_back_of(session, vault, runner_id) is None


async def test_a_deleted_run_takes_its_go_back_and_comes_back_with_it(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await begin(ada)
    await go(ada)
    run = await runs.latest(session, vault, runner_id)
    assert run
    await runs.delete(session, run.id, runner_id, ada.clock.now())
    await ada.command("/return")
    assert "0 of 2" in ada.shown.text
    await runs.undelete(session, vault, run.id, runner_id)
    await ada.command("/return")
    assert "1 of 2" in ada.shown.text


async def test_a_run_as_far_that_was_logged_already_is_the_go(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await begin(ada)
    await ada.command("/run 1.6km 14min")
    await ada.command("/return")
    await ada.press("✅ Done")
    assert len(await runs.newest(session, vault, runner_id, 9)) == 1
    assert "How did your hip take it" in ada.shown.text


async def test_another_run_wants_its_rest_day(ada: Person) -> None:
    await begin(ada)
    await ada.command("/run 8km")
    await ada.command("/return")
    assert "Rest today" in ada.shown.text
    assert "✅ Done" not in labels(ada.shown)


async def test_on_the_way_back_run_plan_leads_to_its_page_and_names_no_other_run(ada: Person) -> None:
    await ada.command("/run yesterday 8km")
    await begin(ada)
    for line in ("/run plan 3", "/run plan 20"):
        await ada.command(line)
        assert "leave out every other run" in ada.shown.text
        assert "at most" not in ada.shown.text
        assert "not a big step" not in ada.shown.text
        assert faults(ada.shown) == []
    await ada.press("🏃 Way back")
    assert "step 1 of 6" in ada.shown.text


async def test_on_the_way_back_advice_to_ease_off_is_not_to_run_in_run_too(ada: Person) -> None:
    await begin(ada)
    await check_in(ada, 4)
    await ada.command("/run plan 2")
    assert ada.shown.text.startswith("<b>🟡 Ease off a little</b>")
    assert "do not run for now" in ada.shown.text
    assert "short" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/run 1.6km")
    assert "do not run for now" in ada.shown.text


async def test_a_go_is_not_called_too_long_and_another_run_is(ada: Person) -> None:
    await begin(ada)
    for _ in range(2):
        await go(ada)
    await ada.command("/run 2.4km")  # half as far again as the step before
    assert "Run kept" in ada.shown.text
    assert "A long one" not in ada.shown.text
    await ada.command("/return")
    await ada.press("✅ Done")
    await ada.press("Change the run")
    assert "A long one" not in ada.shown.text
    await ada.command("/run 5km")
    assert "A long one" in ada.shown.text


async def test_a_run_that_may_have_been_the_go_is_asked_about_and_counts_if_it_was(
    ada: Person,
) -> None:
    await begin(ada)
    await ada.command("/run 1.6km 15min")
    assert "Was this your go" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("It was my go")
    assert "How did your hip take it" in ada.shown.text
    await ada.press("It was fine")
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    await ada.press("Better")
    assert "1 of 2 good goes" in ada.shown.text


async def test_a_go_of_yesterday_can_be_told_the_day_after_and_not_later(
    ada: Person, session: Session, vault: Vault
) -> None:
    await begin(ada)
    ada.clock.wait(A_DAY)
    await ada.command("/run yesterday 1.6km")
    told = ada.shown
    for label in ("It was my go", "It was fine", "The same"):
        await ada.press(label)
    assert "1 of 2 good goes" in ada.shown.text
    await ada.screen.reply(ada.chat_id, told)
    await ada.press("It was my go")
    assert "cannot be told as a go" in (ada.toast or "")
    ada.clock.wait(2 * A_DAY)
    await ada.command("/run 1.6km")
    late = ada.shown
    ada.clock.wait(2 * A_DAY)
    await ada.screen.reply(ada.chat_id, late)
    await ada.press("It was my go")
    assert "cannot be told as a go" in (ada.toast or "")
    runner = await runners.by_chat(session, ada.chat_id)
    assert runner
    assert len((await course_of(session, vault, runner.id)).steps) == 1


@pytest.mark.parametrize(
    ("zone", "from_day"), [("Europe/Berlin", "Thu 26 Nov"), ("Pacific/Auckland", "Fri 27 Nov")]
)
async def test_a_go_that_is_told_a_day_late_rests_from_its_own_day_on(
    ada: Person, session: Session, runner_id: int, zone: str, from_day: str
) -> None:
    await begin(ada)
    ada.clock.wait(A_DAY)
    await ada.command("/run yesterday 1.6km")
    for label in ("It was my go", "It was fine", "The same"):
        await ada.press(label)
    assert "Next go: from Thu 26 Nov" in ada.shown.text
    # Noon in Berlin is midnight in Auckland: what was Tuesday is Wednesday there.
    await runners.set_zone(session, runner_id, zone)
    ada.clock.wait(timedelta(hours=1))
    await ada.command("/return")
    assert f"Next go: from {from_day}" in ada.shown.text


async def test_a_run_beside_the_steps_is_kept_and_said_to_be_one(ada: Person) -> None:
    await begin(ada)
    await ada.command("/run 20")
    assert "I took kilometres" in ada.shown.text
    assert "Changing the unit" in ada.shown.text
    assert {"Delete", "It was miles"} <= set(labels(ada.shown))
    assert "on the way back to running: /return" in ada.shown.text
    assert "leave out runs beside its steps" in ada.shown.text
    assert "Coming back after a break" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/run 20.5 km")
    assert {"Delete", "🏃 Way back"} <= set(labels(ada.shown))
    await ada.press("Stiff")
    assert {"Delete", "Check in"} <= set(labels(ada.shown))
    await ada.press("Good")
    await ada.press("🏃 Way back")
    assert "Rest today" in ada.shown.text


async def test_worse_on_the_page_after_same_below_its_question_eases_off(
    ada: Person, session: Session, vault: Vault
) -> None:
    await begin(ada)
    await ada.command("/return")
    await ada.press("✅ Done")
    await ada.press("It was fine")
    (asked,) = [it.message for it in await owed(session, vault, "morning")]
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    page = ada.shown
    await ada.screen.reply(ada.chat_id, asked)
    await ada.press("Same")
    await ada.screen.reply(ada.chat_id, page)
    await ada.press("Worse")
    said = "".join(message.text for message in ada.screen.messages.values())
    assert "You said: worse in the morning" in said
    assert said.count("The same this morning") == 1, "what was said before it"
