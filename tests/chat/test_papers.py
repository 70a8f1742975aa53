"""/report: a page over the weeks that were chosen, with what was reported in them and nothing else."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, questionnaires, runs
from bot.content import Content
from bot.runs import Source
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.going import begin, go
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults


def page_of(ada: Person) -> str:
    made = ada.shown.made
    assert made
    assert made.name.endswith(".pdf")
    (page,) = PdfReader(io.BytesIO(made.make())).pages
    return " ".join(page.extract_text().split())


async def note(ada: Person, text: str) -> None:
    shown = [button for message in ada.screen.messages.values() for row in message.buttons for button in row]
    data = [button.data or "" for button in shown if button.label == "Add a note"]
    await ada.press_data(data[-1])
    await ada.say(text)


async def test_the_page_holds_what_was_said_in_these_weeks(
    session: AsyncSession, vault: Vault, content: Content, ada: Person, runner_id: int
) -> None:
    today = NOON.date()
    ada.clock.at = NOON - timedelta(days=50)
    await check_in(ada, 7)
    ada.clock.at = NOON
    await check_in(ada, 4)
    await note(ada, "worse on the stairs")
    await check_in(ada, 2, flags=("limping",))
    for days, metres in ((0, 8200), (3, 12_000), (60, 21_100)):
        on = today - timedelta(days=days)
        await runs.log(
            session,
            vault,
            runner_id,
            on=on,
            distance_m=metres,
            duration_s=None,
            source=Source.TYPED,
            now=NOON,
        )
    monday = today - timedelta(days=today.weekday() + 7)
    await questionnaires.record(
        session, vault, runner_id, monday, [1, 1, 0, 1], rules=content.questionnaire, now=NOON
    )
    await ada.command("/report")
    assert faults(ada.shown) == []
    await ada.press("4 weeks")
    asked, sent = list(ada.screen.messages.values())[-2:]
    labels = [[button.label for button in row] for row in asked.buttons]
    assert labels == [["☑ 4 weeks", "☐ 8 weeks"], ["☐ 12 weeks"], ["Close"]]
    assert faults(sent) == []
    said = page_of(ada)
    assert "Self-reported, not a diagnosis. Made on 24 November 2026." in said
    assert "Days with a rating 1 of 28" in said
    assert "Highest pain 4 of 10" in said
    assert f"Urgent: {today:%-d %b}" in said
    limping = content.red_flags.flag("limping")
    assert limping
    assert limping.text_in("en").question in said
    assert "Tue 24 Nov: pain 4 of 10 “worse on the stairs”" in said
    assert "Side: left side (2) Place: outer hip (2) Most: after running (2)" in said
    assert "numeric pain rating scale (NPRS)" in said
    assert "nobody examined them for it." in said, "the foot is whole"
    assert "Longest run 12 km, Sat 21 Nov" in said
    assert "2, 20.2 km together" in said
    assert "Week of 16 Nov: 24" in said
    assert "Each answer, by itself, called for ease off: 1; see a doctor within 24 to 48 hours: 1" in said
    # What was before these weeks is not on it, and nobody is named.
    assert "21.1" not in said
    assert "stop and rest" not in said
    assert "Ada" not in said
    assert "1001" not in said
    await ada.command("/report 12")
    assert "21.1 km" in page_of(ada)


async def test_what_nobody_has_cleared_stands_first_however_long_ago_it_was_told(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    ada.clock.at = NOON - timedelta(days=7)
    await check_in(ada, 5, flags=("hot_or_fever",))
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 5, flags=("limping",))
    ada.clock.at = NOON + timedelta(days=22)
    await check_in(ada, 1, flags=("locking",))
    await ada.command("/report 4")
    said = page_of(ada)
    begins = "Red flags ticked, and other warnings Not cleared by a professional Emergency: 17 Nov. “The hip"
    assert begins in said
    assert said.index("Emergency: 17 Nov.") < said.index("Urgent: 18 Nov. “I limp")
    assert said.index("Urgent: 18 Nov.") < said.index("Book a visit: 16 Dec. “My hip catches")
    # Of what was told before these weeks only the warnings are on the page.
    assert "Days with a rating 1 of 28" in said
    assert "book a visit: 1" in said
    assert "emergency help now" not in said
    runner = (await runner_of(session, 1001)).id
    await checkins.seen_professional(session, vault, runner, False, ada.clock.now())
    await ada.command("/report 4")
    assert "Seen, but not cleared yet, as told on 16 Dec Emergency: 17 Nov." in page_of(ada)
    await checkins.seen_professional(session, vault, runner, True, ada.clock.now())
    await ada.command("/report 4")
    said = page_of(ada)
    assert "Cleared by a professional, as told on 16 Dec Book a visit: 16 Dec." in said
    assert "17 Nov" not in said


async def test_pain_that_was_not_settling_long_ago_stands_on_it_until_it_is_cleared(ada: Person) -> None:
    for days in range(60, 44, -2):
        ada.clock.at = NOON - timedelta(days=days)
        await check_in(ada, 4)
    ada.clock.at = NOON
    await check_in(ada, 0)
    await ada.command("/report 4")
    said = page_of(ada)
    assert "Not cleared by a professional Book a visit:" in said
    assert "not settling." in said
    assert "None in these weeks. In the runner's own words" not in said


async def test_no_red_flag_gives_way_to_notes_and_runs(ada: Person, content: Content) -> None:
    for at, flag in enumerate(content.red_flags.flags):
        ada.clock.at = NOON - timedelta(days=40 - 2 * at)
        await check_in(ada, 2, flags=(flag.id,))
        await note(ada, f"note {at}: the stairs were hard again, and so was the long way home at night")
        await ada.command(f"/run {5 + at}")
    await ada.command("/report 12")
    said = page_of(ada)
    for at, flag in enumerate(content.red_flags.flags):
        on = (NOON - timedelta(days=40 - 2 * at)).date()
        assert f"{on:%-d %b}. {flag.text_in('en').short}" in said
    assert "more" in said.partition("In the runner's own words")[2], "notes give way"


async def test_the_way_back_and_the_runs_that_were_too_much_stand_on_a_page_that_is_full(ada: Person) -> None:
    for days in range(90, 10, -1):
        ada.clock.at = NOON - timedelta(days=days)
        if days % 2:
            await check_in(ada, 1)
            await note(ada, f"stairs, day {days}")
        await ada.command(f"/run {4 + days / 100}")
        if days == 60:
            await ada.press("Sore")
    ada.clock.at = NOON
    await begin(ada)
    await go(ada)
    await go(ada, morning="Worse")
    await check_in(ada, 1)
    await ada.command("/report 12")
    said = page_of(ada)
    assert "The way back to running, by steps Begun Tue 24 Nov, now on step 1 of 6" in said
    assert "of them well taken by the next morning: 1" in said
    assert "worse the next morning or a check-in that was not calm: 26 Nov" in said
    assert "Worse on 27 Nov" in said
    shown = said.partition("Runs, those the hip took badly first")[2]
    assert "hip worse the next morning" in shown
    assert "hip felt sore" in shown
    assert "more" in shown


async def test_a_worse_morning_that_was_told_late_is_one_too(ada: Person) -> None:
    await begin(ada)
    await ada.press("✅ Done")
    await ada.press("It was fine")
    ada.clock.wait(timedelta(days=2))
    await ada.command("/return")
    await ada.press("Worse")
    await ada.command("/report 4")
    said = page_of(ada)
    assert "The next morning worse: 1 Worse on 25 Nov" in said
    assert "hip worse the next morning" in said
    await ada.command("/progress 4")
    await ada.press("In words")
    assert "Worse the next morning: once." in ada.shown.text


async def test_nothing_yet_is_a_page_too(session: AsyncSession, vault: Vault, content: Content) -> None:
    await add_runner(session, chat_id=2002, zone="America/New_York", miles=True)
    bob = person(session, vault, content, chat_id=2002)
    await bob.command("/report 8")
    assert bob.shown.made
    page = PdfReader(io.BytesIO(bob.shown.made.make())).pages[0]
    assert "None in these weeks." in page.extract_text()
    assert round(page.mediabox.height) == 792


async def test_forged_periods_ask_again(ada: Person) -> None:
    for data in ("report", "report:400:make", "report:x", "report:-1:make"):
        await ada.press_data(data)
        assert "How far back?" in ada.shown.text
    await ada.command("/report everything")
    assert "How far back?" in ada.shown.text


@pytest.mark.parametrize(
    ("command", "label", "data"),
    [("/export", "Make the file", "export::make"), ("/report", "8 weeks", "report:8:make")],
)
async def test_a_button_pressed_twice_sends_its_file_once(
    ada: Person, command: str, label: str, data: str
) -> None:
    await ada.command(command)
    asked_in = next(reversed(ada.screen.messages))
    await ada.press(label)
    for _ in range(2):
        await ada.press_data(data, asked_in)
    assert files(ada) == 1


async def test_another_period_and_the_same_one_later_are_pages_of_their_own(ada: Person) -> None:
    await ada.command("/report")
    asked_in = next(reversed(ada.screen.messages))
    for weeks in (8, 12, 8):
        await ada.press_data(f"report:{weeks}:make", asked_in)
    assert files(ada) == 3
    ada.clock.wait(timedelta(minutes=1))
    await ada.press_data("report:8:make", asked_in)
    assert files(ada) == 4


def files(ada: Person) -> int:
    return sum(message.made is not None for message in ada.screen.messages.values())
