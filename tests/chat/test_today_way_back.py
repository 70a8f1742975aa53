"""/today beside the way back: no warm-up for a run that may not be, and one for a run that may."""

from datetime import timedelta

import pytest

from bot import checkins, returning, routines
from bot.content import Content
from bot.database import Session
from bot.routines import PlannedRoutine, Running
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels
from tests.chat.going import A_DAY, begin
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person
from tests.wording.reading import faults

EVERY_DAY = frozenset(range(7))


@pytest.fixture
async def ada(ada: Person, session: Session) -> Person:
    """On the way back, and by their plan they run every day."""
    await routines.set_plan(session, (await runner_of(session)).id, run_days=EVERY_DAY)
    await begin(ada)
    return ada


async def went(ada: Person, felt: str = "It was fine") -> None:
    """A go today and how it felt; then it is the next day."""
    for label in ("✅ Done", felt):
        await ada.press(label)
    ada.clock.wait(A_DAY)


async def pushed(session: Session, vault: Vault, content: Content, ada: Person) -> PlannedRoutine:
    """What a reminder that knows nothing of the way back has planned for today."""
    runner = await runner_of(session)
    standing = await checkins.standing(session, vault, runner.id)
    planned = await routines.plan_for(
        session,
        vault,
        runner.id,
        on=ada.clock.now().date(),
        slot="1",
        effect=standing.effect,
        content=content,
        now=ada.clock.now(),
    )
    assert isinstance(planned, PlannedRoutine)
    return planned


async def test_a_day_with_an_open_go_keeps_its_warm_up(ada: Person) -> None:
    await ada.command("/today")
    assert "Warm-up before your run" in ada.shown.text
    assert "rest day" not in ada.shown.text
    assert "Your next go on the way back is open today" in ada.shown.text


@pytest.mark.parametrize("felt", ["It was fine", "Stiff or swollen"])
async def test_a_rest_day_of_the_way_back_says_so_and_has_no_warm_up(ada: Person, felt: str) -> None:
    await went(ada, felt)
    await ada.command("/today")
    assert "Warm-up" not in ada.shown.text
    assert "🧘" in ada.shown.text
    assert "🏃 A rest day on your way back: no run today. Next go: from Thu 26 Nov." in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(A_DAY)
    await ada.command("/today")
    assert "rest day" not in ada.shown.text
    assert ("Warm-up" in ada.shown.text) is (felt == "It was fine"), "the other waits for a check-in"
    await check_in(ada)
    await ada.command("/today")
    assert "Warm-up before your run" in ada.shown.text


async def test_a_warm_up_that_was_planned_is_none_on_a_rest_day_under_its_own_button_too(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    await went(ada)
    planned = await pushed(session, vault, content, ada)
    assert planned.kind == "warm_up"
    await ada.press_data(f"routine:{planned.id}:show:")
    assert "Warm-up" not in ada.shown.text
    assert "Hard run today" not in labels(ada.shown)


async def test_what_is_begun_on_a_rest_day_is_what_the_page_showed(
    ada: Person, session: Session, vault: Vault
) -> None:
    await went(ada)
    await ada.command("/today")
    await ada.press("Start")
    runner = await runner_of(session)
    (planned,) = await routines.on_day(session, vault, runner.id, ada.clock.now().date())
    assert planned.kind == "mobility"
    assert planned.instead_of == "warm_up"


async def test_on_hold_there_is_no_warm_up_and_a_calm_check_in_brings_it_back(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    await went(ada)
    await ada.command("/return")
    await ada.press("Worse")
    ada.clock.wait(A_DAY)
    planned = await pushed(session, vault, content, ada)
    await ada.command("/today")
    assert "Your way back is on hold: no run for now." in ada.shown.text
    assert "Warm-up" not in ada.shown.text
    assert "leave it out" not in ada.shown.text, "there is no run to leave out"
    await check_in(ada)
    await ada.command("/return")
    assert "<b>Today:</b> Walk 2 min" in ada.shown.text
    for page in ("/today", f"routine:{planned.id}:show:"):
        await (ada.command(page) if page == "/today" else ada.press_data(page))
        assert "Warm-up before your run" in ada.shown.text
        assert "leave it out" not in ada.shown.text, "what was planned under the ease-off"
        assert "Gentler" not in ada.shown.text


async def test_a_go_that_waits_for_how_it_felt_leaves_no_run_however_long_it_waits(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    await ada.press("✅ Done")
    ada.clock.wait(4 * A_DAY)
    planned = await pushed(session, vault, content, ada)
    for page in ("/today", f"routine:{planned.id}:show:"):
        await (ada.command(page) if page == "/today" else ada.press_data(page))
        assert "Warm-up" not in ada.shown.text
        assert "Hard run today" not in labels(ada.shown)
    await ada.command("/today")
    assert "Your last go on the way back waits for your answer" in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(14 * A_DAY)
    await ada.command("/return")
    assert "How did your hip take it" in ada.shown.text
    assert "✅ Done" not in labels(ada.shown)
    await ada.press("It was fine")
    assert "After more than 2 weeks without a go" in ada.shown.text
    assert "✅ Done" in labels(ada.shown)
    await ada.command("/today")
    assert "Warm-up before your run" in ada.shown.text


async def referred(ada: Person) -> None:
    """Two check-ins before, so that a third that is worse again is a referral."""
    for pain in (0, 2):
        await check_in(ada, pain)
        ada.clock.wait(7 * A_DAY)


@pytest.mark.parametrize("felt", ["", "More pain, taken back", "It was fine"])
@pytest.mark.parametrize("worsening", [False, True], ids=["hold", "referral"])
async def test_a_check_in_that_is_not_calm_leaves_no_run_on_the_day_of_a_go_either(
    ada: Person, session: Session, vault: Vault, content: Content, worsening: bool, felt: str
) -> None:
    if worsening:
        await referred(ada)
        await ada.command("/return")
    planned = await pushed(session, vault, content, ada)
    assert planned.kind == "warm_up"
    await ada.press("✅ Done")
    if felt:
        await ada.press(felt.partition(",")[0])
    if felt == "More pain, taken back":
        await ada.press("Undo: how it felt")
    ada.clock.wait(timedelta(minutes=1))
    await check_in(ada, 5)
    for page in (f"routine:{planned.id}:show:", "/today"):
        await (ada.command(page) if page == "/today" else ada.press_data(page))
        assert "short" not in ada.shown.text
        assert "Warm-up" not in ada.shown.text
        assert faults(ada.shown) == []
    assert "Your way back is on hold: no run for now." in ada.shown.text
    assert ("Seek professional help" in ada.shown.text) is worsening
    await ada.press("Show the advice" if worsening else "🏃 Way back")
    assert ("do not run" if worsening else "there is no run for now") in ada.shown.text


async def test_on_hold_the_reminder_of_the_day_of_a_go_plans_no_warm_up(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    await ada.press("✅ Done")
    runner, now = await runner_of(session), ada.clock.now()
    for pain, running in ((0, Running.A_GO), (5, Running.NONE)):
        await check_in(ada, pain)
        standing = {runner.id: await checkins.standing(session, vault, runner.id)}
        found = await returning.running_of_all(session, vault, content, [runner], standing, now)
        assert found == {runner.id: running}


async def test_a_referral_that_only_eases_the_plan_is_named_whoever_is_on_no_way_back(ada: Person) -> None:
    for label in ("Stop it", "Stop it"):
        await ada.press(label)
    await referred(ada)
    await check_in(ada, 5)
    await ada.command("/today")
    assert "<b>🟠 Seek professional help</b>\nYour answer from Tue 8 Dec" in ada.shown.text
    assert "way back" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Start")
    await ada.command("/today")
    assert faults(ada.shown) == []
    await ada.press("Show the advice")
    assert "Seek professional help" in ada.shown.text


async def test_a_day_with_an_open_go_has_no_warm_up_for_a_hard_run(ada: Person) -> None:
    await ada.command("/today")
    assert "Warm-up before your run" in ada.shown.text
    await ada.press("Change it")
    assert "Hard run today" not in labels(ada.shown)
    await ada.command("/return")
    for label in ("Stop it", "Stop it"):
        await ada.press(label)
    await ada.command("/today")
    await ada.press("Change it")
    assert "Hard run today" in labels(ada.shown)


@pytest.mark.parametrize("why", ["cleared", "long ago"])
async def test_a_way_that_begins_anew_leaves_no_run_until_its_questions_are_answered_or_it_is_left(
    ada: Person, session: Session, vault: Vault, why: str
) -> None:
    await went(ada)
    if why == "cleared":
        await check_in(ada, 1, flags=("limping",))
        await arrive(session, vault, ada)
        for label in ("I have seen someone", "Cleared"):
            await ada.press(label)
    ada.clock.wait(timedelta(days=2 if why == "cleared" else 50))
    await ada.command("/today")
    assert "Your way back begins again, with its questions." in ada.shown.text
    assert "Warm-up" not in ada.shown.text
    assert "on hold" not in ada.shown.text
    assert "Hard run today" not in labels(ada.shown)
    assert faults(ada.shown) == []
    await ada.command("/run plan 8")
    assert "You are on the way back to running." in ada.shown.text
    await ada.command("/return")
    assert "begin again from the first step" in ada.shown.text
    assert labels(ada.shown) == ["Start", "Stop it", "Why?", "Close"]
    for label in ("Stop it", "Stop it"):
        await ada.press(label)
    await ada.command("/today")
    assert "Warm-up before your run" in ada.shown.text


async def test_a_way_that_begins_anew_is_on_hold_like_any_other_while_pain_stands(
    ada: Person, session: Session, vault: Vault
) -> None:
    await went(ada)
    await check_in(ada, 4, flags=("limping",))
    await arrive(session, vault, ada)
    for label in ("I have seen someone", "Cleared"):
        await ada.press(label)
    await ada.command("/today")
    assert "Your way back is on hold: no run for now." in ada.shown.text
    assert "short" not in ada.shown.text
    await ada.command("/return")
    assert "so there is no run for now" in ada.shown.text
    assert "After a calm one, the questions of the way back are open." in ada.shown.text
    assert faults(ada.shown) == []
