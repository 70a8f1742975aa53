"""Telegram and the network at their worst: each owed message once, nobody waits for another's trouble."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import CommandHandler

from sandbox import Sandbox, deeds
from tests.flows.rough import asked, calm, log_kept, rough_town, settle
from tests.flows.test_day import FIRST_PUSH
from tests.flows.town import Resident, Town

URGENT = "☐ Wakes you, or hurts at rest"


async def _states(town: Town, kind: str) -> dict[str, int]:
    query = f"SELECT state, count(*) AS owed FROM deliveries WHERE kind = '{kind}' GROUP BY state"
    async with town.database.engine.connect() as connection:
        rows = (await connection.exec_driver_sql(query)).mappings()
        return {str(row["state"]): int(row["owed"]) for row in rows}


def _pushes(person: Resident) -> int:
    return sum("Start" in str(message.get("reply_markup")) for message in person.heard)


async def _until(town: Town, kind: str, **states: int) -> None:
    """Lets the send line work, in real seconds, until what is owed stands like this."""
    async with asyncio.timeout(15):
        while await _states(town, kind) != states:
            await town.bot.line.send()
            await asyncio.sleep(0.05)


async def test_sixty_pushes_at_once_meet_no_flood_limit_and_come_once_each(tmp_path: Path) -> None:
    async with rough_town(tmp_path, send_rate=30) as town:
        people = await settle(town, 4000, 60)
        town.sandbox.world.limits.is_on = True
        town.clock.move_to(FIRST_PUSH)
        await town.bot.ticks.plan()
        await _until(town, "routine", sent=60)
        assert Counter(r["status"] for r in asked(town, "sendMessage")) == {200: 60}
        assert [_pushes(person) for person in people] == [1] * 60


async def test_a_429_for_one_chat_delays_no_other(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        ada, *others = await settle(town, 4000, 5)
        town.sandbox.add_fault("429", chat_id=ada.id, retry_after=40, times=1)
        await town.wait_until(FIRST_PUSH)
        await _until(town, "routine", sent=4, due=1)
        assert [_pushes(person) for person in (ada, *others)] == [0, 1, 1, 1, 1]
        await town.wait(timedelta(seconds=20))
        assert _pushes(ada) == 0
        await town.wait(timedelta(seconds=20))
        await _until(town, "routine", sent=5)
        assert _pushes(ada) == 1
        assert len(asked(town, "sendMessage", ada.id)) == 2


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [("500", 0), ("502", 0), ("drop_before", 0), ("drop_after", 1), ("timeout_after", 1)],
)
async def test_a_push_in_doubt_is_not_sent_twice(tmp_path: Path, fault: str, arrives: int) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        town.sandbox.add_fault(fault, method="sendMessage", times=1, seconds=0.1)
        await town.wait_until(FIRST_PUSH)
        await _until(town, "routine", unsure=1)
        await town.wait(timedelta(minutes=30))
        assert await _states(town, "routine") == {"unsure": 1}
        assert len(asked(town, "sendMessage")) == 1
        assert _pushes(ada) == arrives


async def test_a_pressed_button_proves_that_a_push_in_doubt_arrived(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        town.sandbox.add_fault("drop_after", method="sendMessage", times=1)
        await town.wait_until(FIRST_PUSH)
        await _until(town, "routine", unsure=1)
        await ada.presses("Done")
        assert await _states(town, "routine") == {"sent": 1}


@pytest.mark.parametrize(("fault", "arrives"), [("500", 1), ("drop_after", 2)])
async def test_red_flag_advice_in_doubt_is_repeated_once_and_says_so(
    tmp_path: Path, fault: str, arrives: int
) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        await ada.says("/checkin 2")
        await ada.presses("3", "Left", "Outer side", "After running", URGENT)
        town.sandbox.add_fault(fault, method="sendMessage", times=1)
        await ada.presses("Save these (1)")
        await _until(town, "advice", due=1)
        await town.wait(timedelta(seconds=2))
        await _until(town, "advice", sent=1)
        advice = [message["text"] for message in ada.heard if "Seek professional help" in message["text"]]
        assert len(advice) == arrives
        asked_for = [r["parameters"]["text"] for r in asked(town, "sendMessage")][-2:]
        assert asked_for[0] != asked_for[1]
        assert asked_for[0].removeprefix("<b>🟠") in asked_for[1]
        await town.wait(timedelta(minutes=10))
        assert len([m for m in ada.heard if "Seek professional help" in m["text"]]) == arrives


async def test_advice_in_doubt_twice_is_not_sent_a_third_time(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        await ada.says("/checkin 2")
        await ada.presses("3", "Left", "Outer side", "After running", URGENT)
        sends = len(asked(town, "sendMessage"))
        town.sandbox.add_fault("500", method="sendMessage", times=2)
        await ada.presses("Save these (1)")
        await town.wait(timedelta(seconds=2))
        await _until(town, "advice", unsure=1)
        await town.wait(timedelta(minutes=10))
        assert len(asked(town, "sendMessage")) == sends + 2


@pytest.mark.parametrize("fault", ["403", "400_chat_not_found"])
async def test_whoever_is_gone_is_not_pushed_to_again(tmp_path: Path, fault: str) -> None:
    async with rough_town(tmp_path) as town:
        [ada, ben] = await settle(town, 4000, 2)
        town.sandbox.add_fault(fault, chat_id=ada.id)
        await town.wait_until(FIRST_PUSH)
        await _until(town, "routine", dropped=1, sent=1)
        await town.wait_until(FIRST_PUSH + timedelta(days=1))
        await _until(town, "routine", dropped=1, sent=2)
        assert len(asked(town, "sendMessage", ada.id)) == 1
        assert _pushes(ben) == 2


async def test_a_push_while_telegram_is_away_comes_late_but_once(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        before = town.sandbox
        await before.__aexit__(None, None, None)
        town.clock.move_to(FIRST_PUSH)
        await town.bot.ticks.plan()
        await _until(town, "routine", due=1)
        await town.wait(timedelta(seconds=2))
        assert await _states(town, "routine") == {"due": 1}
        assert _pushes(ada) == 0
        town.sandbox = Sandbox(port=before.port, limits=False)
        await town.sandbox.__aenter__()
        town.sandbox.add_person("Runner", id=ada.id, started=True)
        await town.wait(timedelta(minutes=10))
        await _until(town, "routine", sent=1)
        await town.wait(timedelta(minutes=10))
        assert _pushes(ada) == 1
        assert len(asked(town, "sendMessage")) == 1
        # Updates are fetched again too, without a restart.
        await town.sandbox.say(ada.id, "/today")
        await town.sandbox.heard(ada.id, after=ada.messages[-1]["message_id"], wait_for=15)


async def test_a_slow_telegram_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        ada, ben = await settle(town, 4000, 2)
        town.sandbox.add_fault("timeout_before", method="sendMessage", chat_id=ada.id, times=1, seconds=1.5)
        await town.sandbox.say(ada.id, "/today")
        await town.sandbox.say(ben.id, "/today")
        await town.sandbox.heard(ben.id)
        assert ada.heard == []
        await town.sandbox.heard(ada.id)
        await calm(town)
        assert len(ada.heard) == 1


async def test_slow_pushes_keep_no_reply_waiting(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        *pushed, ben = await settle(town, 4000, 12)
        for person in pushed:
            town.sandbox.add_fault(
                "timeout_before", method="sendMessage", chat_id=person.id, times=1, seconds=1.5
            )
        town.clock.move_to(FIRST_PUSH)
        await town.bot.ticks.plan()
        await _until(town, "routine", claimed=11, sent=1)
        await town.sandbox.say(ben.id, "/help")
        await town.sandbox.heard(ben.id, after=ben.messages[-1]["message_id"])
        assert (await _states(town, "routine"))["claimed"] == 11
        await _until(town, "routine", unsure=11, sent=1)


async def test_a_callback_answered_too_late_still_changes_the_message(tmp_path: Path) -> None:
    with log_kept() as log:
        async with rough_town(tmp_path) as town:
            [ada] = await settle(town, 4000, 1)
            await ada.says("/checkin")
            town.sandbox.world.late_after = 0.0
            deeds.press(
                town.sandbox.world, ada.id, ada.id, ada.heard[-1]["message_id"], _data(ada, "No pain at all")
            )
            await calm(town)
            assert "Is any of this true" in ada.sees
            assert "callback.late" in log.getvalue()
            assert "update.failed" not in log.getvalue()


def _data(person: Resident, label: str) -> str:
    rows = person.heard[-1]["reply_markup"]["inline_keyboard"]
    return str(next(b["callback_data"] for row in rows for b in row if b["text"].startswith(label)))


@pytest.mark.parametrize("fault", ["500", "drop_before", "timeout_before"])
async def test_a_reply_that_was_lost_is_said_again(tmp_path: Path, fault: str) -> None:
    async with rough_town(tmp_path) as town:
        [ada] = await settle(town, 4000, 1)
        town.sandbox.add_fault(fault, method="sendMessage", times=1, seconds=0.1)
        await ada.says("/help")
        assert len(ada.heard) == 1


async def test_what_one_person_does_quickly_is_handled_in_its_order(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        ada, ben = await settle(town, 4000, 2)
        for person in (ada, ben):
            await person.says("/checkin")
        world = town.sandbox.world
        for n in range(25):
            for person in (ada, ben):
                await town.sandbox.say(person.id, f"/checkin {n % 10}")
                deeds.press(
                    world, person.id, person.id, person.messages[0]["message_id"] + 10**6, "checkin:here"
                )
        await town.sandbox.say(ada.id, "/checkin 7")
        await calm(town)
        for person in (ada, ben):
            answers = [m["text"] for m in person.heard if "at its worst since" in m["text"]][:25]
            assert [int(text.split(" of 10 now")[0].rsplit(" ", 1)[1]) for text in answers] == [
                n % 10 for n in range(25)
            ]
        assert "7 of 10 now" in ada.sees


async def test_one_persons_slow_page_holds_up_nobody_else(tmp_path: Path) -> None:
    async with rough_town(tmp_path) as town:
        ada, ben = await settle(town, 4000, 2)
        may_go_on, handled = asyncio.Event(), []

        async def slow(update: Update, _context: Any) -> None:
            await may_go_on.wait()
            handled.append("slow")

        town.bot.application.add_handler(CommandHandler("slow", slow), group=-1)
        await town.sandbox.say(ada.id, "/slow")
        await town.sandbox.say(ada.id, "/help")
        assert "What I can do" in (await _hears(ben, "/help"))
        assert ada.heard == []
        assert handled == []
        may_go_on.set()
        await calm(town)
        assert handled == ["slow"]
        assert "What I can do" in ada.sees


async def _hears(person: Resident, command: str) -> str:
    await person.town.sandbox.say(person.id, command)
    return str((await person.town.sandbox.heard(person.id))["text"])


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
@pytest.mark.parametrize("fault", ["500", "drop_after", "429"])
async def test_a_check_in_goes_on_over_a_call_that_failed(tmp_path: Path, method: str, fault: str) -> None:
    with log_kept() as log:
        async with rough_town(tmp_path) as town:
            [ada] = await settle(town, 4000, 1)
            await ada.says("/checkin 2")
            town.sandbox.add_fault(fault, method=method, times=1, retry_after=1)
            deeds.press(town.sandbox.world, ada.id, ada.id, ada.heard[-1]["message_id"], _data(ada, "3"))
            await calm(town)
            assert "Which side hurts?" in ada.sees
            assert "update.failed" not in log.getvalue()
