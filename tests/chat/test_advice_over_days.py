"""Advice over days: what stands is said once more, asked in its time, and never milder."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines
from bot.content import FOLDER, load
from bot.triage import Level
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, newest, owed
from tests.chat.turns import Person
from tests.conftest import NOON
from tests.wording.reading import faults

FLAGS = load(FOLDER).red_flags.flags

SEEK_NOW = "Seek professional help now"


async def groin_while_running(ada: Person, pain: int) -> None:
    await ada.command(f"/checkin {pain}")
    await ada.press(str(pain))
    for label in ("Left", "Front or groin", "While running", "None of these"):
        await ada.press(label)


async def test_groin_pain_while_running_stops_however_mild(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await groin_while_running(ada, 1)
    text = ada.shown.text
    assert text.startswith("<b>🟠 Stop running for now</b>")
    assert "Your groin or the front of your hip hurts when you run. Do not run on it." in text
    assert "band, " not in text
    assert faults(ada.shown) == []
    await ada.press("Why?")
    assert "1 of 10 is enough" in ada.shown.text
    assert "PMC6226070" in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(timedelta(days=1))
    await groin_while_running(ada, 1)
    assert (await newest(session, vault)).decision.level is Level.ROUTINE
    await arrive(session, vault, ada)
    assert faults(ada.shown) == []
    await ada.press("What do I say?")
    assert "hurts when you run" in ada.shown.text
    assert "how strong" not in ada.shown.text


async def test_the_worst_pain_has_a_number_to_call_too(ada: Person) -> None:
    await check_in(ada, 10)
    assert "If it gets much worse, or you cannot stand on the leg, do not wait: call 112." in ada.shown.text
    assert faults(ada.shown) == []


async def test_an_emergency_keeps_its_number_on_the_screen(ada: Person) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    first, second = ada.shown.text.split("\n")[:2]
    assert first == f"<b>🔴 {SEEK_NOW}</b>"
    assert second.startswith("Call 112. If you are in another country, call the number there. Do not drive.")
    assert "✅" not in ada.shown.text
    assert faults(ada.shown) == []


async def test_today_after_an_emergency_says_first_to_get_help_and_how(ada: Person) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    await ada.command("/today")
    assert f"<b>🔴 {SEEK_NOW}</b>" in ada.shown.text
    assert "🟠" not in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Show the advice")
    assert "Call 112." in ada.shown.text
    await ada.press("I have seen someone")
    await ada.press("Not yet")
    await ada.command("/today")
    assert "🔴" not in ada.shown.text
    assert "A professional has seen it, and has not cleared you yet." in ada.shown.text


async def test_the_deadline_does_not_start_again(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await check_in(ada, 1, flags=("limping",))
    (first,) = await owed(session, vault, "advice")
    assert "in the next 24 to 48 hours" in first.message.text
    assert "short of breath or your chest hurts, call 112 at once" in first.message.text
    ada.clock.wait(timedelta(days=1))
    for flags in ((), ("numb_or_weak",)):
        await check_in(ada, 1, flags=flags)
        again = (await owed(session, vault, "advice"))[-1].message
        assert "This has stood since Tue 24 Nov. Call a doctor today." in again.text
        assert "24 to 48" not in again.text
        assert "I will ask" not in again.text
        assert faults(again) == []


async def test_whoever_checks_in_every_day_is_asked_all_the_same(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    first = await newest(session, vault)
    for hours in (5, 18):
        ada.clock.wait(timedelta(hours=hours))
        await check_in(ada, 1, flags=("limping",))
    (asked,) = await owed(session, vault, "follow_up")
    assert (asked.key, asked.due_at) == (f"follow_up:{first.id}", NOON + timedelta(hours=24))
    ada.clock.wait(timedelta(hours=2))
    await check_in(ada, 1, flags=("limping",))
    assert [one.due_at for one in await owed(session, vault, "follow_up")] == [
        NOON + timedelta(hours=24),
        NOON + timedelta(hours=48),
    ]


async def test_a_tick_after_a_visit_is_asked_about_anew(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    await ada.press("Not yet")
    await ada.press("Back")
    assert "has not cleared you yet. Do not run until they do." in ada.shown.text
    assert "They cleared me" in [button.label for row in ada.shown.buttons for button in row]
    advice = ada.shown
    await ada.command("/resume")
    assert "Someone has seen you and has not cleared you yet" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Show the advice")
    assert ada.shown == advice
    assert faults(ada.shown) == []
    ada.clock.wait(timedelta(hours=2))
    await check_in(ada, 1)
    assert "Someone has seen you" in (await owed(session, vault, "advice"))[-1].message.text
    assert await owed(session, vault, "follow_up") == []
    await check_in(ada, 1, flags=("numb_or_weak",))
    assert "Call a doctor today" in (await owed(session, vault, "advice"))[-1].message.text
    (asked,) = await owed(session, vault, "follow_up")
    assert asked.due_at == ada.clock.now() + timedelta(hours=24)


async def test_tomorrow_is_not_two_days_later(session: AsyncSession, vault: Vault, ada: Person) -> None:
    ada.clock.wait(timedelta(hours=10))  # 23:00 in Berlin, quiet from 22:00 to 06:00
    await check_in(ada, 1, flags=("limping",))
    (asked,) = await owed(session, vault, "follow_up")
    assert asked.due_at == datetime(2026, 11, 25, 20, 59, tzinfo=UTC)


async def test_an_emergency_takes_back_the_milder_question(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    mild = await newest(session, vault)
    await check_in(ada, 1, flags=("hot_or_fever",))
    assert await owed(session, vault, "follow_up") == []
    await ada.press_data(f"advice:{mild.id}:not_reached:0")
    assert ada.shown.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    assert "Call 112" in ada.shown.text


async def test_this_week_does_not_become_some_day(session: AsyncSession, vault: Vault, ada: Person) -> None:
    for pain in (6, 7, 1):
        await check_in(ada, pain)
        ada.clock.wait(timedelta(days=1))
    text = (await owed(session, vault, "advice"))[-1].message.text
    assert "this week. Do not run until they say that you may." in text
    assert "Book a visit" not in text
    assert "It comes back when someone has seen you and cleared you." in text


async def test_what_stands_is_told_before_what_is_new(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    told = {flag.id: flag.text["en"].tell_them for flag in FLAGS}
    await check_in(ada, 1, flags=("limping",))
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 1, flags=("locking",))
    await arrive(session, vault, ada)
    assert told["limping"] in ada.shown.text
    await ada.press("What do I say?")
    assert ada.shown.text.index(told["limping"]) < ada.shown.text.index(told["locking"])


async def test_at_the_lowest_level_the_answer_says_only_what_changed(
    session: AsyncSession, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 3)
    assert "mobility takes the place of strength" in ada.shown.text
    assert "one level easier" not in ada.shown.text
    await routines.set_plan(session, runner_id, level=2)
    await check_in(ada, 3)
    assert "one level easier" in ada.shown.text


async def test_a_second_check_in_within_a_day_asks_for_the_worst_since_the_last(ada: Person) -> None:
    await ada.command("/checkin 6")
    assert "since yesterday" in ada.shown.text
    await ada.press("6")
    for label in ("Left", "Outer side", "After running", "None of these"):
        await ada.press(label)
    ada.clock.wait(timedelta(hours=12))
    await ada.command("/checkin 2")
    assert "at its worst since your last check-in" in ada.shown.text
    ada.clock.wait(timedelta(days=1))
    await ada.command("/checkin 2")
    assert "at its worst since yesterday" in ada.shown.text


async def test_today_and_its_buttons_say_what_still_stands(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    for pain in (6, 7, 1):
        await check_in(ada, pain)
        ada.clock.wait(timedelta(days=1))
    await ada.command("/today")
    assert "Seek professional help" in ada.shown.text
    assert "Your answer from Wed 25 Nov still stands. No running and no strength work until" in ada.shown.text
    assert labels(ada.shown)[:2] == ["I have seen someone", "Show the advice"]
    assert faults(ada.shown) == []
    await ada.press("Show the advice")
    assert "this week" in ada.shown.text


async def test_an_exercise_that_loads_says_that_the_plan_waits(ada: Person) -> None:
    await check_in(ada, 7)
    await ada.command("/exercise clamshell")
    assert ada.shown.text.startswith("<b>🟠 Your plan rests. Do not do this one while it does.</b>")
    await ada.command("/exercise hip circles")
    assert "Your plan" not in ada.shown.text
    await check_in(ada, 1, flags=("limping",))
    for name in ("clamshell", "walking lunge", "hip circles"):
        await ada.command(f"/exercise {name}")
        first = ada.shown.text.split("\n")[0]
        assert first == "<b>🟠 Your plan is on hold. Do not do this one before someone has cleared you.</b>"
        assert faults(ada.shown) == []
    await ada.command("/exercise")
    assert "For adults." not in ada.shown.text


async def test_pain_that_does_not_settle_is_told_with_its_dates_asked_about_in_a_week_and_then_over(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    for _ in range(13):
        await check_in(ada, 3)
        ada.clock.wait(timedelta(days=1))
    assert await owed(session, vault, "advice") == []
    await check_in(ada, 3)
    advice = await arrive(session, vault, ada)
    told = "Pain of 3 or more in 14 check-ins since Tue 24 Nov, and it is not settling."
    assert advice.message.text.startswith("<b>🟠 Seek professional help</b>")
    assert told in advice.message.text
    assert "Your 7-day average was 3.0 then and is 3.0 now." in advice.message.text
    assert faults(advice.message) == []
    await ada.press("Why?")
    assert told in ada.shown.text
    assert "over 14 days or longer" in ada.shown.text
    assert "NHS Derbyshire" in ada.shown.text
    await ada.press("Back")
    await ada.press("What do I say?")
    assert "It began on Tue 24 Nov or before" in ada.shown.text
    assert "that you had pain of 3 or more in 14 check-ins from Tue 24 Nov to Mon 7 Dec." in ada.shown.text
    (asked,) = await owed(session, vault, "follow_up")
    assert asked.due_at == ada.clock.now() + timedelta(days=7)
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 3)
    again = await arrive(session, vault, ada)
    past = "14 check-ins from Tue 24 Nov to Mon 7 Dec, and it was not settling. Your 7-day average was 3.0"
    assert "still stands. A better day does not lower it. Pain of 3 or more" in again.message.text
    assert f"{past} at first and 3.0 at the end of that time." in again.message.text
    assert faults(again.message) == []
    for page in ("advice", "/progress", "/today"):
        if page == "advice":
            await ada.press("Why?")
        else:
            await ada.command(page)
            await ada.press_data("gentler" if page == "/today" else "progress:8:words:0")
        assert past in ada.shown.text
        assert "and is 3.0 now" not in ada.shown.text
        assert faults(ada.shown, longest=4096) == []
    assert len(await owed(session, vault, "follow_up")) == 1
    ada.clock.wait(timedelta(days=6))
    await arrive(session, vault, ada, "follow_up")
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    await check_in(ada, 3)
    assert "🟡 Ease off" in ada.shown.text
    assert len(await owed(session, vault, "follow_up")) == 0


async def test_advice_that_is_read_on_a_later_day_says_of_which_day_it_is(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 4)
    assert "Your check-in of" not in ada.shown.text
    checkin = await newest(session, vault)
    ada.clock.wait(timedelta(days=2))
    await ada.press_data(f"advice:{checkin.id}:show")
    assert "<i>Your check-in of Tue 24 Nov.</i> You said: 4 of 10" in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize("seen", [False, True])
async def test_milder_advice_of_before_leads_to_what_stands_since(
    session: AsyncSession, vault: Vault, ada: Person, seen: bool
) -> None:
    await check_in(ada, 4)
    milder = await newest(session, vault)
    await check_in(ada, 1, flags=("limping",))
    await arrive(session, vault, ada)
    if seen:
        for label in ("I have seen someone", "Not yet"):
            await ada.press(label)
    await ada.press_data(f"advice:{milder.id}:why")
    assert faults(ada.shown) == []
    await ada.press("Back")
    assert ada.shown.text.startswith("<b>🟠 Seek professional help</b>")
    assert "Make your next run short" not in ada.shown.text
    assert faults(ada.shown) == []
