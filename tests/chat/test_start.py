"""/start: from a stranger to somebody whose first push is planned, and every way in between."""

from datetime import time, timedelta
from typing import Any

import pytest

from bot import routines, runners, schedules
from bot.chat.start import CONSENT_VERSION
from bot.checkins.tables import CheckInRow
from bot.content import Content
from bot.database import Session
from bot.deliveries.tables import DeliveryRow
from bot.runners.tables import ConversationRow, RunnerRow
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.setting_up import count, runner_of, to_consent, to_days, to_flags, to_time, to_zone
from tests.chat.turns import Person, person
from tests.wording.reading import faults


@pytest.fixture
def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody who has never written."""
    return person(session, vault, content)


async def test_the_ordinary_way_takes_at_most_ten_taps(ada: Person, session: Session, vault: Vault) -> None:
    await ada.command("/start hello")
    for tap in ("I am 18 or over", "I agree", "start::zones:1", "Berlin", "Save", "07:30", "None of these"):
        await ada.press(tap)
    assert "You are set up" in ada.shown.text
    assert "Tomorrow, Wed 25 Nov, 07:30" in ada.shown.text
    assert [b.data for b in ada.shown.buttons[0]] == ["today", "checkin"]
    runner = await runner_of(session)
    assert (runner.zone, runner.adult, runner.onboarded) == ("Europe/Berlin", True, True)
    assert (runner.consented, runner.consent_version) == (True, CONSENT_VERSION)
    (reminder,) = await schedules.of_runner(session, runner.id)
    assert (reminder.wants, reminder.at, reminder.days) == ("plan", time(7, 30), schedules.EVERY_DAY)
    assert (await routines.plan_of(session, vault, runner.id)).run_days == {1, 3, 5}
    assert await count(session, CheckInRow) == 0
    assert await count(session, ConversationRow) == 0


async def test_nobody_is_kept_before_they_say_that_they_are_an_adult(ada: Person, session: Session) -> None:
    await ada.command("/start")
    assert await count(session, RunnerRow) == 0
    await ada.press("I am under 18")
    assert await count(session, RunnerRow) == 0
    assert "growth plate" in ada.shown.text
    assert "Seek professional help" in ada.shown.text
    assert "parent" in ada.shown.text


async def test_under_18_said_later_erases_what_was_kept(ada: Person, session: Session) -> None:
    await to_days(ada)
    await ada.press_data("start::adult:no")
    assert await count(session, RunnerRow) == 0
    assert await count(session, ConversationRow) == 0


async def test_who_said_under_18_by_mistake_can_go_back(ada: Person) -> None:
    await ada.command("/start")
    await ada.press("I am under 18")
    await ada.press("Back")
    assert "Welcome" in ada.shown.text


async def test_consent_says_what_is_kept_and_for_how_long(ada: Person) -> None:
    await to_consent(ada)
    for part in ("check-ins", "notes", "routines", "/forget", "30 days", "encrypted", "any time"):
        assert part in ada.shown.text


async def test_without_consent_nothing_about_health_is_kept(ada: Person, session: Session) -> None:
    await to_consent(ada)
    await ada.press("Not now")
    assert "/exercise" in ada.shown.text
    assert "/learn" in ada.shown.text
    runner = await runner_of(session)
    assert not runner.consented
    await ada.press_data("start::flags:none")
    await ada.press_data("start::flag:+hot_or_fever")
    assert await count(session, CheckInRow) == 0
    assert not (await runner_of(session)).onboarded


async def test_not_now_after_a_check_in_erases_it_like_taking_consent_back(
    ada: Person, session: Session, vault: Vault
) -> None:
    await to_days(ada)
    await check_in(ada, 4)
    await check_in(ada, 1, flags=("limping",))
    assert await count(session, CheckInRow) == 2
    await ada.command("/start")
    await ada.press_data("start::back:consent")
    await ada.press("Not now")
    assert "I keep nothing about your health" in ada.shown.text
    for table in (CheckInRow, DeliveryRow, ConversationRow):
        assert await count(session, table) == 0
    runner = await runner_of(session)
    assert (runner.adult, runner.consented, runner.zone) == (True, False, "Europe/Berlin")


async def test_who_thinks_again_is_asked_again(ada: Person, session: Session) -> None:
    await to_consent(ada)
    await ada.press("Not now")
    await ada.press("Ask me again")
    await ada.press("I agree")
    assert "Where are you?" in ada.shown.text
    assert (await runner_of(session)).consented


async def test_a_shared_place_sets_the_zone_and_takes_the_keyboard_away(
    ada: Person, session: Session
) -> None:
    await to_zone(ada)
    await ada.press("Share my place")
    assert ada.shown.ask_location
    await ada.share(52.52, 13.405)
    assert (await runner_of(session)).zone == "Europe/Berlin"
    keyboard, days = list(ada.screen.messages.values())[-2:]
    assert keyboard.clear_keyboard
    assert "Which days do you run?" in days.text
    assert "13:00" in days.text


async def test_choosing_by_button_takes_the_keyboard_away_too(ada: Person, session: Session) -> None:
    await to_zone(ada)
    await ada.press("Share my place")
    await ada.press_data("start::zone:Asia/Tokyo", message_id=1)
    assert (await runner_of(session)).zone == "Asia/Tokyo"
    keyboard, days = list(ada.screen.messages.values())[-2:]
    assert keyboard.clear_keyboard
    assert "Which days do you run?" in days.text


async def test_going_back_takes_the_keyboard_away(ada: Person) -> None:
    await to_zone(ada)
    await ada.press("Share my place")
    await ada.press_data("start::back:consent", message_id=1)
    keyboard, consent = list(ada.screen.messages.values())[-2:]
    assert keyboard.clear_keyboard
    assert "May I keep" in consent.text


async def test_a_distance_from_utc_is_shown_as_it_was_typed_and_what_it_lacks(ada: Person) -> None:
    await to_zone(ada)
    await ada.say("GMT+1")
    assert "UTC+1: it is 13:00" in ada.shown.text
    assert "in no country" in ada.shown.text


async def test_who_said_no_hears_that_a_yes_is_missing(ada: Person) -> None:
    await to_consent(ada)
    await ada.press("Not now")
    await ada.command("/checkin")
    assert "I need your yes first" in ada.shown.text
    await ada.press("Start")
    assert "May I keep" in ada.shown.text


async def test_several_hits_become_buttons(ada: Person, session: Session) -> None:
    await to_zone(ada)
    await ada.say("Portland")
    zones = [b.data for row in ada.shown.buttons[:-1] for b in row]
    assert len(zones) > 1
    assert zones[0] is not None
    await ada.press(zones[0])
    assert (await runner_of(session)).zone == zones[0].removeprefix("start::zone:")


@pytest.mark.parametrize("text", ["asdfqwer", "🏃" * 2000, "<b>", "\u202eBerlin", ""])
async def test_a_place_we_do_not_know_loses_nothing(ada: Person, session: Session, text: str) -> None:
    await to_zone(ada)
    if text:
        await ada.say(text)
    else:
        await ada.sticker()
    assert "nearest big city" in ada.shown.text or "Which days" in ada.shown.text
    await ada.say("Berlin, Germany")
    await ada.command("/start")
    assert "Which days do you run?" in ada.shown.text


async def test_run_days_are_toggled_and_a_double_press_changes_nothing_more(
    ada: Person, session: Session, vault: Vault
) -> None:
    await to_days(ada)
    await ada.press("☐ Mon")
    await ada.press_data("start::day:+0")
    await ada.press("☑ Tue")
    await ada.press("Save")
    runner = await runner_of(session)
    assert (await routines.plan_of(session, vault, runner.id)).run_days == {0, 3, 5}
    assert "Mon, Thu, Sat" in ada.shown.text


async def test_run_days_can_be_typed(ada: Person, session: Session, vault: Vault) -> None:
    await to_days(ada)
    await ada.say("what?")
    assert "Tick the days" in ada.shown.text
    await ada.say("mon wed fri")
    runner = await runner_of(session)
    assert (await routines.plan_of(session, vault, runner.id)).run_days == {0, 2, 4}


async def test_no_fixed_days_is_an_answer(ada: Person, session: Session, vault: Vault) -> None:
    await to_days(ada)
    await ada.press("No fixed days")
    assert "no fixed days" in ada.shown.text
    await ada.press("07:00")
    await ada.press("None of these")
    runner = await runner_of(session)
    assert (await routines.plan_of(session, vault, runner.id)).run_days == frozenset()
    assert "No fixed run days" in ada.shown.text


@pytest.mark.parametrize(("text", "at"), [("7:15", time(7, 15)), ("7pm", time(19)), ("19.30", time(19, 30))])
async def test_a_typed_time_is_understood(ada: Person, session: Session, text: str, at: time) -> None:
    await to_time(ada)
    await ada.say(text)
    (reminder,) = await schedules.of_runner(session, (await runner_of(session)).id)
    assert reminder.at == at


async def test_a_time_we_cannot_read_is_asked_again(ada: Person) -> None:
    await to_time(ada)
    await ada.say("soonish")
    assert "could not read that as a time" in ada.shown.text
    await ada.press("18:00")
    assert "Is any of this true" in ada.shown.text


async def test_coming_back_to_the_time_changes_the_one_reminder(ada: Person, session: Session) -> None:
    await to_flags(ada)
    await ada.press("Back")
    await ada.press("18:00")
    (reminder,) = await schedules.of_runner(session, (await runner_of(session)).id)
    assert reminder.at == time(18)


async def test_a_time_inside_the_quiet_hours_moves_their_edge_and_says_so(
    ada: Person, session: Session
) -> None:
    await to_time(ada)
    await ada.say("5:30")
    assert "22:00 to 05:30" in ada.shown.text
    runner = await runner_of(session)
    assert (runner.quiet_from, runner.quiet_until) == (time(22), time(5, 30))


async def test_a_corrected_time_gives_back_the_quiet_hours_that_a_mistyped_one_took(
    ada: Person, session: Session
) -> None:
    await to_time(ada)
    await ada.say("5:30")
    await ada.press("Back")
    await ada.say("18:30")
    assert "22:00 to 06:00" in ada.shown.text
    runner = await runner_of(session)
    assert (runner.quiet_from, runner.quiet_until) == (time(22), time(6))
    await ada.press("Back")
    await ada.say("23:00")
    assert "23:30 to 06:00" in ada.shown.text
    await ada.press("Back")
    await ada.say("5:45")
    assert "22:00 to 05:45" in ada.shown.text


async def test_a_corrected_time_leaves_quiet_hours_of_ones_own_alone(ada: Person, session: Session) -> None:
    await to_time(ada)
    await runners.set_quiet(session, (await runner_of(session)).id, time(21), time(7))
    await ada.say("8:00")
    await ada.press("Back")
    await ada.say("18:30")
    runner = await runner_of(session)
    assert (runner.quiet_from, runner.quiet_until) == (time(21), time(7))


@pytest.mark.parametrize(
    ("reach", "shows"),
    [
        (to_consent, "May I keep"),
        (to_zone, "Where are you?"),
        (to_days, "Which days do you run?"),
        (to_time, "When should your routine come?"),
        (to_flags, "Is any of this true"),
    ],
)
async def test_a_restart_changes_nothing_and_start_goes_on(
    reach: Any, shows: str, session: Session, vault: Vault, content: Content
) -> None:
    before = person(session, vault, content)
    await reach(before)
    # Another process: nothing is held but what is in the database.
    after = person(session, vault, content)
    after.screen.goes_on_after(before.screen)
    await after.command("/start")
    assert shows in after.shown.text


@pytest.mark.parametrize(
    ("reach", "back_at"),
    [
        (to_consent, "Welcome"),
        (to_zone, "May I keep"),
        (to_days, "Where are you?"),
        (to_time, "Which days do you run?"),
        (to_flags, "When should your routine come?"),
    ],
)
async def test_each_step_can_go_back_and_forward_again(ada: Person, reach: Any, back_at: str) -> None:
    await reach(ada)
    await ada.press("Back")
    assert back_at in ada.shown.text
    await ada.command("/start")
    assert back_at in ada.shown.text


async def test_another_conversation_in_between_does_not_stop_the_set_up(
    ada: Person, session: Session, vault: Vault
) -> None:
    await to_flags(ada)
    runner = await runner_of(session)
    await runners.keep_conversation(session, vault, runner.id, "checkin", {}, ada.clock.now())
    await ada.press("None of these")
    assert "You are set up" in ada.shown.text


async def test_every_step_has_the_shape_of_a_message(ada: Person) -> None:
    await ada.command("/start")
    assert faults(ada.shown) == []
    for tap, most_buttons in (
        ("I am 18 or over", 8),
        ("Not now", 8),
        ("Ask me again", 8),
        ("I agree", 8),
        ("start::zones:1", 8),
        ("Berlin", 11),  # seven toggles
        ("Save", 8),
        ("07:30", 17),  # fourteen toggles
        ("None of these", 8),
    ):
        await ada.press(tap)
        longest = 1800 if tap == "07:30" else 900
        assert set(faults(ada.shown, longest, most_buttons)) <= {"too many in a row"}
    await ada.command("/start")
    assert faults(ada.shown) == []


async def test_start_when_all_is_set_up_says_so(ada: Person) -> None:
    await to_flags(ada)
    await ada.press("None of these")
    await ada.command("/start hello")
    assert "You are all set up" in ada.shown.text
    assert "Wed 25 Nov, 07:30" in ada.shown.text
    assert [b.data for b in ada.shown.buttons[0]] == ["today", "schedule"]


async def test_a_late_night_start_names_today_rightly(
    session: Session, vault: Vault, content: Content
) -> None:
    # 23:30 UTC on Tuesday is half past midnight on Wednesday in Berlin.
    ada = person(session, vault, content)
    ada.clock.wait(timedelta(hours=11, minutes=30))
    await to_flags(ada)
    await ada.press("None of these")
    assert "Today, Wed 25 Nov, 07:30" in ada.shown.text
