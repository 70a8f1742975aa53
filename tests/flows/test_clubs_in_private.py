"""A club that is set up in private: by a link from its group, or for a channel."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox import Chat
from tests.flows.clubs_of import MEMBER, MINUTE, OWNER, STRANGER, Group, group_of, set_up, town_of_three
from tests.flows.town import Resident, Town, rows

EVENING = timedelta(hours=5)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with three people who have all opened the private chat."""
    async with town_of_three(tmp_path) as opened:
        for person_id in (OWNER, MEMBER, STRANGER):
            await Resident(opened, person_id).says("/help")
        yield opened


def link_of(group: Group) -> str:
    """What stands behind `start=` on the button into the private chat."""
    rows_shown = group.heard[-1]["reply_markup"]["inline_keyboard"]
    urls = [button["url"] for row in rows_shown for button in row if "url" in button]
    return str(urls[-1]).partition("?start=")[2]


async def replies(person: Resident, text: str) -> str:
    """Somebody replies to the newest message in private."""
    before = person.messages[-1]["message_id"]
    await person.town.sandbox.say(person.id, text, reply_to_message_id=person.heard[-1]["message_id"])
    await person.town.sandbox.heard(person.id, after=before)
    await person.town.idle()
    return person.sees


async def channel_of(town: Town, owner: int = OWNER) -> Chat:
    """A channel that has just made the bot an administrator."""
    chat = town.sandbox.add_chat("channel", "Harriers News", [owner, MEMBER], owner=owner)
    before = town.sandbox.messages(owner)[-1]["message_id"]
    town.sandbox.add_member(chat.id, "bot", by=owner)
    await town.sandbox.heard(owner, after=before)
    await town.idle()
    return chat


async def set_up_channel(town: Town) -> Chat:
    """A channel with a run today at 18:30."""
    chat, ada = await channel_of(town), Resident(town, OWNER)
    await ada.presses("Set it up", "Time zone")
    await replies(ada, "Berlin, Germany")
    await ada.presses("Runs", "Add a run", "18:30")
    return chat


def said_in(town: Town, chat: Chat) -> list[dict[str, Any]]:
    """What was posted in a channel; that it was opened is no post."""
    return [m for m in town.sandbox.messages(chat.id) if "text" in m or "caption" in m]


async def test_a_group_is_set_up_in_private_by_its_link(town: Town) -> None:
    group, ada = await group_of(town), Resident(town, OWNER)
    await group.says("/club")
    said = len(group.heard)
    assert "No runs yet." in await ada.says(f"/start {link_of(group)}")
    await ada.presses("Time zone")
    assert "Europe/Berlin" in await replies(ada, "Berlin, Germany")
    await ada.presses("Runs", "Add a run", "18:30", "Place")
    assert "Where: The bridge" in await replies(ada, "The bridge")
    assert "Set up in private" not in ada.labels
    assert len(group.heard) == said
    await town.wait(EVENING)
    assert "run at 18:30" in group.sees


async def test_a_link_or_a_button_of_somebody_elses_club_opens_nothing(town: Town) -> None:
    group, stranger = await set_up(town), Resident(town, STRANGER)
    assert "Only administrators" in await stranger.says("/start club-1")
    assert "not set up here any more" in await stranger.says("/start club-99")
    await stranger.says("/club")
    before = await rows(town.database, "club_runs")
    for data in ("club:1:removed:", "club:1:delete:1", "club:1:zone:UTC"):
        message_id = stranger.heard[-1]["message_id"]
        pressed = await town.sandbox.press(STRANGER, data, message_id)
        assert "Only administrators" in pressed["answer"]["text"]
    assert await rows(town.database, "club_runs") == before == 1
    await group.says("/club")
    assert "Europe/Berlin" in group.sees


async def test_an_answer_about_a_club_that_is_no_reply_is_kept_nowhere_and_says_how(town: Town) -> None:
    await set_up(town)
    ada, bruno = Resident(town, OWNER), Resident(town, MEMBER)
    await ada.says("/start club-1")
    await ada.presses("Runs", "Tue, 18:30", "Place")
    # It may be anything, of anybody's health too: what goes to a group is only what answers its question.
    said = await ada.says("7 on the left")
    assert "An answer about your club? Reply to my question." in said
    assert await rows(town.database, "club_runs WHERE place IS NOT NULL") == 0
    assert "about your club" not in await bruno.says("Lisbon")


async def test_one_person_has_five_clubs_and_reaches_each(town: Town) -> None:
    ada = Resident(town, OWNER)
    groups = [await set_up(town) for _ in range(5)]
    await ada.says("/club")
    assert ada.labels.count("Harriers") == 5
    buttons = [row[0] for row in ada.heard[-1]["reply_markup"]["inline_keyboard"][:5]]
    await town.sandbox.press(OWNER, buttons[3]["callback_data"], ada.heard[-1]["message_id"])
    await town.idle()
    await ada.presses("More", "Remove all", "Remove")
    await town.wait(EVENING)
    posted = ["run at 18:30" in group.sees for group in groups]
    assert posted == [True, True, True, False, True]


async def test_who_is_no_administrator_any_more_changes_nothing_in_private(town: Town) -> None:
    group, bruno = await set_up(town), Resident(town, MEMBER)
    town.sandbox.promote(group.id, MEMBER, {}, by=OWNER)
    await town.wait(MINUTE)
    await bruno.says("/start club-1")
    town.sandbox.promote(group.id, MEMBER, None, by=OWNER)
    await town.wait(MINUTE)
    pressed = await town.sandbox.press(MEMBER, "More")
    assert "Only administrators" in pressed["answer"]["text"]


async def test_a_second_administrator_takes_the_club_from_nobody(town: Town) -> None:
    group, ada, bruno = await set_up(town), Resident(town, OWNER), Resident(town, MEMBER)
    town.sandbox.promote(group.id, MEMBER, {}, by=OWNER)
    await town.wait(MINUTE)
    await group.says("/club", by=MEMBER)
    for person in (ada, bruno):
        await person.says("/club")
        assert person.labels[0] == "Harriers"
    town.sandbox.remove_member(group.id, "bot", by=OWNER)
    await town.idle()
    await town.wait(MINUTE)
    for person in (ada, bruno):
        assert [m for m in person.heard if "Harriers is paused" in str(m.get("text"))] == [person.heard[-1]]


async def test_who_is_no_administrator_any_more_has_the_club_in_no_list(town: Town) -> None:
    group, bruno = await set_up(town), Resident(town, MEMBER)
    town.sandbox.promote(group.id, MEMBER, {}, by=OWNER)
    await town.wait(MINUTE)
    await bruno.says("/start club-1")
    town.sandbox.promote(group.id, MEMBER, None, by=OWNER)
    await town.wait(MINUTE)
    # Telegram gives no answer: that dismisses nobody.
    town.sandbox.add_fault("500", method="getChatMember", times=2)
    await town.sandbox.press(MEMBER, "More")
    assert await rows(town.database, "club_administrators") == 2
    await town.sandbox.press(MEMBER, "More")
    assert await rows(town.database, "club_administrators") == 1
    await bruno.says("/club")
    assert "Harriers" not in bruno.labels


async def test_who_is_dismissed_in_the_middle_of_a_question_reads_why_nothing_is_kept(town: Town) -> None:
    group, bruno = await set_up(town), Resident(town, MEMBER)
    town.sandbox.promote(group.id, MEMBER, {}, by=OWNER)
    await town.wait(MINUTE)
    await bruno.says("/start club-1")
    await bruno.presses("Time zone")
    town.sandbox.promote(group.id, MEMBER, None, by=OWNER)
    await town.wait(MINUTE)
    assert "Only administrators" in await replies(bruno, "Lisbon")
    await group.says("/club")
    assert "Europe/Berlin" in group.sees


async def test_made_administrator_of_a_channel_it_offers_the_set_up_in_private(town: Town) -> None:
    chat, ada = await channel_of(town), Resident(town, OWNER)
    assert "I can post in Harriers News" in ada.sees
    assert ada.labels == ["Set it up", "Close"]
    assert said_in(town, chat) == []
    await town.wait(EVENING)
    assert said_in(town, chat) == []


async def test_a_channel_gets_its_warm_up_and_counts_who_taps(town: Town) -> None:
    chat = await set_up_channel(town)
    await town.wait(EVENING)
    (post,) = said_in(town, chat)
    assert "Harriers News, run at 18:30" in str(post.get("caption") or post.get("text"))
    for person_id in (OWNER, MEMBER):
        await town.sandbox.press(person_id, "I'm in", chat_id=chat.id)
    await town.idle()
    for _ in range(2):
        await town.wait(timedelta(seconds=10))
    assert "I'm in · 2" in str(town.sandbox.messages(chat.id)[-1]["reply_markup"])


async def test_a_channel_that_takes_the_right_away_is_paused_and_that_is_told_once(town: Town) -> None:
    chat, ada = await set_up_channel(town), Resident(town, OWNER)
    may_not = {"can_manage_chat": True, "can_post_messages": False}
    town.sandbox.promote(chat.id, town.sandbox.world.bot_id, may_not, by=OWNER)
    await town.idle()
    await town.wait(MINUTE)
    town.sandbox.remove_member(chat.id, "bot", by=OWNER)
    await town.idle()
    await town.wait(EVENING)
    assert said_in(town, chat) == []
    told = [m for m in ada.heard if "is paused" in str(m.get("text"))]
    assert len(told) == 1
    town.sandbox.add_member(chat.id, "bot", by=OWNER)
    await town.idle()
    assert "I can post in Harriers News again" in ada.sees
    await ada.presses("Set it up")
    assert "Tue, 18:30" in ada.sees
    await town.wait(timedelta(days=7))
    assert len(said_in(town, chat)) == 1


async def test_who_erased_themselves_hears_no_news_of_a_club(town: Town) -> None:
    chat, ada = await set_up_channel(town), Resident(town, OWNER)
    await ada.says("/forget")
    await ada.presses("Erase everything")
    heard = len(ada.heard)
    town.sandbox.remove_member(chat.id, "bot", by=OWNER)
    await town.idle()
    await town.wait(MINUTE)
    assert len(ada.heard) == heard


async def test_what_a_channel_says_is_no_command_in_its_discussion_group(town: Town) -> None:
    chat = await channel_of(town)
    group = await group_of(town, discusses=chat.id)
    said = len(group.heard)
    await town.sandbox.say(OWNER, "/club", chat_id=chat.id)
    copy = town.sandbox.messages(group.id)[-1]
    assert (copy["text"], copy["is_automatic_forward"]) == ("/club", True)
    await group.says("/checkin")
    assert len(group.heard) == said + 1


async def test_a_discussion_group_is_a_group_of_its_own(town: Town) -> None:
    chat = await set_up_channel(town)
    group = await group_of(town, discusses=chat.id)
    assert "No runs yet." in await group.says("/club")
    await town.wait(EVENING)
    assert len(said_in(town, chat)) == 1
    assert await rows(town.database, "clubs") == 2


async def test_a_channel_whose_club_is_removed_says_how_one_begins_anew(town: Town) -> None:
    await set_up_channel(town)
    ada = Resident(town, OWNER)
    said = await ada.presses("Back", "Back", "More", "Remove all", "Remove")
    assert "/club" not in said
    assert "make me its administrator again" in said
