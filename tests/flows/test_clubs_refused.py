"""A club where the bot may not write, or not any more: who can do something hears so, and it goes on."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import membership
from sandbox.world import Member
from tests.flows.clubs_of import MEMBER, MINUTE, OWNER, Group, group_of, set_up
from tests.flows.town import Resident, Town

OPERATOR = 1009
EVENING = timedelta(hours=5)
NOBODY_WRITES, EVERYBODY_WRITES = {"can_send_messages": False}, {"can_send_messages": True}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with two people and an operator, who hears of no fault whatever is refused."""
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    async with Town(url, operator_ids=frozenset({OPERATOR})) as opened:
        for name, person_id in (("Ada", OWNER), ("Bruno", MEMBER), ("Olga", OPERATOR)):
            await opened.arrive(name, person_id).says("/help")
        yield opened
        assert len(Resident(opened, OPERATOR).heard) == 1, Resident(opened, OPERATOR).sees


async def test_added_where_nobody_may_write_it_tells_who_added_it(town: Town) -> None:
    chat, ada = town.sandbox.add_chat("supergroup", "Harriers", [OWNER, MEMBER], OWNER), Resident(town, OWNER)
    town.sandbox.permit(chat.id, NOBODY_WRITES)
    before = ada.messages[-1]["message_id"]
    town.sandbox.add_member(chat.id, "bot", by=OWNER)
    await town.sandbox.heard(OWNER, after=before)
    assert "I cannot write in Harriers" in ada.sees
    assert "/club in the group" in ada.sees


async def test_made_administrator_of_a_channel_without_the_right_it_says_which(town: Town) -> None:
    chat, ada = town.sandbox.add_chat("channel", "News", [OWNER], OWNER), Resident(town, OWNER)
    before = ada.messages[-1]["message_id"]
    town.sandbox.promote(chat.id, "bot", {"can_manage_chat": True, "can_post_messages": False}, by=OWNER)
    await town.sandbox.heard(OWNER, after=before)
    assert "I cannot post in News" in ada.sees
    assert "/club" not in ada.sees


async def test_it_goes_on_where_it_may_write_again_and_club_is_asked(town: Town) -> None:
    group, ada = await set_up(town), Resident(town, OWNER)
    town.sandbox.permit(group.id, NOBODY_WRITES)
    await town.wait(EVENING)
    await town.wait(MINUTE)
    assert "Harriers is paused" in ada.sees
    assert "ask /club there" in ada.sees
    await ada.says("/start club-1")
    assert "Paused" in ada.sees
    # Nobody tells a bot that everybody may write again.
    town.sandbox.permit(group.id, EVERYBODY_WRITES)
    await group.says("/club")
    assert "Paused" not in group.sees
    await town.wait(timedelta(days=7))
    assert "run at 18:30" in group.sees


async def test_asked_where_it_may_not_write_it_answers_administrators_in_private(town: Town) -> None:
    group, ada, bruno = await set_up(town), Resident(town, OWNER), Resident(town, MEMBER)
    town.sandbox.permit(group.id, NOBODY_WRITES)
    said = len(group.heard), len(bruno.heard)
    for text in ("/exercise bridge", "/checkin", "/club"):
        await group.writes(text, by=MEMBER)
    await group.writes("/club")
    await town.sandbox.heard(OWNER, after=ada.messages[-1]["message_id"])
    await town.idle()
    assert "I cannot write in Harriers" in ada.sees
    assert (len(group.heard), len(bruno.heard)) == said


async def test_asked_in_a_closed_topic_it_answers_administrators_in_private(town: Town) -> None:
    group, ada = await group_of(town, is_forum=True), Resident(town, OWNER)
    topic = town.sandbox.add_topic(group.id, "Runs").message_thread_id
    town.sandbox.close_topic(group.id, topic)
    await group.writes("/club", message_thread_id=topic)
    await town.sandbox.heard(OWNER, after=ada.messages[-1]["message_id"])
    assert "That topic is closed" in ada.sees


async def test_taken_out_it_says_for_how_long_the_settings_are_kept(town: Town) -> None:
    group, ada = await set_up(town), Resident(town, OWNER)
    before = ada.messages[-1]["message_id"]
    town.sandbox.remove_member(group.id, "bot", by=OWNER)
    await town.sandbox.heard(OWNER, after=before)
    assert "30 days" in ada.sees


async def test_an_administrator_who_is_faster_than_a_group_may_be_is_no_fault(town: Town) -> None:
    group = await set_up(town)
    town.sandbox.add_fault("429", chat_id=group.id, times=3, retry_after=45)
    await group.presses("Back")
    for text in ("/club", "/checkin"):
        await group.writes(text)
    await town.idle()
    town.sandbox.faults.clear()
    # What was chosen is kept; the next press shows it.
    await group.presses("Days")
    assert "On which days?" in group.sees


async def test_a_supergroup_that_its_club_is_still_on_the_way_to_is_greeted_by_nobody(town: Town) -> None:
    group, world = await set_up(town, kind="group"), town.sandbox.world
    await town.idle()
    # Telegram says that we joined it, and that may be the first that we hear of the move.
    new = town.sandbox.migrate(group.id)
    notices = [world.updates.pending.pop() for _ in range(2)]
    new.members.pop(world.bot_id)
    membership.change(world, new, world.bot_id, Member("member"), OWNER)
    there = Group(town, new.id)
    # A chat's updates are answered in their order.
    assert "between you and me" in await there.says("/checkin")
    assert len(there.heard) == 1
    for notice in reversed(notices):
        world.updates.add("message", notice["message"])
    assert "Tue, 18:30" in await there.says("/club")
    assert len(there.heard) == 2


async def test_a_supergroup_called_like_a_group_with_a_club_is_greeted_all_the_same(town: Town) -> None:
    await set_up(town, kind="group")
    assert "Steady Hips for your club" in (await group_of(town, kind="supergroup")).sees


async def test_a_press_that_cannot_be_shown_yet_says_that_it_is_kept(town: Town) -> None:
    group = await set_up(town)
    await group.presses("Days")
    assert (await group.presses("☐ Thu"))["text"] is None
    # Nobody waits for it, not even half a minute: the presses behind it would spin as long.
    for wait, day in ((45, "☐ Fri"), (20, "☐ Sat")):
        town.sandbox.add_fault("429", chat_id=group.id, times=1, retry_after=wait)
        pressed = await town.sandbox.press(OWNER, day, chat_id=group.id)
        assert f"{wait} seconds" in pressed["answer"]["text"]
        assert "kept" in pressed["answer"]["text"]
        assert pressed["answered_after"] < wait
    await group.presses("Back")
    assert "Thu, Fri, Sat" in group.sees


async def test_a_button_of_a_message_that_is_gone_answers_in_the_topic_of_its_club(town: Town) -> None:
    group = await group_of(town, is_forum=True)
    topic = town.sandbox.add_topic(group.id, "Trail").message_thread_id
    await group.says("/club", message_thread_id=topic)
    gone = group.heard[-1]["message_id"]
    chat = town.sandbox.world.chat(group.id)
    town.sandbox.world.remove(chat, gone)
    await town.sandbox.press(OWNER, "club:1:runs:", gone, chat_id=group.id)
    await town.idle()
    assert "Runs of Harriers" in group.sees
    assert group.heard[-1]["message_thread_id"] == topic
