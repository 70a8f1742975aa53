"""The question of the next morning: one a morning, one press, and worse makes the plan more careful."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import checkins, runners
from bot.chat import mornings
from bot.chat.turn import Turn
from bot.checkins import MorningAfter
from bot.content import Content
from bot.database import Session
from bot.triage import Effect, Level, Morning
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, owed
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person
from tests.conftest import NOON
from tests.wording.reading import faults
from tests.words import DICTIONARY

TODAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # 08:00 in Berlin


async def turn_of(session: Session, vault: Vault, content: Content, ada: Person) -> Turn:
    runner = await runner_of(session)
    return Turn(session, vault, content, DICTIONARY.in_language("en"), ada.clock.now(), runner)


async def ran(session: Session, vault: Vault, content: Content, ada: Person, on: date = TODAY) -> None:
    await mornings.owe_after_run(await turn_of(session, vault, content, ada), on)


async def next_morning(session: Session, vault: Vault, ada: Person) -> None:
    ada.clock.at = MORNING
    await arrive(session, vault, ada, "morning")


async def test_a_run_asks_once_the_next_morning_and_a_check_in_of_then_takes_it_back(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await ran(session, vault, content, ada)
    await ran(session, vault, content, ada)
    (morning,) = await owed(session, vault, "morning")
    assert morning.due_at == MORNING
    assert "than before the run" in morning.message.text
    assert labels(morning.message) == ["Better", "Same", "Worse", "Check in", "Close"]
    await check_in(ada, 1)
    assert len(await owed(session, vault, "morning")) == 1
    ada.clock.at = MORNING - timedelta(minutes=10)
    await check_in(ada, 1)
    assert await owed(session, vault, "morning") == []


@pytest.mark.parametrize("run_first", [True, False])
async def test_a_run_and_an_ease_off_ask_one_question_and_an_undone_ease_off_leaves_the_run_its_own(
    session: Session, vault: Vault, content: Content, ada: Person, run_first: bool
) -> None:
    if run_first:
        await ran(session, vault, content, ada)
    await check_in(ada, 4)
    if not run_first:
        (morning,) = await owed(session, vault, "morning")
        assert "than yesterday" in morning.message.text
        await ran(session, vault, content, ada)
    (morning,) = await owed(session, vault, "morning")
    assert "than before the run" in morning.message.text
    await ada.press("Undo")
    assert len(await owed(session, vault, "morning")) == 1


async def test_nobody_is_asked_about_a_morning_that_is_over_told_of_or_silenced(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await ran(session, vault, content, ada, TODAY - timedelta(days=2))
    ada.clock.at = NOON + timedelta(hours=9)
    await ran(session, vault, content, ada, TODAY - timedelta(days=1))
    ada.clock.at = NOON
    await check_in(ada, 1)
    await ran(session, vault, content, ada, TODAY - timedelta(days=1))
    await runners.pause(session, (await runner_of(session)).id, NOON, None)
    await ran(session, vault, content, ada)
    assert await owed(session, vault, "morning") == []


async def test_an_urgent_answer_takes_the_question_back_and_lets_no_run_ask(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await ran(session, vault, content, ada)
    await check_in(ada, 1, flags=("limping",))
    ada.clock.wait(timedelta(days=1))
    await ran(session, vault, content, ada, TODAY + timedelta(days=1))
    assert await owed(session, vault, "morning") == []


async def test_worse_eases_off_offers_the_check_in_first_and_can_be_undone(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    runner_id = (await runner_of(session)).id
    await check_in(ada, 1)
    await ran(session, vault, content, ada)
    await next_morning(session, vault, ada)
    await ada.press("Worse")
    assert "🟡 Ease off" in ada.shown.text
    assert "worse in the morning" in ada.shown.text
    assert "Check in now" in ada.shown.text
    assert "Check in again" not in ada.shown.text, "there was no check-in this morning"
    assert labels(ada.shown) == ["Check in", "Undo", "Why?", "Close"]
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.ONE_LEVEL_DOWN
    assert await checkins.mornings(session, vault, runner_id, TODAY) == [
        MorningAfter(TODAY + timedelta(days=1), Morning.WORSE)
    ]
    assert len(await owed(session, vault, "morning", state="due")) == 2  # and tomorrow once more
    await ada.press("Why?")
    assert "The morning after" in ada.shown.text
    await ada.press("Back")
    await ada.press("Undo")
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await checkins.mornings(session, vault, runner_id, TODAY) == []


async def test_worse_after_an_ease_off_stops_and_the_check_in_it_offers_is_not_a_second_stop(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 4)
    await next_morning(session, vault, ada)
    await ada.press("Worse")
    assert "🟠 Stop running" in ada.shown.text
    await ada.press("Check in")
    await check_in(ada, 7)
    assert "🟠 Stop running" in ada.shown.text
    assert await owed(session, vault, "advice") == []


async def test_a_calm_check_in_of_the_same_day_does_not_end_what_a_worse_morning_called_for(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 4)
    await next_morning(session, vault, ada)
    await ada.press("Worse")
    await check_in(ada, 0)
    assert "🟠 Stop running" in ada.shown.text
    assert "Earlier today it was worse" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Why?")
    assert "Earlier today" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/today")
    await ada.press("Why?")
    assert "a day counts by its worst" in ada.shown.text
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 0)
    assert "🟢 Carry on" in ada.shown.text


async def test_worse_after_a_stop_is_a_second_stop_in_a_row(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 7)
    await next_morning(session, vault, ada)
    await ada.press("Worse")
    (advice,) = await owed(session, vault, "advice")
    assert "Seek professional help" in advice.message.text
    assert "this week" in advice.message.text


@pytest.mark.parametrize("label", ["Better", "Same"])
@pytest.mark.parametrize(
    ("pain", "flags", "effect", "said"),
    [
        (1, (), Effect.AS_PLANNED, "stays as it is"),
        (5, (), Effect.MOBILITY_ONLY, "stays gentler"),
        (7, (), Effect.REST, "no running, no strength"),
        (1, ("locking",), Effect.ONE_LEVEL_DOWN, "until a professional has seen you and cleared you"),
    ],
)
async def test_better_and_the_same_lower_nothing(
    session: Session,
    vault: Vault,
    content: Content,
    ada: Person,
    label: str,
    pain: int,
    flags: tuple[str, ...],
    effect: Effect,
    said: str,
) -> None:
    runner_id = (await runner_of(session)).id
    await ran(session, vault, content, ada)
    await check_in(ada, pain, flags=flags)
    before = await checkins.standing(session, vault, runner_id)
    await next_morning(session, vault, ada)
    await ada.press(label)
    assert said in ada.shown.text
    after = await checkins.standing(session, vault, runner_id)
    assert (after.level, after.effect) == (before.level, effect)
    if pain == 7:
        ada.clock.wait(timedelta(hours=1))
        await check_in(ada, 7)
        assert len(await owed(session, vault, "advice")) == 1  # better ends no row of stops


async def test_an_answer_stands_once_and_other_mornings_only_lead_to_a_check_in(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    runner_id = (await runner_of(session)).id
    await check_in(ada, 4)
    asked = (await owed(session, vault, "morning"))[-1].message
    await next_morning(session, vault, ada)
    await ada.press("Same")
    await ada.screen.reply(ada.chat_id, asked)
    await ada.press("Better")
    assert "The same this morning" in ada.shown.text
    await ada.screen.reply(ada.chat_id, asked)
    await check_in(ada, 1)
    await ada.press_data("morning:20261125:worse")
    assert "You checked in this morning" in ada.shown.text
    ada.clock.wait(timedelta(days=1))
    await ada.press_data("morning:20261125:worse")
    assert "This question is from Wed 25 Nov" in ada.shown.text
    for forged in ("morning:0:worse", "morning:20261126:much_worse", "morning::", "morning:abc:better"):
        await ada.press_data(forged)
        assert ada.toast
    assert (await checkins.standing(session, vault, runner_id)).level is Level.CARRY_ON


async def test_worse_is_never_put_aside_for_what_was_said_before_it(
    session: Session, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 4)
    asked = (await owed(session, vault, "morning"))[-1].message
    await next_morning(session, vault, ada)
    await ada.press("Same")
    for label in ("Worse", "Better"):
        await ada.screen.reply(ada.chat_id, asked)
        await ada.press(label)
        assert "You said: worse in the morning" in ada.shown.text, label


async def test_what_a_morning_was_compared_with_is_not_taken_back_under_it(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 4)
    advice = ada.shown
    await next_morning(session, vault, ada)
    await ada.press("Same")
    await ada.screen.reply(ada.chat_id, advice)
    await ada.press("Undo")
    assert ada.toast == "This one can no longer be taken back."


async def test_the_morning_after_asks_about_the_worst_of_the_day(
    session: Session, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 5)
    ada.clock.wait(timedelta(hours=2))
    await check_in(ada, 0)
    (morning,) = await owed(session, vault, "morning")
    assert "5 of 10" in morning.message.text
    assert "than yesterday" in morning.message.text
