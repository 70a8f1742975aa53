"""`python -m sandbox` as the demo and the benchmarks start it."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp
import pytest

from sandbox.__main__ import arguments, empty

HOUSE = Path(__file__).parents[2]
# A bot that says where it was told to go, asks for updates once, and goes on as the test says.
BOT = """
import os, signal, urllib.request
url, token = os.environ['TELEGRAM_API_URL'], os.environ['BOT_TOKEN']
print(url, token, os.getpid(), os.environ.get('DATABASE_URL'), os.environ.get('DEMO_CLOCK_PORT'), flush=True)
urllib.request.urlopen(f'{url}/bot{token}/getUpdates').read()
"""


async def start(*given: str) -> tuple[Process, str]:
    """Start the command line; the process and the first line it prints that holds an address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", *given, stdout=PIPE, cwd=HOUSE
    )
    assert process.stdout is not None
    async with asyncio.timeout(20):
        while b"http" not in (line := await process.stdout.readline()):
            assert line
    return process, line.decode()


async def end(process: Process, number: signal.Signals = signal.SIGTERM) -> int:
    """Signal it and wait for its end."""
    if process.returncode is None:
        process.send_signal(number)
    async with asyncio.timeout(15):
        return await process.wait()


async def test_it_prints_an_address_and_has_three_people_and_a_group() -> None:
    process, line = await start()
    url = line.split()[1].rstrip("/")
    async with aiohttp.ClientSession() as http, http.get(f"{url}/api/state?viewer=1001") as response:
        state = await response.json()
    assert await end(process, signal.SIGINT) == 0
    assert [person["first_name"] for person in state["people"]] == ["Ada", "Bruno", "Chiara"]
    assert [chat["title"] for chat in state["chats"]] == ["Ada", "Harbour Harriers"]
    assert state["chats"][1]["members"] == [1001, 1002, 1003]
    assert not state["can_restart"]


async def test_the_bot_is_started_restarted_and_ended_with_it(tmp_path: Path) -> None:
    demo = ("--fresh-demo", str(tmp_path / "demo"), "--bot-clock", "http://127.0.0.1:8799")
    process, line = await start(*demo, "--", sys.executable, "-c", BOT + "signal.pause()")
    assert process.stdout is not None
    first = line.split()
    opened = (await process.stdout.readline()).decode().split()
    assert opened[1] == first[0] + "/"
    assert first[1] == "123456:SANDBOX"
    assert first[3:] == [f"sqlite:///{tmp_path / 'demo' / 'demo.sqlite3'}", "8799"]
    async with aiohttp.ClientSession() as http, http.post(f"{first[0]}/api/restart") as response:
        assert response.status == 200
    again = (await process.stdout.readline()).decode().split()
    assert again[2] != first[2]
    assert [*again[:2], *again[3:]] == [*first[:2], *first[3:]]
    assert await end(process) == 0
    for number in (first[2], again[2]):
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


async def test_a_bot_that_is_killed_is_started_again_among_the_same_chats() -> None:
    process, line = await start("--", sys.executable, "-c", BOT + "signal.pause()")
    assert process.stdout is not None
    await process.stdout.readline()  # the address
    os.kill(int(line.split()[2]), signal.SIGKILL)
    async with asyncio.timeout(15):
        told = (await process.stdout.readline()).decode()
        again = (await process.stdout.readline()).decode().split()
    assert told.startswith("The bot was killed (signal 9) and is started again.")
    assert again[0] == line.split()[0]
    assert again[2] != line.split()[2]
    assert await end(process) == 0


async def test_a_taken_port_is_said_and_the_running_demo_keeps_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    process, line = await start("--fresh-demo", str(folder))
    (folder / "demo.sqlite3").touch()
    port = line.split()[1].rstrip("/").rpartition(":")[2]
    second = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", port, "--fresh-demo", str(folder), stdout=PIPE, cwd=HOUSE
    )
    told, _ = await second.communicate()
    assert (second.returncode, b"is not free" in told) == (1, True)
    assert (folder / "demo.sqlite3").exists()
    await end(process)


async def test_it_ends_when_the_bot_ends_with_the_bots_exit_code() -> None:
    process, _ = await start("--", sys.executable, "-c", BOT + "raise SystemExit(3)")
    async with asyncio.timeout(15):
        assert await process.wait() == 3


def test_everything_after_two_dashes_is_the_bots_command() -> None:
    asked = arguments(["--lean", "--no-limits", "--", "sh", "-c", "run --port 1"])
    assert (asked.lean, asked.no_limits, asked.port) == (True, True, 8765)
    assert asked.command == ["sh", "-c", "run --port 1"]


def test_a_fresh_demo_empties_only_what_a_demo_made(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    empty(folder)
    (folder / "demo.sqlite3").touch()
    empty(folder)
    assert [path.name for path in folder.iterdir()] == [".sandbox-demo"]
    (tmp_path / "letters").touch()
    with pytest.raises(SystemExit, match="choose another folder"):
        empty(tmp_path)
    assert (tmp_path / "letters").exists()


async def test_lean_takes_anyone_and_counts_only() -> None:
    process, line = await start("--lean")
    url = line.split()[1].rstrip("/")
    async with aiohttp.ClientSession() as http:
        for person in range(5000, 5050):
            message = {"chat_id": person, "text": "<b>hi</b>", "parse_mode": "HTML"}
            async with http.post(f"{url}/bot123456:SANDBOX/sendMessage", json=message) as response:
                assert (await response.json())["result"]["text"] == "hi"
        async with http.get(f"{url}/api/requests") as response:
            listed = await response.json()
    await end(process)
    assert listed == {"requests": [], "count": 50, "counts": {"sendMessage": 50}}
