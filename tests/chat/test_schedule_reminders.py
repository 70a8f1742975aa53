"""The reminders of /schedule: added, changed, deleted, taken back; and out of reach for everybody else."""

from datetime import time

import pytest

from bot import schedules
from bot.content import Content
from bot.database import Session
from bot.schedules import EVERY_DAY
from bot.vault import Vault
from tests.chat.reminding import add, reminded, reminders
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person, person
from tests.conftest import add_runner
from tests.wording.reading import faults


@pytest.fixture
async def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody with a reminder at 07:15."""
    return await reminded(session, vault, content)


async def test_another_reminder_is_added_and_changed(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Reminders")
    await ada.press("Add one")
    await ada.say("7pm")
    assert "Added" in ada.shown.text
    await ada.press("What")
    await ada.press("Mobility")
    await ada.press('Make it "around"')
    await ada.press("Days")
    await ada.press("☑ Sun")
    _, evening = await reminders(session)
    assert (evening.at, evening.wants, evening.around) == (time(19), "mobility", True)
    assert evening.days == EVERY_DAY - {6}


async def test_the_time_of_a_reminder_changes_by_button_and_by_text(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press("Reminders")
    await ada.press("07:15")
    await ada.press("Time")
    await ada.press("18:00")
    assert (await reminders(session))[0].at == time(18)
    await ada.press("Time")
    await ada.say("soonish")
    assert "could not read that as a time" in ada.shown.text
    await ada.say("8.45")
    assert (await reminders(session))[0].at == time(8, 45)
    assert "08:45, every day" in ada.shown.text


async def test_days_of_a_reminder_can_be_typed(ada: Person, session: Session) -> None:
    reminder_id = (await reminders(session))[0].id
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{reminder_id}:days")
    await ada.say("now and then")
    assert "could not read that as days" in ada.shown.text
    await ada.say("mon-wed")
    assert (await reminders(session))[0].days == {0, 1, 2}


async def test_the_last_day_of_a_reminder_stays(ada: Person, session: Session) -> None:
    runner = await runner_of(session)
    only_monday = await add(session, runner.id, time(12), days={0})
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{only_monday.id}:days")
    await ada.press("☑ Mon")
    assert "one day or more" in ada.shown.text
    assert {found.days for found in await reminders(session)} == {EVERY_DAY, frozenset({0})}


async def test_a_deleted_reminder_can_be_taken_back_as_it_was(ada: Person, session: Session) -> None:
    runner = await runner_of(session)
    evening = await add(session, runner.id, time(18, 5), days={0, 2}, wants="strength", around=True)
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{evening.id}:show")
    await ada.press("Delete")
    assert [found.at for found in await reminders(session)] == [time(7, 15)]
    undo = ada.button("Undo").data or ""
    await ada.press_data(undo)
    back = (await reminders(session))[1]
    assert (back.at, back.around) == (time(18, 5), True)
    assert back.days == {0, 2}
    assert back.wants == "strength"
    await ada.press_data(undo)
    assert "already" in ada.shown.text
    assert len(await reminders(session)) == 2


async def test_without_reminders_the_overview_says_so(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{(await reminders(session))[0].id}:delete")
    await ada.press("Back")
    assert "There is none" in ada.shown.text
    await ada.press("Back")
    assert "No reminder is set" in ada.shown.text
    assert "No push is planned" in ada.shown.text


async def test_there_is_a_most_and_a_seventh_loses_nothing(ada: Person, session: Session) -> None:
    runner = await runner_of(session)
    for hour in range(8, 8 + schedules.MOST_REMINDERS - 1):
        await add(session, runner.id, time(hour))
    await ada.command("/schedule")
    await ada.press("Reminders")
    assert faults(ada.shown) == []
    assert "Add one" not in [b.label for row in ada.shown.buttons for b in row]
    await ada.press_data("reminder::at:20:00")
    assert "the most there can be" in ada.shown.text
    assert len(await reminders(session)) == schedules.MOST_REMINDERS


async def test_two_reminders_never_are_the_same(ada: Person, session: Session) -> None:
    runner = await runner_of(session)
    noon = await add(session, runner.id, time(12))
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{noon.id}:at:07:15")
    assert "already" in ada.shown.text
    assert [found.at for found in await reminders(session)] == [time(7, 15), time(12)]


async def test_a_reminder_of_another_person_cannot_be_reached(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    hers = (await reminders(session))[0]
    await add_runner(session, chat_id=1002)
    bob = person(session, vault, content, chat_id=1002)
    await bob.command("/schedule")
    for question in ("show", "time", "at:18:00", "day:-1", "wants:strength", "around", "delete"):
        await bob.press_data(f"reminder:{hers.id}:{question}")
        assert "07:15" not in bob.shown.text
    assert (await reminders(session)) == (hers,)


async def test_a_reminder_that_is_gone_shows_what_is_left(ada: Person) -> None:
    await ada.command("/schedule")
    await ada.press_data("reminder:999999:time")
    assert "That reminder is gone" in ada.shown.text
    assert "07:15" in ada.shown.text


async def test_a_reminder_inside_the_quiet_hours_moves_them(ada: Person, session: Session) -> None:
    await ada.command("/schedule")
    await ada.press_data(f"reminder:{(await reminders(session))[0].id}:at:05:30")
    assert "now 22:00 to 05:30" in ada.shown.text
    assert (await runner_of(session)).quiet_until == time(5, 30)


async def test_a_reminder_too_many_for_a_day_raises_the_ceiling_and_says_so(
    ada: Person, session: Session
) -> None:
    await ada.command("/schedule")
    assert "At most 2 a day" in ada.shown.text
    runner = await runner_of(session)
    await add(session, runner.id, time(12), days={0})
    await ada.press_data("reminder::at:18:00")
    assert "That makes 3 on Mon" in ada.shown.text
    assert (await runner_of(session)).pushes_a_day == 3
    # One lowered on purpose stays, until more is set for a day; the page names the day.
    await ada.command("/schedule")
    await ada.press("Per day")
    assert faults(ada.shown) == []
    await ada.press_data("schedule::most:2")
    assert "You have set 3 on Mon, so not all of them come." in ada.shown.text
    (first, *_) = await reminders(session)
    await ada.press_data(f"reminder:{first.id}:at:07:30")
    assert (await runner_of(session)).pushes_a_day == 2
    await ada.press_data("weekly:tip:on:0,1930")
    assert "That makes 4 on Mon" in ada.shown.text
    for forged in ("0", "9", "99", "-1", "two"):
        await ada.press_data(f"schedule::most:{forged}")
    assert (await runner_of(session)).pushes_a_day == 4


async def test_every_day_with_more_than_the_ceiling_is_named(ada: Person, session: Session) -> None:
    runner = await runner_of(session)
    await add(session, runner.id, time(12), days={0, 4, 6})
    await add(session, runner.id, time(13), days={6})
    await ada.press_data("schedule::most:1")
    assert "You have set 3 on Sun and 2 on Mon, Fri, so not all of them come." in ada.shown.text
    assert faults(ada.shown) == []


async def test_a_ceiling_that_keeps_a_weekly_message_away_for_good_says_which_and_why(
    ada: Person,
) -> None:
    for wants in ("tip", "questionnaire", "digest"):
        await ada.press_data(f"weekly:{wants}:on")
    await ada.command("/schedule")
    await ada.press("Per day")
    assert "never comes" not in ada.shown.text
    await ada.press("1")
    never = "this never comes: weekly tip, weekly questions, your week in short"
    assert "What is earlier in the day comes first" in ada.shown.text
    assert never in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Per day")
    assert never in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press_data("weekly")
    assert "weekly questions: Sun, 18:00 · no room" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("📝 Questions")
    assert "At most 1 a day leaves no room for it" in ada.shown.text
    assert "Next:" not in ada.shown.text
    assert faults(ada.shown) == []
    # Before the routine of its day it has room.
    await ada.press_data("weekly:questionnaire:at:07:00")
    assert "Next: Sun 29 Nov, 07:00" in ada.shown.text
    await ada.command("/schedule")
    assert "this never comes: weekly tip, your week in short" in ada.shown.text
