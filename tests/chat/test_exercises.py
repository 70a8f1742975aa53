"""/exercise, as anybody may use it."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines, runners
from bot.content import Content
from bot.vault import Vault
from tests.chat.turns import person
from tests.conftest import add_runner
from tests.wording.reading import faults


async def test_a_stranger_reads_a_card_by_its_name(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/exercise clamshell")
    assert ada.shown.text.startswith("<b>💪 Clamshell</b>")
    assert "level 1" in ada.shown.text
    assert await runners.by_chat(session, 1001) is None, "reading leaves nothing behind"


async def test_a_typing_error_gets_a_suggestion(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/exercise clamshel")
    assert ada.shown.text == "<b>Did you mean Clamshell?</b>"
    await ada.press("Clamshell")
    assert ada.shown.text.startswith("<b>💪 Clamshell</b>")


async def test_half_a_name_offers_all_that_have_it(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/exercise stretch")
    labels = {row[0].label for row in ada.shown.buttons[:-1]}
    assert labels == {"Hip flexor stretch", "Hamstring stretch", "Glute stretch"}


@pytest.mark.parametrize("typed", ["squat", "💪", "<b>", "\u202e" * 50, "x" * 4000])
async def test_an_unknown_name_gets_the_list(
    session: AsyncSession, vault: Vault, content: Content, typed: str
) -> None:
    ada = person(session, vault, content)
    await ada.command(f"/exercise {typed}")
    assert "I do not have that one" in ada.shown.text
    assert faults(ada.shown) == []


async def test_every_exercise_is_reached_by_its_kind(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    for exercise in content.exercises.values():
        await ada.command("/exercise")
        await ada.press(f"exercise:{exercise.kind}:kind:0")
        await ada.press(f"exercise:{exercise.id}:card:0")
        assert exercise.text_in("en").name in ada.shown.text
        assert faults(ada.shown) == []


async def test_the_source_is_one_press_away_and_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/exercise clamshell")
    card = ada.shown
    await ada.press("Source")
    assert "Reviewed 23 Nov 2026" in ada.shown.text
    await ada.press("Back")
    assert ada.shown == card


async def test_a_runner_reads_the_dose_of_their_level(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await add_runner(session)
    await routines.set_plan(session, runner_id, run_days=frozenset({1}), level=3)
    ada = person(session, vault, content)
    await ada.command("/exercise clamshell")
    assert "Dose, level 3" in ada.shown.text


@pytest.mark.parametrize(
    "data",
    [
        "exercise:",
        "exercise:nothing:card:0",
        "exercise:clamshell:card:-5",
        "exercise:clamshell:card:9999999",
        "exercise:x:kind:y",
    ],
)
async def test_a_forged_button_shows_something_calm(
    session: AsyncSession, vault: Vault, content: Content, data: str
) -> None:
    ada = person(session, vault, content)
    await ada.press_data(data)
    assert faults(ada.shown) == []


async def test_a_stranger_reads_whom_the_exercises_are_for(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    bob = person(session, vault, content)
    await bob.command("/exercise")
    assert "For adults. Not with a warning sign: /learn, When to get help." in bob.shown.text
    assert faults(bob.shown) == []
