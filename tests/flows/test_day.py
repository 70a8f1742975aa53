"""A runner's whole day, from /start to the push, the check-in and /forget, as they would live it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.flows.town import Resident, Town, rows

BOTH_DATABASES = pytest.mark.parametrize("town", ["sqlite", "postgresql"], indirect=True)
FIRST_PUSH = datetime(2026, 11, 25, 6, 15, tzinfo=UTC)  # Wednesday, 07:15 in Berlin


async def set_up(person: Resident) -> None:
    """The ordinary way through /start: Berlin, runs on Tue, Thu and Sat, routine at 07:15."""
    await person.says("/start")
    await person.presses("I am 18 or over", "I agree")
    await person.shares(52.5, 13.4)
    await person.presses("Save")
    await person.says("7:15")
    await person.presses("None of these")


async def check_in(person: Resident, now: int, worst: int, *ticks: str) -> None:
    """A check-in with pain; its answer may come a moment later as a message of its own."""
    await person.says(f"/checkin {now}")
    await person.presses(str(worst), "Left", "Outer side", "After running", *ticks)
    await person.presses(f"Save these ({len(ticks)})" if ticks else "None of these")


async def test_a_press_is_answered_before_the_message_changes(town: Town) -> None:
    ada = town.arrive()
    await ada.says("/start")
    before = len(town.sandbox.requests)
    await ada.presses("I am 18 or over")
    led_to = [request["method"] for request in town.sandbox.requests[before:]]
    assert led_to.index("answerCallbackQuery") < led_to.index("editMessageText")


@BOTH_DATABASES
async def test_from_start_to_the_first_push_and_done(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    assert "Wed 25 Nov, 07:15" in ada.sees
    await town.wait_until(FIRST_PUSH - timedelta(seconds=2))
    before = len(ada.heard)
    await town.wait_until(FIRST_PUSH)
    assert len(ada.heard) == before + 1
    assert ada.labels == ["Start", "Done", "Later", "Not today", "Something else"]
    await ada.presses("Done", "Easy")
    assert "Noted" in ada.sees
    await town.wait(timedelta(hours=23))
    assert len(ada.heard) == before + 1


async def test_every_step_of_start_survives_a_restart(town: Town) -> None:
    ada = town.arrive()
    await ada.says("/start")
    for step in ("I am 18 or over", "I agree"):
        await town.restart()
        await ada.presses(step)
    await town.restart()
    await ada.shares(52.5, 13.4)
    await town.restart()
    await ada.presses("Save")
    await town.restart()
    await ada.says("7pm")
    await town.restart()
    await ada.presses("None of these")
    assert "19:00" in ada.sees


async def test_a_check_in_goes_on_after_a_restart_in_its_middle(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await ada.says("/checkin 4")
    await ada.presses("4", "Left")
    await town.restart()
    await ada.presses("Outer side", "While running", "None of these")
    assert ada.sees.startswith("🟡")


@BOTH_DATABASES
async def test_urgent_advice_pauses_the_plan_until_cleared(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await check_in(ada, 2, 3, "☐ Wakes you, or hurts at rest")
    assert ada.sees.startswith("🟠 Seek professional help\n")
    heard = len(ada.heard)
    await town.wait_until(FIRST_PUSH + timedelta(minutes=1))
    assert len(ada.heard) == heard
    await ada.says("/checkin")
    await ada.presses("No pain at all since yesterday", "None of these")
    assert "Seek professional help" in ada.sees
    await town.wait(timedelta(hours=8))
    assert "reach" in ada.sees
    await ada.presses("I have seen someone", "Cleared")
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert "Warm-up" in ada.sees


async def test_emergency_advice_comes_again_until_it_is_understood(town: Town) -> None:
    ada, bruno = town.arrive(), town.arrive("Bruno", 1002)
    for person in (ada, bruno):
        await set_up(person)
        await check_in(person, 6, 7, "☐ Hot, very swollen, or feverish")
        assert person.sees.startswith("🔴 Seek professional help now\n")
        assert "112" in person.sees
    await bruno.presses("I understand")
    heard = len(ada.heard), len(bruno.heard)
    await town.wait(timedelta(minutes=15))
    assert (len(ada.heard), len(bruno.heard)) == (heard[0] + 1, heard[1])


async def test_a_snooze_comes_once_and_the_series_stays(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await town.wait_until(FIRST_PUSH)
    heard = len(ada.heard)
    await ada.presses("Later", "1 hour")
    await town.wait(timedelta(minutes=59))
    assert len(ada.heard) == heard
    await town.wait(timedelta(minutes=1))
    assert len(ada.heard) == heard + 1
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert len(ada.heard) == heard + 2


async def test_a_paused_runner_hears_nothing(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await ada.says("/pause 3 days")
    heard = len(ada.heard)
    for day in range(3):
        await town.wait_until(FIRST_PUSH + timedelta(days=day))
    assert len(ada.heard) == heard
    await town.wait_until(FIRST_PUSH + timedelta(days=3))
    assert len(ada.heard) == heard + 1


async def test_whoever_blocks_us_is_left_alone_until_they_return(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    town.sandbox.block(ada.id)
    await town.idle()
    sends = sum(r["method"] == "sendMessage" for r in town.sandbox.requests)
    await town.wait_until(FIRST_PUSH)
    assert sum(r["method"] == "sendMessage" for r in town.sandbox.requests) == sends
    town.sandbox.unblock(ada.id)
    await ada.says("/today")
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert "Warm-up" in ada.sees


async def test_a_403_stops_the_plan_of_that_runner(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    town.sandbox.delete_person(ada.id)
    await town.wait_until(FIRST_PUSH)
    sends = sum(r["method"] == "sendMessage" for r in town.sandbox.requests)
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert sum(r["method"] == "sendMessage" for r in town.sandbox.requests) == sends


@BOTH_DATABASES
async def test_forget_leaves_nothing_but_that_it_happened(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await check_in(ada, 4, 5)
    await town.wait_until(FIRST_PUSH)
    await ada.says("/forget")
    await ada.presses(ada.labels[0])
    for table in (
        "runners",
        "conversations",
        "schedules",
        "plans",
        "routines",
        "checkins",
        "deliveries",
        "tips",
    ):
        assert await rows(town.database, table) == 0, table
    assert await rows(town.database, "deletions") == 1
    assert (
        await ada.says("/today")
        == "One step first.\nI need a few answers before this works. It takes about two minutes."
    )
    assert await rows(town.database, "runners") == 0


async def test_nothing_is_kept_of_someone_under_18(town: Town) -> None:
    kim = town.arrive("Kim")
    await kim.says("/start")
    assert "emergency" in await kim.presses("I am under 18")
    assert await rows(town.database, "runners") == 0


async def test_without_consent_exercises_and_reading_still_work(town: Town) -> None:
    ada = town.arrive()
    await ada.says("/start")
    await ada.presses("I am 18 or over", "Not now")
    assert "Clamshell" in await ada.says("/exercise clamshel")
    assert await ada.says("/learn shoes")
    await ada.says("/checkin 5")
    assert await rows(town.database, "checkins") == 0


async def test_the_menu_lists_every_command_in_private(town: Town) -> None:
    menus: list[dict[str, Any]] = []
    for _ in range(500):
        # The menu is set beside the start, which waits for nobody.
        await asyncio.sleep(0.01)
        menus = [r["parameters"] for r in town.sandbox.requests if r["method"] == "setMyCommands"]
        if any(menu["scope"]["type"] == "all_private_chats" for menu in menus):
            break
    private = next(menu for menu in menus if menu["scope"]["type"] == "all_private_chats")
    listed = {command["command"] for command in private["commands"]}
    assert {"start", "today", "checkin", "exercise", "learn", "schedule", "pause", "resume"} <= listed
    assert {"privacy", "forget", "help", "cancel"} <= listed


async def test_a_group_gets_one_line_and_nothing_personal(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    group = town.sandbox.add_chat("group", "Harriers", [ada.id], owner=ada.id)
    town.sandbox.add_member(group.id, "bot", by=ada.id)
    for text in ("/checkin@steady_hips_bot 7", "/today@steady_hips_bot", "7/10 pain"):
        await town.sandbox.say(ada.id, text, chat_id=group.id)
    await town.sandbox.heard(group.id)
    await town.idle()
    said = {
        m["text"] for m in town.sandbox.messages(group.id) if m.get("from", {}).get("is_bot") and "text" in m
    }
    hello, line = sorted(said, key=len, reverse=True)
    assert "Administrators set it up with /club" in hello
    assert line == "That is between you and me, so I answer it in our private chat."
    assert await rows(town.database, "checkins") == 0
