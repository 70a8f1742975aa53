"""What was said after the push changes what its buttons lead to, and so does who presses them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.content import Content
from bot.routines import State
from bot.triage import Answers, Side, Where
from bot.vault import Vault
from tests.chat.test_routines import owed_snoozes, push, pushed, report, state_of
from tests.chat.turns import person
from tests.conftest import NOON, add_runner
from tests.wording.reading import WORDS


@pytest.mark.parametrize("question", ["start", "step", "done", "later", "snooze", "show"])
async def test_a_paused_plan_starts_nothing_and_says_so(
    session: AsyncSession, vault: Vault, content: Content, question: str
) -> None:
    ada, planned = await pushed(session, vault, content)
    await report(session, vault, content, planned.runner_id, 4, "limping")
    await ada.press_data(f"routine:{planned.id}:{question}:20m")
    assert ada.toast == "Your plan is paused. /today"
    assert ada.shown.text.startswith("<b>Your plan is paused</b>")
    assert [button.label for row in ada.shown.buttons for button in row] == ["Why?", "Close"]
    assert "limp" not in ada.shown.text
    assert (await state_of(session, vault, planned)).state is State.OWED
    assert await owed_snoozes(session) == []


@pytest.mark.parametrize("question", ["start", "step", "later", "show"])
async def test_pain_in_the_stop_band_after_the_push_means_rest(
    session: AsyncSession, vault: Vault, content: Content, question: str
) -> None:
    ada, planned = await pushed(session, vault, content)
    await report(session, vault, content, planned.runner_id, 7)
    await ada.press_data(f"routine:{planned.id}:{question}:0")
    assert ada.shown.text.startswith("<b>🟠 Rest today</b>")


async def test_pain_after_the_push_makes_what_is_started_gentler(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await report(session, vault, content, planned.runner_id, 3)
    await ada.press_data(f"routine:{planned.id}:show:")
    assert ada.shown.text.startswith("<b>💪 Strength A</b>"), "the same routine"
    assert "Clamshell: 2 \N{MULTIPLICATION SIGN} 10 each side" in ada.shown.text, "one level down"
    assert "Gentler because of what you told me" in ada.shown.text
    await report(session, vault, content, planned.runner_id, 5)
    await ada.press_data(f"routine:{planned.id}:show:")
    assert ada.shown.text.startswith("<b>🧘 Gentle mobility</b>")


async def test_a_calmer_check_in_makes_a_gentle_routine_no_harder(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await add_runner(session)
    await report(session, vault, content, runner_id, 5)
    ada = person(session, vault, content)
    planned = await push(ada, session, vault, content, runner_id)
    before = ada.shown
    await report(session, vault, content, runner_id, 0)
    await ada.press_data(f"routine:{planned.id}:show:")
    assert ada.shown == before


@pytest.mark.parametrize("pain", [4, 5])
async def test_a_calm_check_in_the_day_after_brings_back_what_is_still_open_of_today(
    session: AsyncSession, vault: Vault, content: Content, pain: int
) -> None:
    runner_id, yesterday = await add_runner(session), NOON - timedelta(days=1)
    sore = Answers(side=Side.LEFT, now=pain, worst=pain, where=Where.OUTER)
    await checkins.record(
        session, vault, runner_id, sore, content=content, on=yesterday.date(), now=yesterday
    )
    ada = person(session, vault, content)
    planned = await push(ada, session, vault, content, runner_id)
    assert ada.shown.text.startswith("<b>🧘")
    assert "Gentler" in ada.shown.text
    await report(session, vault, content, runner_id, 1)
    for page in ("/today", f"routine:{planned.id}:show:"):
        await (ada.command(page) if page == "/today" else ada.press_data(page))
        assert "💪 Strength A" in ada.shown.text
        assert "Gentler" not in ada.shown.text
    await report(session, vault, content, runner_id, 3)
    await ada.command("/today")
    assert "Gentler" in ada.shown.text, "and the other way"


async def test_nobody_presses_for_another(session: AsyncSession, vault: Vault, content: Content) -> None:
    _, planned = await pushed(session, vault, content)
    await add_runner(session, chat_id=2002)
    eve = person(session, vault, content, chat_id=2002)
    for question in ("show", "start", "done", "skip", "later", "snooze", "effort", "step", ""):
        await eve.press_data(f"routine:{planned.id}:{question}:20m")
        assert eve.toast == WORDS.plain("button-too-old")
        assert eve.screen.messages == {}
    assert (await state_of(session, vault, planned)).state is State.OWED


@pytest.mark.parametrize(
    "data", ["routine", "routine:", "routine:0:done:", "routine:x:start:", "routine:-1:skip:"]
)
async def test_a_forged_button_gets_a_calm_line(
    session: AsyncSession, vault: Vault, content: Content, data: str
) -> None:
    ada, _ = await pushed(session, vault, content)
    await ada.press_data(data)
    assert ada.toast == WORDS.plain("button-too-old")


async def test_a_question_we_never_asked_gets_a_calm_line(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press_data(f"routine:{planned.id}:dance:")
    assert ada.toast == WORDS.plain("button-too-old")


async def test_someone_new_who_presses_an_old_routine_is_asked_to_start(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    stranger: Any = person(session, vault, content, chat_id=3003)
    await stranger.press_data("routine:1:done:")
    assert "One step first" in stranger.shown.text
