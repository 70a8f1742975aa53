"""The tip of the week as a runner sees it: what its buttons do, and its page in /schedule."""

from datetime import time, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import schedules
from bot.content import Content
from bot.deliveries import Message
from bot.schedules import Schedule, Wants
from bot.vault import Vault
from bot.wording import tips as wording
from tests.chat.reminding import add, reminded, reminders
from tests.chat.setting_up import runner_of, to_flags
from tests.chat.turns import Person, person
from tests.wording.reading import WORDS, faults

# A weekday is one of seven toggles.
SEVEN_AND_THE_WAY_OUT = 9


async def tip_of(session: AsyncSession) -> Schedule | None:
    return await schedules.weekly_of(session, (await runner_of(session)).id, Wants.TIP)


async def with_a_tip(session: AsyncSession, vault: Vault, content: Content) -> Person:
    """Somebody whose tip was just pushed."""
    ada = await reminded(session, vault, content)
    await ada.press_data("tip::on")
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, content.cards["ice"]))
    return ada


async def test_the_set_up_switches_the_tip_on_at_the_runners_own_time_on_a_day_without_a_run(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await to_flags(ada)
    assert await tip_of(session) is None
    await ada.press("None of these")
    assert "Once a week come a short tip, four questions about your hip, and your week" in ada.shown.text
    tip = await tip_of(session)
    assert tip is not None
    assert (tip.days, tip.at) == (frozenset({4}), time(7, 30))
    # Nothing of what the set-up switches on is over the ceiling of its day.
    runner = await runner_of(session)
    everything = (*await reminders(session), *await schedules.all_weekly(session, runner.id))
    assert len(everything) == 1 + len(schedules.WEEKLY)
    assert schedules.busiest(everything, schedules.EVERY_DAY)[1] == runner.pushes_a_day


def test_the_tip_has_a_day_without_a_run_or_another_weekly_message_where_there_is_one() -> None:
    none, ends_and_begins = frozenset[int](), frozenset({0, 6})
    assert schedules.tip_day(frozenset({0, 2, 4, 6}), none) == 5
    assert schedules.tip_day(frozenset({1, 3, 5}), ends_and_begins) == 4
    assert schedules.tip_day(frozenset(range(7)), ends_and_begins) == 5


async def test_the_schedule_shows_the_tip_and_leads_to_its_page(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await ada.command("/schedule")
    assert "weekly tip" not in ada.shown.text
    await ada.press("Reminders")
    await ada.press("Weekly messages")
    assert "weekly tip: off" in ada.shown.text
    await ada.press("Tip")
    assert "It is switched off" in ada.shown.text
    await ada.press("Switch on")
    assert faults(ada.shown) == []
    assert "Fri, 07:15. Next: Fri 27 Nov, 07:15." in ada.shown.text
    for _ in range(3):
        await ada.press("Back")
    assert "• 07:15, Fri: weekly tip" in ada.shown.text
    assert "Next push: Wed 25 Nov, 07:15." in ada.shown.text


async def test_one_weekday_and_a_typed_time(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press_data("weekly:tip:show")
    await ada.press("Day")
    assert faults(ada.shown, most_buttons=SEVEN_AND_THE_WAY_OUT) == []
    await ada.press("Wed")
    assert "Wed, 07:15. Next: Wed 25 Nov, 07:15." in ada.shown.text
    await ada.press("Time")
    await ada.say("sometime")
    assert "I could not read that as a time" in ada.shown.text
    await ada.say("half past six in the evening")
    assert "Wed, 18:30." in ada.shown.text
    tip = await tip_of(session)
    assert tip is not None
    assert (tip.days, tip.at) == (frozenset({2}), time(18, 30))


async def test_a_time_in_the_quiet_hours_makes_room_and_says_so(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press_data("weekly:tip:at:05:30")
    assert "now 22:00 to 05:30" in ada.shown.text


async def test_new_quiet_hours_make_room_for_the_tip_too(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press_data("weekly:tip:at:21:30")
    await ada.press_data("schedule::silent:21:00-06:00")
    runner = await runner_of(session)
    assert not schedules.is_quiet(time(21, 30), runner.quiet_from, runner.quiet_until)


async def test_switched_off_from_the_tip_itself_and_back_as_it_was(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press_data("weekly:tip:day:3")
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, content.cards["ice"]))
    await ada.press("Tips off")
    assert await tip_of(session) is None
    assert len(await reminders(session)) == 1
    await ada.press("Undo")
    tip = await tip_of(session)
    assert tip is not None
    assert (tip.days, tip.at) == (frozenset({3}), time(7, 15))


async def test_another_comes_in_its_place_and_why_names_reason_and_sources(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press("Another")
    assert ada.shown.text.startswith("<b>📚 Tip of the week: Choosing your shoes</b>")
    await ada.press("Why?")
    assert "Because you are new here" in ada.shown.text
    assert "Reviewed 23 Nov 2026" in ada.shown.text
    await ada.press("Back")
    assert ada.shown.text.startswith("<b>📚 Tip of the week: Choosing your shoes</b>")


async def test_reading_a_tip_leaves_an_open_check_in_as_it_is(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.command("/checkin")
    for data in ("tip:ice:why", "tip:ice:page:0", "weekly:tip:off", "tip::off"):
        await ada.screen.reply(ada.chat_id, Message("<b>Old</b>"))
        await ada.press_data(data)
    await ada.command("/checkin")
    assert "I left the check-in you had begun" in ada.shown.text


async def test_a_tip_does_not_count_among_the_reminders_and_there_is_one_at_most(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    runner = await runner_of(session)
    for hour in range(8, 8 + schedules.MOST_REMINDERS - 1):
        await add(session, runner.id, time(hour))
    second = await schedules.add(
        session, runner.id, wants="tip", days={1}, at=time(9), zone="Europe/Berlin", now=ada.clock.now()
    )
    assert second is schedules.Refused.ALREADY_THERE
    await ada.command("/schedule")
    await ada.press("Reminders")
    assert faults(ada.shown) == []
    assert len(await reminders(session)) == schedules.MOST_REMINDERS


async def test_no_forged_button_makes_a_routine_of_a_tip_or_a_tip_of_a_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    tip, (reminder,) = await tip_of(session), await reminders(session)
    assert tip is not None
    for data in (
        f"reminder:{reminder.id}:wants:tip",
        f"reminder:{tip.id}:wants:plan",
        f"reminder:{tip.id}:delete",
        "reminder::undo:tip,0123,0715,sharp",
        "weekly:tip:day:7",
        "weekly:tip:at:99:99",
        "weekly:tip:on:9,9999",
        "weekly:plan:off",
        "weekly:plan:on",
        "tip:nothing:page:0",
    ):
        await ada.press_data(data)
    assert (await tip_of(session), await reminders(session)) == (tip, (reminder,))


async def test_an_hour_later_a_typed_time_is_no_answer_any_more(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await with_a_tip(session, vault, content)
    await ada.press_data("weekly:tip:time")
    ada.clock.wait(timedelta(hours=2))
    await ada.say("18:00")
    assert "I could not make sense of that" in ada.shown.text


@pytest.mark.parametrize("page", [0, 1])
async def test_every_card_keeps_to_the_shape_of_a_message_as_a_tip(content: Content, page: int) -> None:
    for card in content.cards.values():
        message = wording.push(WORDS, card, page)
        assert faults(message) == [], card.id
        assert faults(wording.why(WORDS, card, None)) == [], card.id
        assert message.silent
        assert "Reviewed" not in message.text


async def test_what_a_long_card_has_behind_more_is_there_in_the_tip_too(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, content.cards["when_to_get_help"]))
    await ada.press("More")
    assert "A bone risk" in ada.shown.text
    await ada.press("Back")
    assert "Get emergency help now" in ada.shown.text
