"""/week as a runner sees it: one tap when well, four when not, and every old or forged button calm."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import questionnaires, schedules
from bot.content import Content
from bot.deliveries import Message
from bot.questionnaires import Week
from bot.schedules import Wants
from bot.vault import Vault
from bot.wording import questionnaires as wording
from tests.chat.checking_in import check_in
from tests.chat.reminding import reminded
from tests.chat.setting_up import runner_of, to_flags
from tests.chat.turns import Person, person
from tests.conftest import NOON
from tests.wording.reading import WORDS, faults

# NOON is a Tuesday, so the week asked about is the one before.
TODAY = NOON.date()
WEEK_ON = questionnaires.week_asked(TODAY)


async def week_of(session: AsyncSession, vault: Vault) -> Week | None:
    return await questionnaires.get(session, vault, (await runner_of(session)).id, WEEK_ON)


async def answer(ada: Person, *labels: str) -> None:
    for label in labels:
        assert faults(ada.shown) == []
        await ada.press(label)


async def test_one_tap_when_well(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada = await reminded(session, vault, content)
    await ada.command("/week")
    assert "1 of 4" in ada.shown.text
    assert "Think of Mon 16 Nov to Sun 22 Nov." in ada.shown.text
    await answer(ada, "hip fine")
    assert "Your week: 0 of 100" in ada.shown.text
    assert len(ada.screen.messages) == 1
    week = await week_of(session, vault)
    assert week is not None
    assert week.score == 0


async def test_one_tap_when_nothing_was_possible(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await ada.command("/week")
    await answer(ada, "None, because")
    assert "Your week: 100 of 100" in ada.shown.text
    assert "substantial problem" in ada.shown.text
    assert faults(ada.shown) == []


async def test_four_taps_when_not_with_a_way_back_and_a_check_in_where_it_is_substantial(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await ada.command("/week")
    await answer(ada, "Only some", "A little less", "Back", "Much less", "A little worse")
    assert await week_of(session, vault) is None
    await answer(ada, "Quite a bit")
    assert f"{17 + 25 + 8 + 17} of 100" in ada.shown.text
    assert "substantial problem" in ada.shown.text
    assert faults(ada.shown) == []
    assert len(ada.screen.messages) == 1
    await ada.press("Why?")
    assert "OSTRC-O2" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Back")
    await ada.press("Check in")
    assert "<b>📝 Check-in</b>" in ada.shown.text


async def test_answering_again_replaces_and_the_weeks_stand_in_a_row_with_gaps(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    runner = await runner_of(session)
    for weeks, answers in ((4, (1, 1, 0, 0)), (2, (0,))):
        await questionnaires.record(
            session,
            vault,
            runner.id,
            WEEK_ON - timedelta(weeks=weeks),
            answers,
            rules=content.questionnaire,
            now=NOON,
        )
    await ada.command("/week")
    await answer(ada, "hip fine", "Answer again", "I felt my hip", "No less", "No worse", "Not at all")
    assert "the newest last: 16 · \u2013 · 0 · \u2013 · 8" in ada.shown.text
    assert "substantial" not in ada.shown.text
    await ada.command("/week")
    assert "8 of 100" in ada.shown.text


async def test_beside_advice_that_stands_there_is_no_praise(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await check_in(ada, 1, flags=("limping",))
    await ada.command("/week")
    await ada.press("hip fine")
    assert "0 of 100" in ada.shown.text
    assert "answer from Tue 24 Nov still stands" in ada.shown.text
    assert "best there is" not in ada.shown.text
    assert faults(ada.shown) == []


async def test_beside_pain_that_eases_the_plan_there_is_no_praise_either(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await check_in(ada, 4)
    await ada.command("/week")
    await ada.press("hip fine")
    assert "0 of 100" in ada.shown.text
    assert "best there is" not in ada.shown.text
    assert faults(ada.shown) == []


async def test_a_week_is_answered_until_the_next_one_ends_and_then_its_buttons_say_which_it_was(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, WEEK_ON, WEEK_ON + timedelta(days=6)))
    assert faults(ada.shown) == []
    assert ada.shown.silent
    assert "Think of Mon 16 Nov to Sun 22 Nov." in ada.shown.text
    ada.clock.wait(timedelta(days=5))  # the Sunday on which the next week is asked about
    await ada.press("hip fine")
    assert "0 of 100" in ada.shown.text
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, WEEK_ON, WEEK_ON + timedelta(days=6)))
    ada.clock.wait(timedelta(days=1))
    await ada.press("None, because")
    assert faults(ada.shown) == []
    assert "This one is about Mon 16 Nov to Sun 22 Nov" in ada.shown.text
    assert "Your score was 0 of 100" in ada.shown.text
    await ada.press("This week")
    assert "Think of Mon 23 Nov to Sun 29 Nov." in ada.shown.text


def test_in_the_middle_of_a_week_the_last_seven_days_are_meant() -> None:
    thursday = wording.push(WORDS, WEEK_ON, WEEK_ON + timedelta(days=3))
    assert "Think of the past 7 days. They count as the week from Mon 16 Nov." in thursday.text


async def test_whoever_answers_before_the_week_is_over_reads_which_days_that_was_and_what_they_count_as(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = await reminded(session, vault, content)
    ada.clock.wait(timedelta(days=2))  # Thursday
    await ada.command("/week")
    assert "Think of the past 7 days." in ada.shown.text
    await ada.press("hip fine")
    said = "Fri 20 Nov to Thu 26 Nov, counted as the week from Mon 23 Nov: I do not ask about it again."
    assert said in ada.shown.text
    assert faults(ada.shown) == []
    ada.clock.wait(timedelta(days=3))  # Sunday
    await ada.command("/week")
    assert said in ada.shown.text, "what was answered stays what it was"
    await ada.press("Answer again")
    assert "Think of Mon 23 Nov to Sun 29 Nov." in ada.shown.text
    await ada.press("hip fine")
    assert "Mon 23 Nov to Sun 29 Nov. 0 is the best" in ada.shown.text


async def test_forged_answers_keep_nothing(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada = await reminded(session, vault, content)
    for data in (
        "week:nonsense:at:0",
        "week:2026-11-17:at:0",
        "week:20261116:at:0",
        "week:2026-11-30:at:0",
        "week:9999-99-99:at:0",
        f"week:{WEEK_ON}:at:0123",
        f"week:{WEEK_ON}:at:11111",
        f"week:{WEEK_ON}:at:14",
        f"week:{WEEK_ON}:at:\u0661",
    ):
        await ada.screen.reply(ada.chat_id, Message("<b>Old</b>"))
        await ada.press_data(data)
        assert ada.toast is not None, data
    assert await week_of(session, vault) is None


async def test_the_set_up_switches_the_questions_on_for_sunday_evening_and_they_can_be_moved_and_switched_off(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await to_flags(ada)
    await ada.press("None of these")
    await ada.command("/schedule")
    assert "18:00, Sun: weekly questions" in ada.shown.text
    await ada.press("Reminders")
    await ada.press("Weekly messages")
    await ada.press("Questions")
    assert faults(ada.shown) == []
    await ada.press("Day")
    await ada.press("Mon")
    assert "Mon, 18:00. Next: Mon 30 Nov, 18:00." in ada.shown.text
    await ada.press("Switch off")
    runner = await runner_of(session)
    assert await schedules.weekly_of(session, runner.id, Wants.QUESTIONNAIRE) is None
    await ada.press("Undo")
    kept = await schedules.weekly_of(session, runner.id, Wants.QUESTIONNAIRE)
    assert kept is not None
    assert kept.days == {0}
