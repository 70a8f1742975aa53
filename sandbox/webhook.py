"""Updates carried to the bot by HTTP POST, one at a time for each chat, again and again until it says 2xx."""

import asyncio
import json

import aiohttp

from sandbox.shapes import Json
from sandbox.updates import Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SLOWEST_RETRY = 30.0


class Webhook:
    """Where updates go; `first_retry_for` seconds after a refusal the same update goes again."""

    def __init__(self, updates: Updates, first_retry_for: float = 0.5) -> None:
        self.url = ""
        self.first_retry_for = first_retry_for
        self._updates = updates
        self._secret = ""
        self._connections = 40
        self._failure: Json = {}
        self._failed_times: dict[int, int] = {}
        self._carried: set[int] = set()
        self._busy_chats: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._worker: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()

    def set(self, url: str, secret: str, connections: int) -> None:
        """Send updates to `url` from now on; an empty one turns the webhook off."""
        self.url, self._secret, self._connections = url, secret, connections
        self._failure = {}
        self._updates.webhook_is_on = bool(url)
        if url:
            self._updates.interrupt()
            self._updates.bot_listens.set()
            if self._worker is None:
                self._worker = asyncio.create_task(self._work())
        self._wake.set()

    def info(self) -> Json:
        """A WebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            info |= {"max_connections": self._connections, "ip_address": "127.0.0.1", **self._failure}
        if self._updates.allowed is not None:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def close(self) -> None:
        """Stop carrying."""
        tasks = [*self._tasks, *([self._worker] if self._worker else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                if self.url:
                    self._start_what_can(session)
                arrival = asyncio.ensure_future(self._updates.arrival())
                wake = asyncio.ensure_future(self._wake.wait())
                try:
                    await asyncio.wait({arrival, wake}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    arrival.cancel()
                    wake.cancel()
                self._wake.clear()

    def _start_what_can(self, session: aiohttp.ClientSession) -> None:
        for update in list(self._updates.pending):
            chat_id = _chat_of(update)
            free = len(self._tasks) < self._connections and chat_id not in self._busy_chats
            if free and update["update_id"] not in self._carried:
                self._busy_chats.add(chat_id)
                self._carried.add(update["update_id"])
                task = asyncio.create_task(self._carry(session, update, chat_id))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _carry(self, session: aiohttp.ClientSession, update: Json, chat_id: int) -> None:
        number = update["update_id"]
        try:
            problem = await self._post(session, update)
            if problem is None:
                if update in self._updates.pending:
                    self._updates.pending.remove(update)
                self._failed_times.pop(number, None)
            else:
                times = self._failed_times[number] = self._failed_times.get(number, 0) + 1
                self._failure = {"last_error_date": self._now(), "last_error_message": problem}
                await asyncio.sleep(min(SLOWEST_RETRY, self.first_retry_for * 2 ** (times - 1)))
        finally:
            self._carried.discard(number)
            self._busy_chats.discard(chat_id)
            self._wake.set()

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> str | None:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET_HEADER] = self._secret
        try:
            async with session.post(self.url, data=json.dumps(update), headers=headers) as response:
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            return f"Connection failed: {type(problem).__name__}"

    def _now(self) -> int:
        return self._updates.clock.timestamp()


def _chat_of(update: Json) -> int:
    for payload in update.values():
        if isinstance(payload, dict):
            message = payload if "chat" in payload else payload.get("message", {})
            return int(message.get("chat", {}).get("id", 0))
    return 0
