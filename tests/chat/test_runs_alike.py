"""/run where two runs are alike, and where their figures are set against each other."""

import pytest

from bot import runs
from bot.database import Session
from bot.vault import Vault
from tests.chat.test_runs import TODAY, ran
from tests.chat.turns import Person
from tests.wording.reading import faults


async def test_two_runs_alike_on_one_day_are_two_where_the_runner_says_so(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.command("/run 5 km 30min")
    await ada.command("/run")
    await ada.press("Same: 5 km")
    assert "there already" in ada.shown.text
    assert ada.button("Delete")
    assert faults(ada.shown) == []
    another = ada.button("Another run").data or ""
    for many in (2, 2):
        await ada.press_data(another)
        assert len(await runs.newest(session, vault, runner_id, 9)) == many, "pressed twice it is one more"
    last = await runs.latest(session, vault, runner_id)
    assert last
    assert (last.distance_m, last.duration_s, last.on) == (5000, 1800, TODAY)
    await ada.command("/run same")
    await ada.press("Another run")
    assert len(await runs.newest(session, vault, runner_id, 9)) == 3


@pytest.mark.parametrize(
    ("longest", "metres", "said"),
    [
        (12_040, 30_000, "30 km is 150 % more"),
        (12_000, 30_000, "30 km is 150 % more"),
        (10_000, 11_040, "11 km is 10 % more"),
        (40, 30_000, "30 km is 74,900 % more"),
    ],
)
async def test_by_how_much_a_run_is_longer_can_be_reckoned_over_from_what_is_shown(
    ada: Person, session: Session, vault: Vault, runner_id: int, longest: int, metres: int, said: str
) -> None:
    await ran(session, vault, runner_id, 5, longest)
    await ada.command(f"/run plan {metres / 1000} km")
    assert said in ada.shown.text
