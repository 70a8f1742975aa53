"""The demo's clock: it shows the next push, jumps to it, and never goes back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import CannotStart, running
from bot.clock import Clock
from tests.conftest import NOON, settings_for
from tests.flows.test_day import FIRST_PUSH, set_up
from tests.flows.town import Town


async def test_jumping_moves_the_clock_to_the_next_push(tmp_path: Path, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/clock"
    async with (
        Town(f"sqlite:///{tmp_path}/demo.sqlite3", demo_clock_port=unused_tcp_port) as town,
        aiohttp.ClientSession() as http,
    ):
        async with http.post(f"{url}/jump") as answer:
            assert answer.status == 409
            assert "/start" in (await answer.json())["error"]
        ada = town.arrive()
        await set_up(ada)
        async with http.post(f"{url}/jump") as answer:
            jumped = await answer.json()
        assert datetime.fromisoformat(jumped["now"]) - FIRST_PUSH < timedelta(seconds=5)
        await town.tick()
        assert "Strength A" in ada.sees
        async with http.post(url, json={"now": NOON.isoformat()}) as answer:
            assert (await answer.json())["moved_seconds"] == 0
        async with http.post(url, json={"now": "tomorrow"}) as answer:
            assert answer.status == 400


async def test_a_bot_that_was_killed_goes_on_where_its_clock_was(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    demo: dict[str, Any] = {"demo_clock_port": unused_tcp_port, "demo_clock_ahead_s": 86_400}
    async with Town(f"sqlite:///{tmp_path}/demo.sqlite3", **demo) as town, aiohttp.ClientSession() as http:
        await town.stop()
        async with running(town.settings), http.get(f"http://127.0.0.1:{unused_tcp_port}/clock") as answer:
            now = datetime.fromisoformat((await answer.json())["now"])
    assert timedelta(0) <= Clock().now() + timedelta(days=1) - now < timedelta(seconds=30)


async def test_a_start_says_what_is_missing(tmp_path: Path) -> None:
    without_token = settings_for(f"sqlite:///{tmp_path}/x.sqlite3")
    with pytest.raises(CannotStart, match="BOT_TOKEN"):
        async with running(without_token):
            pass
    without_schema = settings_for(f"sqlite:///{tmp_path}/x.sqlite3", bot_token="1:A")
    with pytest.raises(CannotStart, match="python -m bot migrate"):
        async with running(without_schema):
            pass
