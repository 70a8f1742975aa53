"""Why today is gentler: what was said and when, what it changed and what brings it back, for every effect."""

from datetime import datetime, timedelta

import pytest

from bot import checkins, routines
from bot.content import Content
from bot.database import Session
from bot.routines import Effort, PlannedRoutine, State, Why
from bot.triage import Answers, Effect, Morning, When, Where
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person
from tests.wording.reading import faults

A_DAY = timedelta(days=1)


async def why(ada: Person) -> str:
    """What "Why?" on /today says."""
    await ada.command("/today")
    await ada.press("Why?")
    assert faults(ada.shown) == []
    assert labels(ada.shown)[-1] == "Close"
    return ada.shown.text


@pytest.mark.parametrize(
    ("pain", "level", "said"),
    [
        (4, 2, ("one level easier", "went from 2 to 1", "because it hurt")),
        (4, 1, ("mobility takes the place of strength",)),
        (5, 2, ("mobility takes the place of strength", "went from 2 to 1")),
        (7, 2, ("rest only for now", "went from 2 to 1")),
    ],
)
async def test_pain_says_its_numbers_its_change_and_that_a_calm_check_in_brings_it_back(
    session: Session, vault: Vault, ada: Person, pain: int, level: int, said: tuple[str, ...]
) -> None:
    await routines.set_plan(session, (await runner_of(session)).id, level=level)
    await check_in(ada, pain)
    text = await why(ada)
    assert f"On Tue 24 Nov you said: {pain} of 10 now" in text
    assert all(part in text for part in (*said, "a check-in in the calm band, 0 to 2"))
    assert "went from" in text or level == 1
    await ada.press("The rule")
    assert f"Your pain, {pain} of 10" in ada.shown.text


async def test_a_low_number_with_pain_in_front_while_running_is_not_what_brings_it_back(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    answers = Answers(now=1, worst=1, where=Where.FRONT, when=When.RUNNING)
    runner_id, now = (await runner_of(session)).id, ada.clock.now()
    await checkins.record(session, vault, runner_id, answers, content=content, on=now.date(), now=now)
    assert "0 to 2, with no pain in front while running" in await why(ada)


async def test_a_morning_that_left_it_still_shows_what_it_came_from(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 4)
    ada.clock.wait(A_DAY)
    await morning(session, vault, content, Morning.SAME, ada.clock.now())
    assert "On Tue 24 Nov you said: 4 of 10 now" in await why(ada)
    ada.clock.wait(A_DAY)
    await morning(session, vault, content, Morning.WORSE, ada.clock.now())
    assert "On Thu 26 Nov you said: worse in the morning" in await why(ada)


async def morning(session: Session, vault: Vault, content: Content, answer: Morning, now: datetime) -> None:
    runner_id, answers = (await runner_of(session)).id, Answers(morning=answer)
    await checkins.record(
        session, vault, runner_id, answers, content=content, on=now.date(), now=now, asked="morning"
    )


async def test_a_routine_level_waits_for_a_professional_and_for_the_pain_beside_it(
    session: Session, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("locking",))
    text = await why(ada)
    assert "On Tue 24 Nov you ticked" in text
    assert "someone sees you, clears you" in text
    assert "Your pain counts too" not in text
    assert labels(ada.shown) == ["I have seen someone", "Back", "The rule", "Close"]
    ada.clock.wait(A_DAY)
    await check_in(ada, 7)
    text = await why(ada)
    assert "On Wed 25 Nov you said: 7 of 10 now" in text
    assert "Your pain counts too" in text
    await ada.press("Back")
    assert "Today, Wed 25 Nov" in ada.shown.text


async def test_a_pause_says_how_it_ends_and_then_how_far_the_steps_have_come(
    session: Session, vault: Vault, content: Content, ada: Person
) -> None:
    runner_id = (await runner_of(session)).id
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 1, flags=("limping",))
    text = await why(ada)
    assert "I paused your routines" in text
    assert "starts 2 levels lower, and rises by one after 3 days in a row" in text
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    for done in range(4):
        await ada.command("/today")
        assert f"Level 1 for now, rising in steps: {done} of 3 easy days done" in ada.shown.text
        text = await why(ada)
        assert "went from 3 to 1 on Tue 24 Nov, to start gently after the pause" in text
        assert f"{done} of 3 easy days done" in text
        assert ("A calm check-in is all that is missing" in text) == (done == 3)
        ada.clock.wait(A_DAY)
        await easy(session, vault, content, runner_id, ada.clock.now())
    assert (await routines.last_move(session, vault, runner_id)).why is Why.CLEARED  # type: ignore[union-attr]
    ada.clock.wait(timedelta(hours=1))
    await check_in(ada, 0)
    await ada.command("/today")
    assert "rising in steps" not in ada.shown.text
    await ada.press_data("gentler")
    assert "Nothing makes it gentler now" in ada.shown.text


async def test_an_old_why_of_a_plan_that_is_as_it_was_set_leads_back_or_out(ada: Person) -> None:
    await ada.press_data("gentler")
    assert "Your plan is as you set it" in ada.shown.text
    assert labels(ada.shown) == ["Back", "Close"]


async def easy(session: Session, vault: Vault, content: Content, runner_id: int, now: datetime) -> None:
    """A routine of the plan, done and called easy."""
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=now.date(),
        slot="1",
        effect=Effect.AS_PLANNED,
        content=content,
        now=now,
        wants="mobility",
    )
    assert isinstance(planned, PlannedRoutine)
    await routines.mark(session, planned.id, runner_id, State.DONE, now)
    await routines.rate(session, vault, planned.id, runner_id, Effort.EASY)
