"""/exercise and /learn in a group: the same for everybody, once a minute, then in private."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.clubs_of import MEMBER, MINUTE, OWNER, Group, group_of, town_of_three
from tests.flows.town import Resident, Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with three people."""
    async with town_of_three(tmp_path) as opened:
        yield opened


def links(group: Group) -> list[str]:
    """Where the buttons under the newest message lead."""
    shown = group.heard[-1]["reply_markup"]["inline_keyboard"]
    return [button["url"].partition("?start=")[2] for row in shown for button in row]


async def test_an_exercise_is_answered_in_place_with_nothing_to_press_but_the_way_on(town: Town) -> None:
    group = await group_of(town)
    assert "Leg swings" in await group.says("/exercise leg swings", by=MEMBER)
    assert links(group) == ["exercise-leg_swings"]
    assert "Leg swings" in await Resident(town, MEMBER).says("/start exercise-leg_swings")


async def test_within_a_minute_there_is_one_pointer_and_then_nothing(town: Town) -> None:
    group = await group_of(town)
    await group.says("/exercise clamshell")
    assert "One at a time" in await group.says("/learn choosing your shoes", by=MEMBER)
    assert links(group) == ["learn-choosing_shoes"]
    said = len(group.heard)
    await group.writes("/exercise clamshell")
    # A chat's updates are answered in their order.
    await group.says("/checkin")
    assert len(group.heard) == said + 1
    await town.wait(MINUTE)
    assert "Clamshell" in await group.says("/exercise clamshell")


async def test_a_card_is_read_with_its_source_and_goes_on_in_private(town: Town) -> None:
    group = await group_of(town)
    answer = await group.says("/learn choosing your shoes")
    assert "Comfort comes first" in answer
    assert "Source" in answer
    assert links(group) == ["learn-choosing_shoes"]
    assert "Comfort comes first" in await Resident(town, OWNER).says("/start learn-choosing_shoes")


@pytest.mark.parametrize("asked", ["/exercise", "/exercise quantum", "/learn", "/learn quantum"])
async def test_what_is_not_clear_says_how_to_ask(town: Town, asked: str) -> None:
    group = await group_of(town)
    answer = await group.says(asked)
    assert "like /exercise" in answer or "like /learn" in answer


async def test_a_topic_is_answered_in_that_topic(town: Town) -> None:
    group = await group_of(town, is_forum=True)
    topic = town.sandbox.add_topic(group.id, "Trail")
    await group.says("/exercise clamshell", message_thread_id=topic.message_thread_id)
    assert group.heard[-1]["message_thread_id"] == topic.message_thread_id


async def test_a_name_on_the_next_line_is_read_too(town: Town) -> None:
    group = await group_of(town)
    assert "Clamshell" in await group.says("/exercise\nclamshell")


async def test_a_link_gives_nobodys_answer(town: Town) -> None:
    ada = Resident(town, OWNER)
    beginning = await ada.says("/start")
    assert await ada.says("/start checkin-7") == beginning


async def test_a_link_that_leads_nowhere_opens_the_beginning(town: Town) -> None:
    ada = Resident(town, OWNER)
    beginning = await ada.says("/start")
    assert await ada.says("/start exercise-") == beginning
    assert await ada.says("/start nothing-known") == beginning
