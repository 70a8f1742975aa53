"""The control side that the page and the tests use."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
import pytest
import telegram
from aiohttp import web

from sandbox import Json, Sandbox
from sandbox.__main__ import arguments, environment
from sandbox.child import BotProcess
from tests.sandbox.conftest import ADA
from tests.until import until


class Control:
    """JSON in and out."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def get(self, path: str) -> Json:
        """A GET that works."""
        async with self.http.get(self.url + path) as response:
            assert response.status == 200, await response.text()
            answer: Json = await response.json()
            return answer

    async def post(self, path: str, expect: int = 200, **body: object) -> Json:
        """A POST that ends as expected."""
        given = {name.rstrip("_"): value for name, value in body.items()}
        async with self.http.post(self.url + path, json=given) as response:
            assert response.status == expect, await response.text()
            answer: Json = await response.json()
            return answer


@pytest.fixture
def control(sandbox: Sandbox, http: aiohttp.ClientSession) -> Control:
    """The control side."""
    return Control(http, sandbox.url)


async def test_a_person_sees_their_chats(control: Control, ptb: telegram.Bot) -> None:
    bruno = await control.post("/api/people", first_name="Bruno", language_code="de", username="bruno_r")
    assert bruno == {"id": 1002, "first_name": "Bruno", "language_code": "de", "username": "bruno_r"}
    group = await control.post("/api/chats", type="group", title="Harriers", members=[ADA, 1002], owner=ADA)
    await control.post(f"/api/chats/{group['id']}/members", add="bot", by=ADA)
    said = await control.post(f"/api/chats/{ADA}/messages", from_=ADA, text="/start")
    keyboard = telegram.ReplyKeyboardMarkup([["Share location"]], resize_keyboard=True)
    await ptb.send_message(ADA, "where?", reply_markup=keyboard)
    await ptb.set_my_commands([("today", "What is on today")])
    await ptb.send_chat_action(group["id"], "typing")
    state = await control.get(f"/api/state?viewer={ADA}")
    private, shared = state["chats"]
    assert (private["id"], private["type"], shared["title"], shared["type"]) == (
        ADA,
        "private",
        "Harriers",
        "group",
    )
    assert private["last_message"]["text"] == "where?"
    assert private["reply_keyboard"]["keyboard"] == [[{"text": "Share location"}]]
    assert [command["command"] for command in private["commands"]] == ["today"]
    assert (private["typing"], shared["typing"], private["blocked"]) == (False, True, False)
    assert (state["can_jump"], state["can_restart"], state["bot"]["id"]) == (False, False, ptb.id)
    assert [person["id"] for person in state["people"]] == [ADA, 1002]
    messages = (await control.get(f"/api/chats/{ADA}/messages?viewer={ADA}"))["messages"]
    assert messages[0]["message_id"] == said["message_id"]
    await ptb.send_message(ADA, "thanks", reply_markup=telegram.ReplyKeyboardRemove())
    assert (await control.get(f"/api/state?viewer={ADA}"))["chats"][0]["reply_keyboard"] is None


async def test_nobody_reads_anothers_chat(control: Control) -> None:
    await control.post("/api/people", first_name="Bruno")
    async with control.http.get(f"{control.url}/api/chats/{ADA}/messages?viewer=1002") as response:
        assert response.status == 400


async def test_files_carry_an_address_the_page_can_load(control: Control, sandbox: Sandbox) -> None:
    sent = await control.post(f"/api/chats/{ADA}/messages", from_=ADA, photo=True)
    async with control.http.get(control.url + sent["photo"][0]["url"]) as response:
        assert response.content_type == "image/png"
        assert (await response.read()).startswith(b"\x89PNG")
    assert "url" not in sandbox.messages(ADA)[0]["photo"][0]


async def test_an_open_page_hears_what_happens(control: Control, ptb: telegram.Bot, sandbox: Sandbox) -> None:
    async with control.http.get(f"{control.url}/api/events") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b": open\n"
        message = await ptb.send_message(ADA, "one")
        await ptb.edit_message_text("two", ADA, message.message_id)
        await ptb.delete_message(ADA, message.message_id)
        heard: list[Json] = []
        while len(heard) < 3:
            line = await stream.content.readline()
            if line.startswith(b"data: "):
                heard.append(json.loads(line[6:]))
    assert [(event["type"], event["chat_id"], event["message"]["text"]) for event in heard] == [
        ("message", ADA, "one"),
        ("edit", ADA, "two"),
        ("delete", ADA, "two"),
    ]


async def test_requests_are_listed_from_a_number_on_and_cleared(control: Control, ptb: telegram.Bot) -> None:
    await ptb.send_message(ADA, "one")
    await ptb.get_updates()
    listed = (await control.get("/api/requests"))["requests"]
    assert [request["method"] for request in listed] == ["getMe", "sendMessage"]
    assert listed[1]["parameters"] == {"chat_id": ADA, "text": "one"}
    assert (listed[1]["status"], listed[1]["token_ok"]) == (200, True)
    await ptb.send_message(ADA, "two")
    later = (await control.get(f"/api/requests?after={listed[-1]['n']}"))["requests"]
    assert [request["parameters"]["text"] for request in later] == ["two"]
    async with control.http.delete(f"{control.url}/api/requests") as response:
        assert response.status == 200
    assert (await control.get("/api/requests"))["requests"] == []


async def test_groups_are_run_from_the_control_side(control: Control, sandbox: Sandbox) -> None:
    await control.post("/api/people", first_name="Bruno")
    group = (await control.post("/api/chats", type="group", title="Hill", members=[1002], owner=ADA))["id"]
    await control.post(f"/api/chats/{group}/members", add="bot", by=ADA)
    await control.post(f"/api/chats/{group}/promote", who="bot", rights={}, by=ADA)
    await control.post(f"/api/chats/{group}/promote", who="bot", rights=None, by=ADA)
    await control.post(f"/api/chats/{group}/members", remove=1002, by=1002)
    new = await control.post(f"/api/chats/{group}/migrate")
    assert (new["type"], new["members"]) == ("supergroup", [ADA, sandbox.world.bot_id])
    assert [chat["id"] for chat in (await control.get(f"/api/state?viewer={ADA}"))["chats"]] == [
        ADA,
        new["id"],
    ]
    forum = (
        await control.post("/api/chats", type="supergroup", title="F", members=[], owner=ADA, is_forum=True)
    )["id"]
    topic = await control.post(f"/api/chats/{forum}/topics", name="Warm-ups")
    closed = await control.post(f"/api/chats/{forum}/topics/{topic['message_thread_id']}/close")
    assert closed["is_closed"]
    opened = await control.post(f"/api/chats/{forum}/topics/{topic['message_thread_id']}/reopen")
    assert not opened["is_closed"]
    await control.post(f"/api/chats/{forum}/topics/{topic['message_thread_id']}/delete")
    assert sandbox.world.chat(forum).topics == {}
    await control.post(f"/api/chats/{ADA}/block", from_=ADA)
    assert (await control.get(f"/api/state?viewer={ADA}"))["chats"][0]["blocked"]
    await control.post(f"/api/chats/{ADA}/unblock", from_=ADA)
    await control.post("/api/people/1002/delete")
    assert len((await control.get(f"/api/state?viewer={ADA}"))["people"]) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/people", {}),
        ("/api/chats", {"type": "party", "title": "x", "owner": ADA}),
        (f"/api/chats/{ADA}/messages", {"from": 77, "text": "x"}),
        (f"/api/chats/{ADA}/messages", {"from": ADA}),
        (f"/api/chats/{ADA}/messages", {"text": "x"}),
        (f"/api/chats/{ADA}/press", {"from": ADA, "message_id": 5, "row": 0, "column": 0}),
        ("/api/chats/5/messages", {"from": ADA, "text": "x"}),
        (f"/api/chats/{ADA}/migrate", {}),
        (f"/api/chats/{ADA}/topics/5/reopen", {}),
        (f"/api/chats/{ADA}/topics/5/delete", {}),
    ],
)
async def test_what_cannot_be_done_says_so(
    sandbox: Sandbox, http: aiohttp.ClientSession, path: str, body: Json
) -> None:
    async with http.post(sandbox.url + path, json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"]


class BotClock:
    """A bot's demo clock that jumps to a Tuesday morning, and writes down where it was moved."""

    def __init__(self) -> None:
        self.url = ""
        self.moved_to: list[datetime] = []

    async def jump(self, request: web.Request) -> web.Response:
        """To the next push."""
        return self._told("2026-11-24T07:15:00+00:00")

    async def move(self, request: web.Request) -> web.Response:
        """To a given instant."""
        return self._told((await request.json())["now"])

    def _told(self, now: str) -> web.Response:
        self.moved_to.append(datetime.fromisoformat(now))
        return web.json_response({"now": now, "moved_seconds": 40_000, "next_due_at": None})


@pytest.fixture
async def bot_clock() -> AsyncIterator[BotClock]:
    """A bot's demo clock."""
    clock = BotClock()
    app = web.Application()
    app.add_routes([web.post("/clock/jump", clock.jump), web.post("/clock", clock.move)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    clock.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield clock
    await runner.cleanup()


async def test_the_displayed_clock_moves_with_the_bots(
    bot_clock: BotClock, http: aiohttp.ClientSession
) -> None:
    async with Sandbox(bot_clock=bot_clock.url) as sandbox:
        control = Control(http, sandbox.url)
        ada = sandbox.add_person("Ada").id
        assert (await control.post("/api/clock/jump"))["moved_seconds"] == 40_000
        state = await control.get(f"/api/state?viewer={ada}")
        assert state["can_jump"]
        assert state["now"].startswith("2026-11-24T07:15:0")
        assert (await sandbox.say(ada, "hello"))["date"] // 60 == 1795504500 // 60
        await control.post("/api/clock", now="2026-12-24T18:00:00+01:00")
        assert (await control.get(f"/api/state?viewer={ada}"))["now"].startswith("2026-12-24T17:00:0")
        await control.post("/api/clock", 400, now="2026-12-24T18:00:00")


async def test_without_a_clock_or_a_child_the_page_is_told_kindly(control: Control) -> None:
    for path in ("/api/clock/jump", "/api/restart"):
        answer = await control.post(path, 409)
        assert answer["error"]
    async with Sandbox(bot_clock="http://127.0.0.1:9") as lonely:
        answer = await Control(control.http, lonely.url).post("/api/clock/jump", 400)
        assert "does not answer" in answer["error"]


async def test_waiting_for_the_bots_next_message(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    said = await sandbox.say(ADA, "/start")
    waiting = asyncio.create_task(sandbox.heard(ADA, after=said["message_id"]))
    await ptb.send_message(ADA, "Welcome")
    assert (await waiting)["text"] == "Welcome"
    with pytest.raises(TimeoutError):
        await sandbox.heard(ADA, after=10_000, wait_for=0.01)


async def test_another_site_in_the_same_browser_is_turned_away(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    for origin, status in ((sandbox.url, 200), ("https://elsewhere.example", 403)):
        async with http.get(f"{sandbox.url}/api/state", headers={"Origin": origin}) as response:
            assert response.status == status


async def test_a_bot_that_starts_again_goes_on_at_once_by_the_time_of_the_page(tmp_path: Path) -> None:
    kept = tmp_path / "ahead"
    # Written whole before it is there to be read.
    script = (
        f"import os, pathlib; it = pathlib.Path({str(kept)!r}); new = it.with_suffix('.new');"
        "new.write_text(os.environ['DEMO_CLOCK_AHEAD_S']); new.rename(it)"
    )
    asked = arguments(["--bot-clock", "http://127.0.0.1:8799"])

    async def told() -> float:
        await until(kept.exists)
        said = float(kept.read_text())
        kept.unlink()
        return said

    async with Sandbox(bot_clock=asked.bot_clock) as sandbox:
        command = [sys.executable, "-c", script]
        sandbox.child = child = BotProcess(command, partial(environment, asked, sandbox))
        await child.start()
        assert await told() == 0
        sandbox.world.clock.move_to(sandbox.world.clock.now() + timedelta(days=1))
        for start_again in (partial(sandbox.restart, wait_for=0), child.restart):
            await start_again()
            assert await told() == pytest.approx(86_400, abs=5)
        await child.stop()


async def test_only_the_pages_own_files_are_served(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    for path in ("/page/../server.py", "/page/%2e%2e/server.py", "/page/nothing.js", "/api/files/nothing"):
        async with http.get(sandbox.url + path) as response:
            assert response.status == 404
