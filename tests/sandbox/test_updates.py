"""What people do reaches the bot once, in order, by long polling or by webhook."""

import asyncio
from collections.abc import AsyncIterator

import aiogram
import aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.error import Conflict

from sandbox import Json, Sandbox
from tests.sandbox.conftest import ADA, Ask, until


async def test_updates_come_in_order_until_they_are_confirmed(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    for text in ("one", "two", "three"):
        await sandbox.say(ADA, text)
    first = await ptb.get_updates(limit=2)
    assert [update.message.text for update in first if update.message] == ["one", "two"]
    again = await ptb.get_updates(offset=first[-1].update_id)
    assert [update.message.text for update in again if update.message] == ["two", "three"]
    assert await ptb.get_updates(offset=again[-1].update_id + 1) == ()


async def test_a_negative_offset_keeps_the_end_of_the_queue(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    for text in ("one", "two", "three"):
        await sandbox.say(ADA, text)
    kept = await ptb.get_updates(offset=-1)
    assert [update.message.text for update in kept if update.message] == ["three"]
    assert len(await ptb.get_updates()) == 1


async def test_a_long_poll_waits_for_the_next_update(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    waiting = asyncio.create_task(ptb.get_updates(timeout=20))
    await until(lambda: not sandbox.world.updates.idle)
    await sandbox.say(ADA, "/start now")
    (update,) = await waiting
    assert update.message is not None
    assert [found.type for found in update.message.entities] == ["bot_command"]
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "en"


async def test_a_second_poller_ends_the_first(sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot) -> None:
    first = asyncio.create_task(ptb.get_updates(timeout=20))
    await until(lambda: not sandbox.world.updates.idle)
    assert await aio.get_updates(timeout=0) == []
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_an_update_survives_a_poller_that_was_killed(
    sandbox: Sandbox, ptb: telegram.Bot, http: aiohttp.ClientSession
) -> None:
    poll = asyncio.create_task(http.get(f"{sandbox.url}/bot{sandbox.token}/getUpdates?timeout=20"))
    await until(lambda: not sandbox.world.updates.idle)
    poll.cancel()
    await until(lambda: sandbox.world.updates.idle)
    await sandbox.say(ADA, "still there?")
    assert len(await ptb.get_updates()) == 1


async def test_chat_members_are_heard_of_only_when_listed(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    bruno = sandbox.add_person("Bruno").id
    group = sandbox.add_chat("group", "Harbour Harriers", [ADA], owner=ADA).id
    sandbox.add_member(group, "bot", by=ADA)
    sandbox.promote(group, "bot", {}, by=ADA)
    await ptb.get_updates(offset=-1)
    sandbox.add_member(group, bruno, by=ADA)
    assert not any(update.chat_member for update in await ptb.get_updates(allowed_updates=["chat_member"]))
    sandbox.remove_member(group, bruno, by=bruno)
    (left,) = [update.chat_member for update in await ptb.get_updates() if update.chat_member]
    assert (left.old_chat_member.status, left.new_chat_member.status) == ("member", "left")
    await sandbox.say(ADA, "not listed")
    assert not any(update.message and update.message.text for update in await ptb.get_updates())


class Listener:
    """A bot's web server that says 500 as often as told, then 200."""

    def __init__(self) -> None:
        self.refuse = 0
        self.heard: list[Json] = []
        self.secrets: list[str | None] = []
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        """Take an update, or refuse it."""
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=500)
        return web.Response()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A web server for updates."""
    listening = Listener()
    app = web.Application()
    app.router.add_post("/hook", listening.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listening
    await runner.cleanup()


async def test_a_webhook_gets_the_same_update_until_it_says_yes(
    sandbox: Sandbox, ptb: telegram.Bot, listener: Listener
) -> None:
    sandbox.world.webhook.first_retry_for = 0.01
    listener.refuse = 2
    await sandbox.say(ADA, "before the webhook")
    assert await ptb.set_webhook(listener.url, secret_token="hush-1", max_connections=5)
    await until(lambda: not sandbox.world.updates.pending)
    assert len(listener.heard) == 3
    assert len({update["update_id"] for update in listener.heard}) == 1
    assert set(listener.secrets) == {"hush-1"}
    info = await ptb.get_webhook_info()
    assert info.url == listener.url
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    await sandbox.say(ADA, "after")
    await until(lambda: len(listener.heard) == 4)


async def test_polling_and_a_webhook_exclude_each_other(
    sandbox: Sandbox, ptb: telegram.Bot, listener: Listener
) -> None:
    await ptb.set_webhook(listener.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await ptb.get_updates()
    await ptb.delete_webhook(drop_pending_updates=True)
    assert await ptb.get_updates() == ()
    assert (await ptb.get_webhook_info()).url == ""


async def test_a_webhook_needs_an_address_and_a_clean_secret(ask: Ask) -> None:
    assert "invalid webhook URL" in (await ask("setWebhook", url="ftp://x"))["description"]
    assert (
        "unallowed characters"
        in (await ask("setWebhook", url="http://x.example", secret_token="ü"))["description"]
    )
