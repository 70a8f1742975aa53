"""The buttons under advice: understood, seen, cleared, taken back; forged and of others."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, routines
from bot.content import Content
from bot.deliveries.tables import DeliveryRow
from bot.triage import Effect
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, newest, owed
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults

SEEK, SEEK_NOW = "Seek professional help", "Seek professional help now"


async def test_understood_emergency_advice_is_not_sent_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    advice = await arrive(session, vault, ada)
    assert labels(advice.message)[0] == "I understand"
    await ada.press("I understand")
    assert await owed(session, vault, "advice_again") == []
    assert 'You pressed "I understand"' in ada.shown.text
    assert ada.shown.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    assert labels(ada.shown)[0] == "I have seen someone"
    assert (await newest(session, vault)).acknowledged_at == NOON
    assert faults(ada.shown) == []


async def test_emergency_advice_that_nobody_answered_is_said_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    again = await arrive(session, vault, ada, "advice_again")
    assert again.message.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    assert "I have not heard from you" in again.message.text
    await ada.press("I understand")
    assert (await newest(session, vault)).acknowledged_at is not None


async def test_a_press_proves_that_unsure_advice_arrived(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    await arrive(session, vault, ada)
    row = (await session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "advice"))).one()
    row.state = "unsure"
    await session.flush()
    await ada.press("Why?")
    assert [found.kind for found in await owed(session, vault, state="sent")] == ["advice"]


async def seen_and_cleared(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    assert "Did they clear you for exercise?" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Cleared")


@pytest.mark.parametrize(("level", "back_at"), [(3, 1), (2, 1), (1, 1)])
@pytest.mark.parametrize("flag", ["limping", "hot_or_fever"])
async def test_cleared_the_plan_is_back_two_levels_down(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, flag: str, level: int, back_at: int
) -> None:
    await routines.set_plan(session, runner_id, level=level, run_days={1})
    await check_in(ada, 0, flags=(flag,))
    await seen_and_cleared(session, vault, ada)
    assert ada.shown.text.startswith("<b>✅ Your plan is back</b>")
    assert f"start at level {back_at}" in ada.shown.text
    assert faults(ada.shown) == []
    plan = await routines.plan_of(session, vault, runner_id)
    assert (plan.level, plan.run_days) == (back_at, frozenset({1}))
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await owed(session, vault, "follow_up", "advice_again") == []


async def test_clearing_twice_lowers_the_level_once(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 0, flags=("limping",))
    checkin = await newest(session, vault)
    await seen_and_cleared(session, vault, ada)
    await routines.set_plan(session, runner_id, level=3)
    await ada.press_data(f"advice:{checkin.id}:cleared")
    assert "Nothing is open" in ada.shown.text
    assert (await routines.plan_of(session, vault, runner_id)).level == 3


async def test_cleared_with_pain_the_last_rating_still_counts(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 7, flags=("limping",))
    await seen_and_cleared(session, vault, ada)
    assert "Your last pain rating still counts" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.REST


async def test_what_was_only_made_gentler_keeps_its_level(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 0, flags=("locking",))
    await seen_and_cleared(session, vault, ada)
    assert "Thank you for telling me" in ada.shown.text
    assert (await routines.plan_of(session, vault, runner_id)).level == 3


async def test_seen_but_not_cleared_the_plan_waits(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 0, flags=("limping",))
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    await ada.press("Not yet")
    assert "Good that someone saw you" in ada.shown.text
    assert faults(ada.shown) == []
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.PAUSED
    assert await owed(session, vault, "follow_up") == []
    await ada.press("They cleared me")
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


async def test_whoever_reached_nobody_is_told_again_and_asked_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 0, flags=("limping",))
    checkin = await newest(session, vault)
    for asked in (1, 2):
        await arrive(session, vault, ada, "follow_up")
        assert "Did you reach someone?" in ada.shown.text
        ada.clock.wait(timedelta(hours=24))
        for _ in range(2):
            await ada.press_data(f"advice:{checkin.id}:not_reached:{asked - 1}")
        assert ada.shown.text.startswith(f"<b>🟠 {SEEK}</b>")
        assert [found.key for found in await owed(session, vault, "follow_up")][asked:] == [
            f"follow_up:{checkin.id}:{asked}"
        ]


async def test_the_follow_up_leads_back_to_the_plan(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await check_in(ada, 0, flags=("limping",))
    await arrive(session, vault, ada, "follow_up")
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


async def test_a_new_tick_is_not_cleared_by_an_old_message(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 1, flags=("limping",))
    old = await newest(session, vault)
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 1, flags=("numb_or_weak",))
    await ada.press_data(f"advice:{old.id}:cleared")
    assert "about your answer from Wed 25 Nov" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.PAUSED
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


async def test_an_ease_off_can_be_taken_back_once(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 4)
    checkin = await newest(session, vault)
    await ada.press("Undo")
    assert "Taken back" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await owed(session, vault, "morning") == []
    await ada.press_data(f"advice:{checkin.id}:undo")
    assert "can no longer" in (ada.toast or "")
    await ada.press_data(f"advice:{checkin.id}:show")
    assert "You took this answer back" in ada.shown.text
    assert "Undo" not in labels(ada.shown)


@pytest.mark.parametrize(("now", "flags"), [(1, ()), (7, ()), (4, ("locking",)), (4, ("limping",))])
async def test_only_an_ease_off_can_be_taken_back(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, now: int, flags: tuple[str, ...]
) -> None:
    await check_in(ada, now, flags=flags)
    checkin = await newest(session, vault)
    before = await checkins.standing(session, vault, runner_id)
    await ada.press_data(f"advice:{checkin.id}:undo")
    assert "can no longer" in (ada.toast or "")
    assert await checkins.standing(session, vault, runner_id) == before


QUESTIONS = ("show", "why", "say", "understand", "undo", "seen", "cleared", "not_cleared", "not_reached")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_another_persons_advice_says_and_does_nothing(
    session: AsyncSession, vault: Vault, content: Content, ada: Person, runner_id: int, question: str
) -> None:
    await check_in(ada, 7, flags=("hot_or_fever",))
    mine = await newest(session, vault)
    before = await checkins.standing(session, vault, runner_id)
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await bob.press_data(f"advice:{mine.id}:{question}")
    assert bob.screen.messages == {}
    assert bob.toast == "This button is from an older message. For a new check-in: /checkin"
    assert await checkins.standing(session, vault, runner_id) == before
    assert (await newest(session, vault)).acknowledged_at is None
    assert len(await owed(session, vault, "advice", "advice_again")) == 2


@pytest.mark.parametrize("data", ["advice", "advice:", "advice:x:why", "advice:0:cleared", "advice:-1:seen"])
async def test_forged_advice_buttons_are_answered_calmly(ada: Person, data: str) -> None:
    await ada.press_data(data)
    assert "For a new check-in" in (ada.toast or "")


@pytest.mark.parametrize("rest", ["", ":nonsense", ":why:99", ":why:-1", ":why:x", ":not_reached:x"])
async def test_forged_questions_show_the_advice(
    session: AsyncSession, vault: Vault, ada: Person, rest: str
) -> None:
    await check_in(ada, 7, flags=("limping",))
    mine = await newest(session, vault)
    await arrive(session, vault, ada)
    await ada.press_data(f"advice:{mine.id}{rest}")
    assert ada.shown.text.startswith(f"<b>🟠 {SEEK}</b>")


@pytest.mark.parametrize("question", ["seen", "cleared", "not_cleared"])
async def test_where_nothing_stands_nothing_is_cleared(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, question: str
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 7)
    mine = await newest(session, vault)
    await ada.press_data(f"advice:{mine.id}:{question}")
    assert "Nothing is open" in ada.shown.text
    # The pain took one level; the press took none.
    assert (await routines.plan_of(session, vault, runner_id)).level == 2
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.REST


async def test_old_advice_says_when_it_was_cleared_since(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    mine = await newest(session, vault)
    await seen_and_cleared(session, vault, ada)
    await ada.press_data(f"advice:{mine.id}:show")
    assert "someone saw you and cleared you" in ada.shown.text
    assert "I have seen someone" not in labels(ada.shown)


async def test_a_restart_between_check_in_and_advice_loses_nothing(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    again = person(session, vault, content)
    await arrive(session, vault, again)
    await again.press("I have seen someone")
    once_more = person(session, vault, content)
    once_more.screen.messages[1] = again.shown
    await once_more.press("Cleared")
    assert "Your plan is back" in once_more.shown.text
