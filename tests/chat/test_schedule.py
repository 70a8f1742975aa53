"""/schedule: the overview, run days, quiet hours, zone and level, and what happens to a push by each."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import checkins, routines, schedules
from bot.chat.schedule import read_quiet
from bot.content import Content, Owned
from bot.database import Session
from bot.triage import Answers
from bot.vault import Vault
from tests.chat.reminding import add, reminded, reminders
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults


@pytest.fixture
async def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody with a reminder at 07:15."""
    return await reminded(session, vault, content)


async def test_the_overview_says_all_of_it(ada: Person) -> None:
    await ada.command("/schedule")
    for part in (
        "07:15, every day: plan of the day",
        "Run days: Tue, Thu, Sat.",
        "Quiet hours: 22:00 to 06:00.",
        "Europe/Berlin (13:00 with you now)",
        "level 1 of 3",
        "Next push: Wed 25 Nov, 07:15.",
    ):
        assert part in ada.shown.text
    assert faults(ada.shown) == []


async def test_every_page_has_the_shape_of_a_message(ada: Person, session: Session) -> None:
    reminder_id = (await reminders(session))[0].id
    toggles = {"schedule::run-days": 10, f"reminder:{reminder_id}:days": 9}
    await ada.command("/schedule")
    for data in (
        "schedule::run-days",
        "schedule::quiet",
        "schedule::zone",
        "schedule::zones:1",
        "schedule::zones:2",
        "schedule::level",
        "reminder",
        "reminder::time",
        f"reminder:{reminder_id}:show",
        f"reminder:{reminder_id}:time",
        f"reminder:{reminder_id}:days",
        f"reminder:{reminder_id}:what",
        f"reminder:{reminder_id}:delete",
    ):
        await ada.press_data(data)
        assert set(faults(ada.shown, most_buttons=toggles.get(data, 8))) <= {"too many in a row"}


async def test_run_days_count_at_once_and_say_when_strength_comes(
    ada: Person, session: Session, vault: Vault
) -> None:
    await ada.command("/schedule")
    await ada.press("Run days")
    await ada.press("☐ Sun")
    runner = await runner_of(session)
    assert (await routines.plan_of(session, vault, runner.id)).run_days == {1, 3, 5, 6}
    assert "Strength falls on Mon, Wed" in ada.shown.text
    await ada.press("No fixed days")
    assert (await routines.plan_of(session, vault, runner.id)).run_days == frozenset()
    assert "no fixed days" in ada.shown.text


async def test_run_days_can_be_typed_too(ada: Person, session: Session, vault: Vault) -> None:
    runner = await runner_of(session)
    await ada.command("/schedule")
    await ada.press("Run days")
    await ada.say("at the weekend or so")
    assert "could not read that as days" in ada.shown.text
    assert set(faults(ada.shown, most_buttons=10)) <= {"too many in a row"}
    await ada.say("mon wed")
    assert (await routines.plan_of(session, vault, runner.id)).run_days == {0, 2}
    assert "Now: Mon, Wed." in ada.shown.text
    # A press and a typed line may follow each other.
    await ada.press("☐ Fri")
    await ada.say("none")
    assert (await routines.plan_of(session, vault, runner.id)).run_days == frozenset()
    await ada.press("Back")
    await ada.say("mon")
    assert "Run days" not in ada.shown.text


async def test_the_most_a_day_can_be_typed_too(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Per day")
    for unclear in ("many", "0", "7", "-5"):
        await ada.say(unclear)
        assert "a number from 1 to 6" in ada.shown.text
        assert faults(ada.shown) == []
    await ada.say(" 5 ")
    assert (await runner_of(session)).pushes_a_day == 5
    assert "At most 5 a day" in ada.shown.text


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22-6", (time(22), time(6))),
        ("22:00 to 06:30", (time(22), time(6, 30))),
        ("10pm until 7am", (time(22), time(7))),
        ("21.30 \u2013 7", (time(21, 30), time(7))),
        ("none", (time(0), time(0))),
        ("OFF", (time(0), time(0))),
        ("22", None),
        ("22-6-7", None),
        ("late", None),
        ("-" * 4000, None),
    ],
)
def test_quiet_hours_as_people_type_them(text: str, hours: tuple[time, time] | None) -> None:
    assert read_quiet(text) == hours


async def test_quiet_hours_are_set_by_text_and_by_button(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Quiet")
    await ada.say("late")
    assert "could not read that as two times" in ada.shown.text
    await ada.say("23 to 6:30")
    runner = await runner_of(session)
    assert (runner.quiet_from, runner.quiet_until) == (time(23), time(6, 30))
    assert "Quiet hours: 23:00 to 06:30." in ada.shown.text
    await ada.press("Quiet")
    await ada.press("No quiet hours")
    assert "No quiet hours." in ada.shown.text


async def test_new_quiet_hours_make_room_for_a_reminder(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Quiet")
    await ada.say("22 to 9")
    assert "made room" in ada.shown.text
    assert (await runner_of(session)).quiet_until == time(7, 15)


async def test_room_for_a_reminder_around_a_time_begins_with_that_time(ada: Person, session: Session) -> None:
    (reminder,) = await reminders(session)
    await schedules.change(
        session, reminder.id, reminder.runner_id, zone="Europe/Berlin", now=NOON, at=time(6, 30), around=True
    )
    await ada.command("/schedule")
    await ada.press("Quiet")
    await ada.say("22 to 7")
    assert (await runner_of(session)).quiet_until == time(6, 30)


async def test_travelling_moves_the_next_push_to_the_clock_there(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Time zone")
    assert "Travelling?" in ada.shown.text
    await ada.press("More")
    await ada.press("More")
    await ada.press("Sydney")
    (reminder,) = await reminders(session)
    assert reminder.next_at is not None
    local = reminder.next_at.astimezone(ZoneInfo("Australia/Sydney"))
    assert (local.date().isoformat(), local.time()) == ("2026-11-25", time(7, 15))
    assert "Next push: Wed 25 Nov, 07:15." in ada.shown.text
    assert "Australia/Sydney" in ada.shown.text


async def test_a_shared_place_sets_the_zone_and_takes_the_keyboard_away(
    ada: Person, session: Session
) -> None:
    await ada.command("/schedule")
    await ada.press("Time zone")
    await ada.press("Share my place")
    assert ada.shown.ask_location
    await ada.share(40.71, -74.0)
    keyboard, overview = list(ada.screen.messages.values())[-2:]
    assert keyboard.clear_keyboard
    assert "America/New York" in overview.text
    assert (await runner_of(session)).zone == "America/New_York"


@pytest.mark.parametrize("data", ["schedule::zone:Asia/Tokyo", "schedule::quiet", "schedule", "reminder"])
async def test_whatever_is_pressed_next_takes_the_keyboard_away(ada: Person, data: str) -> None:
    await ada.command("/schedule")
    await ada.press("Time zone")
    await ada.press("Share my place")
    await ada.press_data(data, message_id=1)
    assert ada.shown.clear_keyboard


async def test_a_place_we_do_not_know_is_asked_again(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Time zone")
    await ada.say("qqqqxyz")
    assert "could not find that" in ada.shown.text
    await ada.say("Tokyo")
    assert (await runner_of(session)).zone == "Asia/Tokyo"


async def test_the_level_of_the_doses_is_chosen(ada: Person, session: Session, vault: Vault) -> None:
    await ada.command("/schedule")
    await ada.press("Doses")
    await ada.press("Level 2")
    assert (await routines.plan_of(session, vault, (await runner_of(session)).id)).level == 2
    assert "level 2 of 3" in ada.shown.text


async def test_a_pause_shows_and_ends_here(ada: Person) -> None:
    await ada.command("/pause 3")
    await ada.command("/schedule")
    assert "Paused until Fri 27 Nov, 13:00." in ada.shown.text
    await ada.press("Resume")
    assert "You hear from me again" in ada.shown.text
    await ada.press("Schedule")
    await ada.press("Pause")
    assert "For how long" in ada.shown.text


async def test_what_a_check_in_holds_is_not_resumed_here(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    runner = await runner_of(session)
    flags = Answers(flags=frozenset({"limping"}))
    await checkins.record(session, vault, runner.id, flags, content=content, on=NOON.date(), now=NOON)
    await ada.command("/schedule")
    assert "On hold" in ada.shown.text
    assert "Next push" not in ada.shown.text
    await ada.press("Resume")
    assert "The plan still waits" in ada.shown.text


async def test_text_long_after_a_question_is_no_answer_to_it(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Quiet")
    ada.clock.wait(timedelta(hours=2))
    await ada.say("23-7")
    assert "I could not make sense of that" in ada.shown.text
    assert (await runner_of(session)).quiet_from == time(22)


@pytest.mark.parametrize(
    ("presses", "typed"),
    [
        (("schedule::quiet",), ("late", "23 to 6:30")),
        (("schedule::zone",), ("qqqqxyz", "Tokyo")),
        (("schedule::zone", "schedule::zone:share"), ("Tokyo",)),
        (("reminder::time",), ("soonish", "7pm")),
        (("weekly:tip:time",), ("soonish", "7pm")),
        (("run::log",), ("far", "8.2 km")),
        (("run::plan",), ("far", "8.2 km")),
    ],
)
async def test_a_question_that_was_answered_by_typing_gives_up_its_buttons(
    ada: Person, presses: tuple[str, ...], typed: tuple[str, ...]
) -> None:
    await ada.command("/schedule")
    for data in ("weekly:tip:on", *presses):
        await ada.press_data(data)
    for text in typed:
        asked = list(ada.screen.messages)
        await ada.say(text)
        standing = [ada.screen.messages[it] for it in asked]
        assert [it for message in standing for row in message.buttons for it in row] == [], text
        assert all(message.text for message in standing), "what was asked is still there to read"


async def test_leaving_a_question_ends_it(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Quiet")
    await ada.press("Back")
    await ada.say("23-7")
    assert "I could not make sense of that" in ada.shown.text


async def test_a_question_survives_a_restart(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    await ada.command("/schedule")
    await ada.press("Quiet")
    after = person(session, vault, content)
    await after.say("23-7")
    assert (await runner_of(session)).quiet_from == time(23)


@pytest.mark.parametrize(
    "data",
    [
        "schedule::silent:25-99",
        "schedule::zone:Mars/Olympus",
        "schedule::dose:9",
        "schedule::day:+8",
        "schedule::day:",
        "schedule:1:2:3",
        "schedule::zones:-7",
        "reminder::undo:plan,0123456,9999,sharp",
        "reminder::undo:dance,0,0700,sharp",
        "reminder::undo:",
        "reminder::at:25:00",
        "reminder:-1:delete",
        "reminder:{id}:wants:dance",
        "reminder:{id}:at:99:99",
        "reminder:{id}:day:x",
    ],
)
async def test_a_forged_button_changes_nothing(ada: Person, session: Session, data: str) -> None:
    before = await reminders(session), await runner_of(session)
    await ada.command("/schedule")
    await ada.press_data(data.format(id=before[0][0].id))
    assert (await reminders(session), await runner_of(session)) == before
    assert ada.shown.text.startswith("<b>")


async def test_a_push_moves_with_daylight_saving(session: Session, vault: Vault, content: Content) -> None:
    saturday = datetime(2027, 3, 27, 12, tzinfo=ZoneInfo("UTC"))
    runner_id = await add_runner(session)
    await add(session, runner_id, time(7, 15), now=saturday)
    ada = person(session, vault, content, now=saturday)
    await ada.command("/schedule")
    assert "Next push: Sun 28 Mar, 07:15." in ada.shown.text


async def test_what_they_own_is_ticked_and_counts_at_once(
    ada: Person, session: Session, vault: Vault
) -> None:
    await ada.command("/schedule")
    assert "Equipment: none." in ada.shown.text
    await ada.press("Doses")
    await ada.press("☐ Band")
    await ada.press("☐ Foam roller")
    await ada.press("☑ Band")
    plan = await routines.plan_of(session, vault, (await runner_of(session)).id)
    assert plan.have == {Owned.ROLLER}
    await ada.press("Back")
    assert "Equipment: a foam roller." in ada.shown.text
