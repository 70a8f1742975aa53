"""A bot of few words, for tests in which a person sits before the page."""

import asyncio
from typing import Any

import aiohttp

from sandbox import Sandbox


class TalkingBot:
    """A bot of few words: the test asks the Bot API in its place, and reads what people did."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._address = f"{sandbox.url}/bot{sandbox.token}/"
        self._session = session
        self._seen = 0

    async def ask(self, method: str, **parameters: Any) -> Any:
        """One call; what Telegram refuses fails the test."""
        async with self._session.post(self._address + method, json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def send_file(self, method: str, kind: str, chat_id: int, name: str, content: bytes) -> None:
        """One file, uploaded."""
        form = aiohttp.FormData()
        form.add_field("chat_id", str(chat_id))
        form.add_field(kind, content, filename=name)
        async with self._session.post(self._address + method, data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer

    async def say(self, chat_id: int, text: str, *rows: list[str], **more: Any) -> Any:
        """A message in HTML; each button carries the start of its label as data."""
        keyboard = [[{"text": label, "callback_data": label[:32]} for label in row] for row in rows]
        if keyboard:
            more["reply_markup"] = {"inline_keyboard": keyboard}
        return await self.ask("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **more)

    async def hear(self, kind: str) -> Any:
        """The next update of a kind, others let pass."""
        async with asyncio.timeout(5):
            while True:
                for update in await self.ask("getUpdates", offset=self._seen + 1, timeout=5, limit=1):
                    self._seen = update["update_id"]
                    if kind in update:
                        return update[kind]
