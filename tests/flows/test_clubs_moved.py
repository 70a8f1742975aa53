"""Where a club lives: two in one forum, another topic, a group that turns supergroup, removed and back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import membership
from sandbox.world import Member
from tests.flows.clubs_of import MEMBER, OWNER, Group, group_of, set_up, town_of_three
from tests.flows.town import Resident, Town, rows


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with three people."""
    async with town_of_three(tmp_path) as opened:
        yield opened


async def test_two_clubs_of_one_forum_are_apart(town: Town) -> None:
    group = await group_of(town, is_forum=True)
    topic = town.sandbox.add_topic(group.id, "Trail")
    await group.says("/club")
    await group.says("/club", message_thread_id=topic.message_thread_id)
    assert "This topic has no club yet" in group.sees
    await group.presses("A club of its own")
    assert "No runs yet." in group.sees
    assert await rows(town.database, "clubs") == 2


async def test_two_clubs_of_one_forum_are_told_apart_by_their_topics(town: Town) -> None:
    group, ada = await group_of(town, is_forum=True), Resident(town, OWNER)
    trail, track = (town.sandbox.add_topic(group.id, name).message_thread_id for name in ("Trail", "Track"))
    await group.says("/club", message_thread_id=trail)
    assert group.sees.startswith("🔥 Harriers · Trail")
    await group.says("/club", message_thread_id=track)
    await group.presses("A club of its own")
    assert group.sees.startswith("🔥 Harriers · Track")
    assert "To post in another topic, ask /club there." in group.sees
    # What is a reply names no topic.
    shown = group.heard[-1]["message_id"]
    await group.says("/club", message_thread_id=track, reply_to_message_id=shown)
    assert group.heard[-1]["message_id"] > shown
    assert group.sees.startswith("🔥 Harriers · Track")
    await ada.says("/club")
    assert ada.labels[:2] == ["Harriers · Trail", "Harriers · Track"]
    await group.says("/club")
    await group.presses("Harriers · Trail posts here")
    assert group.sees.startswith("🔥 Harriers\n")


async def test_a_club_moves_to_the_topic_in_which_that_is_asked(town: Town) -> None:
    group = await set_up(town, is_forum=True)
    topic = town.sandbox.add_topic(group.id, "Trail")
    await group.says("/club", message_thread_id=topic.message_thread_id)
    await group.presses("Harriers posts here")
    assert "Posts come to this topic" in group.sees
    assert "Tue, 18:30" in group.sees
    await town.wait(timedelta(hours=5))
    assert group.heard[-1]["message_thread_id"] == topic.message_thread_id
    assert "run at 18:30" in group.sees
    assert await rows(town.database, "clubs") == 1


async def test_a_supergroup_takes_its_club_along(town: Town) -> None:
    group = await set_up(town, kind="group")
    moved = Group(town, town.sandbox.migrate(group.id).id)
    await town.sandbox.say(MEMBER, "/help")
    await town.sandbox.heard(MEMBER)
    await town.wait(timedelta(hours=5))
    assert "run at 18:30" in moved.sees
    await moved.says("/club")
    assert "Tue, 18:30" in moved.sees
    assert await rows(town.database, "clubs") == 1


async def test_a_supergroup_that_its_club_is_in_already_is_greeted_by_nobody(town: Town) -> None:
    group = await set_up(town, kind="group")
    new = town.sandbox.migrate(group.id)
    await town.idle()
    # Telegram says of a supergroup that a group has become that the bot joined it, too.
    world = town.sandbox.world
    new.members.pop(world.bot_id)
    membership.change(world, new, world.bot_id, Member("member"), OWNER)
    # A chat's updates are answered in their order.
    assert "Tue, 18:30" in await Group(town, new.id).says("/club")
    assert len(Group(town, new.id).heard) == 1


async def test_removed_it_falls_silent_and_added_again_it_knows_its_settings(town: Town) -> None:
    group = await set_up(town)
    town.sandbox.remove_member(group.id, "bot", by=OWNER)
    await town.sandbox.say(MEMBER, "/help")
    await town.sandbox.heard(MEMBER)
    said = len(group.heard)
    await town.wait(timedelta(hours=5))
    assert len(group.heard) == said
    before = town.sandbox.messages(group.id)[-1]["message_id"]
    town.sandbox.add_member(group.id, "bot", by=OWNER)
    await town.sandbox.heard(group.id, after=before)
    assert "still stands" in group.sees
    await group.says("/club")
    assert "Tue, 18:30" in group.sees
