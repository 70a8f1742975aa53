"""One rule for runs while the plan is eased, and every page gives it in the same words."""

from datetime import timedelta

import pytest

from bot import checkins, routines
from bot.content import Content
from bot.database import Session
from bot.routines import PlannedRoutine
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.going import begin
from tests.chat.turns import Person
from tests.wording.reading import faults

RULE = "Make your next run short, or skip it. If in doubt, walk."


async def pages(
    session: Session, vault: Vault, content: Content, ada: Person, runner_id: int
) -> dict[str, str]:
    """What the pages and today's routine say the day after."""
    ada.clock.wait(timedelta(days=1))
    said = {}
    for page in ("/run plan 5", "/today"):
        await ada.command(page)
        said[page] = ada.shown.text
        assert faults(ada.shown) == []
    standing = await checkins.standing(session, vault, runner_id)
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=ada.clock.now().date(),
        slot="1",
        effect=standing.effect,
        content=content,
        now=ada.clock.now(),
    )
    assert isinstance(planned, PlannedRoutine)
    await ada.press_data(f"routine:{planned.id}:show:")
    return said | {"push": ada.shown.text}


@pytest.mark.parametrize("pain", [3, 4, 5])
async def test_advice_run_plan_push_and_today_say_the_same_of_the_next_run(
    session: Session, vault: Vault, content: Content, ada: Person, runner_id: int, pain: int
) -> None:
    await routines.set_plan(session, runner_id, run_days=range(7))
    await check_in(ada, pain)
    said = {"advice": ada.shown.text} | await pages(session, vault, content, ada, runner_id)
    assert {name: RULE in text for name, text in said.items()} == dict.fromkeys(said, True)
    assert not any("walk instead" in text or "short and easy" in text for text in said.values())


@pytest.mark.parametrize("pain", [3, 5])
async def test_on_the_way_back_none_of_them_leaves_a_short_run(
    session: Session, vault: Vault, content: Content, ada: Person, runner_id: int, pain: int
) -> None:
    await routines.set_plan(session, runner_id, run_days=range(7))
    await begin(ada)
    await check_in(ada, pain)
    said = {"advice": ada.shown.text} | await pages(session, vault, content, ada, runner_id)
    assert not any("short" in text for text in said.values())
    assert "Your way back is on hold: no run for now." in said["/today"]
