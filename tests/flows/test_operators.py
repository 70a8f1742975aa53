"""Operators: how the deliveries stand, in the chat and in a terminal; for nobody else."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bot import deliveries
from bot.clock import Clock
from bot.deliveries import Message
from tests.flows.rough import settle
from tests.flows.test_day import FIRST_PUSH
from tests.flows.town import Town

ADA, BEN = 4000, 4001


async def test_an_operator_sees_how_the_deliveries_stand_and_nobody_else_does(tmp_path: Path) -> None:
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", operator_ids=frozenset({ADA})) as town:
        ada, ben = await settle(town, ADA, 2)
        assert "Nothing waits." in await ada.says("/stats")
        await town.wait_until(FIRST_PUSH)
        await ada.says("/stats")
        assert "routine: 2 sent in a day, 2 in the last minute" in ada.sees.splitlines()
        await town.wait(timedelta(minutes=2))
        await ada.presses("Again")
        assert "routine: 2 sent in a day" in ada.sees.splitlines()
        said = await ben.says("/stats")
        assert "Deliveries" not in said
        # A button made by hand opens nothing either.
        answer = await town.sandbox.press(BEN, "operators::stats", ben.heard[-1]["message_id"])
        assert answer["answer"]["show_alert"]
        assert all("Deliveries" not in str(message.get("text")) for message in ben.heard)
        menus = [r["parameters"] for r in town.sandbox.requests if r["method"] == "setMyCommands"]
        told = [m["scope"]["type"] for m in menus if any(c["command"] == "stats" for c in m["commands"])]
        assert set(told) <= {"chat"}


async def test_the_terminal_says_the_same(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    async with Town(url) as town:
        await settle(town, ADA, 2)
        # Owed, and by the machine's own clock still to come: the command has no other.
        async with town.database.begin() as session:
            await deliveries.add(
                session,
                town.bot.ticks.vault,
                key="tip:1",
                kind="tip",
                chat_id=ADA,
                message=Message("A tip"),
                due_at=Clock().now() + timedelta(days=2),
                now=Clock().now(),
            )
    said = await _command(url)
    assert said.code == 0
    assert "Due now: 0, for later: 1, under way: 0" in said.out
    assert ["tip", "0", "1", "0", "0", "0", "0"] in [line.split() for line in said.out.splitlines()]
    assert "\x1b" not in said.out


async def test_the_terminal_says_what_to_do_where_there_is_no_database(tmp_path: Path) -> None:
    said = await _command(f"sqlite:///{tmp_path}/none.sqlite3")
    assert said.code == 1
    assert "python -m bot migrate" in said.err


class Said(NamedTuple):
    code: int
    out: str
    err: str


async def _command(database_url: str) -> Said:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "deliveries"),
        env={**os.environ, "DATABASE_URL": database_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 30)
    return Said(process.returncode or 0, out.decode(), err.decode())


async def test_an_operator_who_never_opened_the_chat_leaves_the_others_their_menu(tmp_path: Path) -> None:
    operators = frozenset({ADA - 1, ADA})
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", operator_ids=operators) as town:
        await town.arrive("Ada", ADA).says("/start")
        await town.restart()
        for _ in range(100):
            asked = [r for r in town.sandbox.requests if r["method"] == "setMyCommands"]
            have = [r["parameters"]["scope"].get("chat_id") for r in asked if r["status"] == 200]
            if ADA in have:
                break
            await asyncio.sleep(0.05)
        assert ADA in have
        assert ADA - 1 not in have
