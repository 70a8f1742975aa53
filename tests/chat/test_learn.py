"""/learn, as anybody may use it."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.content import CardTopic, Content
from bot.vault import Vault
from tests.chat.turns import person
from tests.wording.reading import faults


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("shoes", "Choosing your shoes"),
        ("ice", "Using ice"),
        ("icing", "Using ice"),
        ("ibuprofen", "Pain relievers: read this first"),
        ("stress fracture", "Can it be something serious?"),
        ("physio", "Seeing a physiotherapist"),
        ("numb", "When to get help"),
        ("warming up", "Warming up"),
        ("cross-training", "Cross-training"),
        ("anatomy", "What is inside a hip"),
        ("quantum physics", None),
    ],
)
async def test_words_find_a_card(
    session: AsyncSession, vault: Vault, content: Content, typed: str, title: str | None
) -> None:
    ada = person(session, vault, content)
    await ada.command(f"/learn {typed}")
    assert (
        "I found nothing" in ada.shown.text
        if title is None
        else ada.shown.text.startswith(f"<b>📚 {title}</b>")
    )


@pytest.mark.parametrize(
    ("typed", "title"),
    [("shoess", "Choosing your shoes"), ("sheos", "Choosing your shoes"), ("warmng up", "Warming up")],
)
async def test_a_typing_error_still_finds_it(
    session: AsyncSession, vault: Vault, content: Content, typed: str, title: str
) -> None:
    ada = person(session, vault, content)
    await ada.command(f"/learn {typed}")
    await ada.press(title)
    assert ada.shown.text.startswith(f"<b>📚 {title}</b>")


async def test_a_word_of_the_text_finds_the_card(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/learn blotchy")
    await ada.press("Using ice")
    assert "Using ice" in ada.shown.text


async def test_every_card_is_reached_by_topic_and_next(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    seen: list[str] = []
    for topic in CardTopic:
        await ada.command("/learn")
        await ada.press(f"learn:{topic}:topic:0")
        await ada.press(ada.shown.buttons[0][0].label)
        seen.append(ada.shown.text.splitlines()[0])
        while any(button.label == "Next" for button in ada.shown.buttons[-1]):
            await ada.press("Next")
            assert faults(ada.shown) == []
            seen.append(ada.shown.text.splitlines()[0])
    assert sorted(seen) == sorted(f"<b>📚 {card.title}</b>" for card in content.cards.values())


async def test_back_returns_to_the_page_of_the_topic(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada = person(session, vault, content)
    await ada.command("/learn")
    await ada.press("Questions")
    await ada.press("More")
    second_page = ada.shown
    await ada.press(ada.shown.buttons[1][0].label)
    await ada.press("Back")
    assert ada.shown == second_page


@pytest.mark.parametrize(
    "data", ["learn:", "learn:nothing:card:0", "learn:ice:card:77", "learn:x:topic:\u0663"]
)
async def test_a_forged_button_shows_something_calm(
    session: AsyncSession, vault: Vault, content: Content, data: str
) -> None:
    ada = person(session, vault, content)
    await ada.press_data(data)
    assert faults(ada.shown) == []
    assert await runners.by_chat(session, 1001) is None


@pytest.mark.parametrize("data", ["learn:small_steps", "learn:rest_and_recovery", "learn:warming_up"])
async def test_another_page_leads_to_a_card_by_its_id_alone(
    session: AsyncSession, vault: Vault, content: Content, data: str
) -> None:
    ada = person(session, vault, content)
    await ada.command("/learn")
    await ada.press_data(data)
    title = content.cards[data.removeprefix("learn:")].title
    assert ada.shown.text.startswith(f"<b>📚 {title}</b>")
    assert faults(ada.shown) == []
