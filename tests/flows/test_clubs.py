"""A club as its group lives it: set up by administrators, warmed up before its runs, left alone by others."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.clubs_of import MEMBER, MINUTE, OWNER, group_of, set_up, town_of_three
from tests.flows.town import Resident, Town, rows


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with three people."""
    async with town_of_three(tmp_path) as opened:
        yield opened


async def test_added_it_says_what_it_does_and_that_nobodys_health_is_shown(town: Town) -> None:
    group = await group_of(town, "group")
    assert len(group.heard) == 1
    assert "Administrators set it up with /club" in group.sees
    assert "Nobody's health is ever shown here" in group.sees


async def test_an_administrator_sets_it_up_by_buttons_and_replies(town: Town) -> None:
    group = await set_up(town)
    assert "Tue, 18:30" in group.sees
    assert "Next warm-up: Tue 24 Nov, 18:00" in group.sees
    await group.presses("Days", "☐ Thu")
    assert "☑ Thu" in str(group.heard[-1]["reply_markup"])
    await group.presses("Back", "Place")
    await group.replies("The bridge")
    assert "Where: The bridge" in group.sees
    await group.presses("Time")
    await group.replies("quarter past seven")
    assert "07:15" in group.sees
    await group.presses("Back", "Back", "Minutes before", "45 min")
    assert "45 minutes before" in group.sees
    await group.presses("More", "Level", "Level 2", "Quiet weeks", "1 week")
    assert "level 2" in group.sees
    assert "until Mon 30 Nov" in group.sees


async def test_a_run_at_an_hour_that_today_has_already_is_of_the_next_day_and_says_how_to_choose(
    town: Town,
) -> None:
    group = await set_up(town)
    await group.presses("Back", "Add a run", "18:30")
    assert "Wed, 18:30" in group.sees
    assert "Press Days to choose its days." in group.sees
    await group.presses("Back")
    assert [row[0]["text"] for row in group.heard[-1]["reply_markup"]["inline_keyboard"][:2]] == [
        "Tue, 18:30",
        "Wed, 18:30",
    ]


async def test_what_two_posts_a_day_leave_out_is_said_where_it_is_chosen(town: Town) -> None:
    group = await set_up(town)
    left_out = "No challenge while Mon has more than one run"
    await group.presses(
        "Days", "☐ Mon", "Back", "Back", "Add a run", "07:00", "Days", "☐ Mon", "Back", "Back"
    )
    assert left_out in group.sees
    await group.presses("Back")
    assert left_out in group.sees
    await group.presses("Week")
    assert left_out in group.sees
    await group.presses("☑ Challenge")
    assert left_out not in group.sees
    await group.presses("Back", "Runs", "Add a run", "09:00", "Days", "☐ Mon", "Back", "Back")
    assert "On Mon, Tue only the first two runs have a warm-up" in group.sees


async def test_a_run_that_is_brought_back_says_that_its_place_is_gone(town: Town) -> None:
    group = await set_up(town)
    await group.presses("Delete", "Undo")
    assert "Say again where it begins" not in group.sees
    await group.presses("Place")
    await group.replies("The bridge")
    await group.presses("Delete", "Undo")
    assert "Say again where it begins" in group.sees


async def test_a_place_that_is_sent_as_one_is_a_link_to_a_map(town: Town) -> None:
    group, ada = await set_up(town), Resident(town, OWNER)
    await group.presses("Place")
    asked = group.heard[-1]["message_id"]
    place = {"latitude": 52.5163, "longitude": 13.3777}
    await town.sandbox.say(OWNER, chat_id=group.id, location=place, reply_to_message_id=asked)
    await town.sandbox.heard(group.id, after=asked)
    await town.idle()
    assert "Where: https://www.openstreetmap.org/?mlat=52.5163&mlon=13.3777" in group.sees
    # What is no place takes none away.
    await ada.says("/start club-1")
    await ada.presses("Runs", "Tue, 18:30", "Place")
    await town.sandbox.say(OWNER, sticker=True, reply_to_message_id=ada.heard[-1]["message_id"])
    await town.sandbox.heard(OWNER, after=ada.heard[-1]["message_id"])
    await town.idle()
    assert "Where does the run begin?" in ada.sees
    assert await rows(town.database, "club_runs WHERE place IS NOT NULL") == 1


async def test_a_question_that_is_answered_in_words_has_no_buttons_left(town: Town) -> None:
    group, ada = await set_up(town), Resident(town, OWNER)
    await group.presses("Place")
    asked = group.heard[-1]["message_id"]
    await group.replies("The bridge")
    await ada.says("/start club-1")
    await ada.presses("Time zone")
    in_private = ada.heard[-1]["message_id"]
    await town.sandbox.say(OWNER, "Lisbon", reply_to_message_id=in_private)
    await town.sandbox.heard(OWNER, after=in_private)
    await town.idle()
    for chat_id, message_id in ((group.id, asked), (OWNER, in_private)):
        questions = [m for m in town.sandbox.messages(chat_id) if m["message_id"] == message_id]
        assert [m.get("reply_markup") for m in questions] == [None]
    with_buttons = [m for m in group.heard if "Where does the run begin?" in str(m.get("text"))]
    assert not any("reply_markup" in m for m in with_buttons)


async def test_a_place_answers_the_question_for_the_time_zone(town: Town) -> None:
    group = await set_up(town)
    await group.presses("Back", "Back", "Time zone")
    asked = group.heard[-1]["message_id"]
    place = {"latitude": 38.7223, "longitude": -9.1393}
    await town.sandbox.say(OWNER, chat_id=group.id, location=place, reply_to_message_id=asked)
    await town.sandbox.heard(group.id, after=asked)
    await town.idle()
    assert "Europe/Lisbon" in group.sees


async def test_settings_have_no_more_buttons_than_somebody_reads(town: Town) -> None:
    group, ada = await set_up(town), Resident(town, OWNER)
    await group.presses("Back", "Back")
    assert len([b for row in group.heard[-1]["reply_markup"]["inline_keyboard"] for b in row]) <= 8
    await group.presses("More")
    assert len([b for row in group.heard[-1]["reply_markup"]["inline_keyboard"] for b in row]) <= 8
    await group.presses("Back")
    assert "Tue, 18:30" in group.sees
    await ada.says("/start club-1")
    assert len(ada.labels) <= 8


async def test_every_run_is_deleted_with_an_undo_and_all_of_it_only_when_sure(town: Town) -> None:
    group = await set_up(town)
    await group.presses("Delete")
    assert await rows(town.database, "club_runs") == 0
    await group.presses("Undo")
    assert await rows(town.database, "club_runs") == 1
    await group.presses("Back", "Back", "More", "Remove all")
    assert await rows(town.database, "clubs") == 1
    await group.presses("Remove")
    assert await rows(town.database, "clubs") == await rows(town.database, "club_runs") == 0


async def test_the_warm_up_comes_once_and_taps_are_counted_without_names(town: Town) -> None:
    group = await set_up(town)
    said = len(group.heard)
    await town.wait(timedelta(hours=5))
    assert len(group.heard) == said + 1
    assert "Harriers, run at 18:30" in group.sees
    for person in (OWNER, MEMBER):
        answer = await group.presses("I'm in", by=person)
        assert "only if you ask" in answer["text"]
    await town.wait(timedelta(seconds=10))
    await town.wait(timedelta(seconds=10))
    assert "I'm in · 2" in str(group.heard[-1]["reply_markup"])
    await group.presses("I'm in · 2", by=MEMBER)
    await town.wait(timedelta(seconds=10))
    assert "I'm in · 1" in str(group.heard[-1]["reply_markup"])
    said_there = " ".join(str(m.get("text") or m.get("caption")) for m in group.heard)
    assert not any(name in said_there for name in ("Ada", "Bruno", "1001", "1002"))
    await town.wait(timedelta(hours=1))
    assert len(group.heard) == said + 1


async def test_members_are_told_kindly_and_at_most_once_a_minute(town: Town) -> None:
    group = await group_of(town)
    assert "Only administrators" in await group.says("/club", by=MEMBER)
    said = len(group.heard)
    await group.writes("/club", by=MEMBER)
    # Updates of a chat are answered in their order: nothing was said to the one before.
    await group.says("/checkin", by=MEMBER)
    assert len(group.heard) == said + 1
    await town.wait(MINUTE)
    await group.says("/club", by=MEMBER)
    assert len(group.heard) == said + 2
    assert await rows(town.database, "clubs") == 0


async def test_an_administrators_button_does_nothing_for_anybody_else(town: Town) -> None:
    group = await set_up(town)
    before = group.sees
    answer = await group.presses("Delete", by=MEMBER)
    assert "Only administrators" in answer["text"]
    assert group.sees == before
    await group.presses("Time")
    said = len(group.heard)
    await group.writes("20:00", MEMBER, reply_to_message_id=group.heard[-1]["message_id"])
    await group.says("/checkin", by=MEMBER)
    assert len(group.heard) == said + 1
    assert await rows(town.database, "club_runs") == 1


async def test_who_is_no_administrator_any_more_may_do_nothing_a_minute_later(town: Town) -> None:
    group = await set_up(town)
    town.sandbox.promote(group.id, MEMBER, {}, by=OWNER)
    await town.wait(MINUTE)
    await group.says("/club", by=MEMBER)
    town.sandbox.promote(group.id, MEMBER, None, by=OWNER)
    await town.wait(MINUTE)
    answer = await group.presses("More", by=MEMBER)
    assert "Only administrators" in answer["text"]


async def test_an_anonymous_administrator_is_one(town: Town) -> None:
    group = await group_of(town)
    await group.says("/club", anonymous=True)
    assert "No runs yet." in group.sees


async def test_an_anonymous_administrator_reads_that_nobody_is_known_to_write_to(town: Town) -> None:
    group, ada = await group_of(town), Resident(town, OWNER)
    await group.says("/club", anonymous=True)
    assert "I know nobody to write to" in group.sees
    assert await rows(town.database, "club_administrators") == 0
    await ada.says("/start club-1")
    assert "I know nobody to write to" not in ada.sees
    await group.says("/club", anonymous=True)
    assert "I know nobody to write to" not in group.sees


async def test_a_forged_button_of_another_club_is_refused(town: Town) -> None:
    first, second = await set_up(town), await group_of(town)
    await second.says("/club")
    message_id = second.heard[-1]["message_id"]
    for data in ("club:1:removed:", "club:1:zone:UTC", "club:99:show:", "tap:1:in:"):
        await town.sandbox.press(OWNER, data, message_id, chat_id=second.id)
        await town.idle()
    assert await rows(town.database, "clubs") == 2
    assert await rows(town.database, "club_taps") == 0
    assert "Next warm-up" in first.sees


async def test_who_adds_the_bot_by_its_link_reads_the_settings_at_once(town: Town) -> None:
    group = await group_of(town)
    assert "No runs yet." in await group.says("/start club")


async def test_a_command_that_is_private_leads_to_its_page_in_private(town: Town) -> None:
    group = await group_of(town)
    await group.says("/checkin 7", by=MEMBER)
    assert "between you and me" in group.sees
    (row,) = group.heard[-1]["reply_markup"]["inline_keyboard"]
    assert row[0]["url"].endswith("?start=checkin")
    said = len(group.heard)
    for text in ("7", "my hip hurts 8 of 10"):
        await group.writes(text, by=MEMBER)
    await group.says("/club")
    assert len(group.heard) == said + 1


@pytest.mark.parametrize(
    ("word", "opens"),
    [
        ("progress", "One step first"),
        ("report", "One step first"),
        ("export", "I keep nothing about you"),
    ],
)
async def test_what_adds_up_is_no_matter_for_a_group(town: Town, word: str, opens: str) -> None:
    group = await group_of(town)
    assert "between you and me" in await group.says(f"/{word}", by=MEMBER)
    (row,) = group.heard[-1]["reply_markup"]["inline_keyboard"]
    payload = str(row[0]["url"]).partition("?start=")[2]
    assert opens in await Resident(town, MEMBER).says(f"/start {payload}")


async def test_who_is_forgotten_has_no_tap_left_and_is_told_nothing_more(town: Town) -> None:
    group = await set_up(town)
    await town.wait(timedelta(hours=5))
    await group.presses("I'm in", by=OWNER)
    await group.presses("Done", by=MEMBER)
    assert await rows(town.database, "club_taps") == 2
    ada = Resident(town, OWNER)
    assert "Erase what clubs know of you?" in await ada.says("/forget")
    assert await rows(town.database, "club_taps") == 2
    assert "Nothing was erased" in await ada.presses("Cancel")
    assert await rows(town.database, "club_administrators") == 1
    await ada.says("/forget")
    await ada.presses("Erase everything")
    assert "your taps and your name in clubs" in ada.sees
    assert await rows(town.database, "club_taps") == 1
    assert await rows(town.database, "club_administrators") == 0
    assert await rows(town.database, "clubs") == 1
    assert "nothing to erase" in await ada.says("/forget")


async def test_who_only_ever_tapped_is_erased_by_the_button_of_privacy_too(town: Town) -> None:
    group, bruno = await set_up(town), Resident(town, MEMBER)
    await town.wait(timedelta(hours=5))
    await group.presses("Done", "My name on/off", by=MEMBER)
    assert await rows(town.database, "club_names") == 1
    await bruno.says("/privacy")
    await bruno.presses("Erase everything")
    said = await bruno.presses("Erase everything")
    assert await rows(town.database, "club_taps") == await rows(town.database, "club_names") == 0
    assert "your taps and your name in clubs" in said
    assert "nothing to erase" not in said


async def test_club_in_private_says_how_one_begins(town: Town) -> None:
    await town.sandbox.say(OWNER, "/club")
    message = await town.sandbox.heard(OWNER)
    assert "Add me to your club's group" in message["text"]
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"].endswith("?startgroup=club")
