"""The queue of updates the bot has not confirmed yet, and who may take them from it."""

import asyncio
import random
from collections import deque

from sandbox.clock import Clock
from sandbox.shapes import Json, bad, conflict

UPDATE_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "managed_bot",
        "guest_message",
    }
)
# These three a bot hears only when it lists them (Bot API, getUpdates, allowed_updates).
ONLY_WHEN_LISTED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
SECOND_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_ON = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Updates:
    """Unconfirmed updates in order; one long poll at a time, or a webhook."""

    def __init__(self, clock: Clock, first_id: int | None = None) -> None:
        self.clock = clock
        self.pending: deque[Json] = deque()
        self.allowed: frozenset[str] | None = None
        self.webhook_is_on = False
        self._next_id = first_id or random.randrange(100_000_000, 900_000_000)
        self._arrived = asyncio.Event()
        self._current: asyncio.Future[None] | None = None
        self._closed = False
        self.bot_listens = asyncio.Event()

    def allow(self, kinds: object) -> None:
        """Keep the listed kinds from here on; an empty list means Telegram's default."""
        if kinds is None:
            return
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad("can't parse allowed updates: expected an Array of String")
        self.allowed = frozenset(kinds) & UPDATE_KINDS or None

    def wants(self, kind: str) -> bool:
        """Whether the bot hears this kind of update."""
        return kind not in ONLY_WHEN_LISTED if self.allowed is None else kind in self.allowed

    def add(self, kind: str, payload: Json) -> Json | None:
        """Queue an update; None when the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.pending.append(update)
        self._wake()
        return update

    def _wake(self) -> None:
        self._arrived.set()
        if self._current is not None and not self._current.done():
            self._current.set_result(None)

    def confirm(self, offset: int) -> None:
        """Forget every update below `offset`; a negative one keeps only that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def drop(self) -> None:
        """Forget all pending updates."""
        self.pending.clear()

    async def poll(self, offset: int, limit: int, timeout_for: float) -> list[Json]:
        """The pending updates, after waiting at most `timeout_for` seconds for the first; 409 refusals."""
        if self.webhook_is_on:
            raise conflict(WEBHOOK_IS_ON)
        self.bot_listens.set()
        if self._current is not None and not self._current.done():
            self._current.set_exception(conflict(SECOND_POLLER))
        mine = self._current = asyncio.get_running_loop().create_future()
        self.confirm(offset)
        try:
            if not self.pending and timeout_for > 0 and not self._closed:
                await asyncio.wait_for(mine, timeout_for)
        except TimeoutError:
            pass
        finally:
            if self._current is mine:
                self._current = None
        return list(self.pending)[: max(1, min(limit, 100))]

    async def arrival(self) -> None:
        """Wait until an update is queued or the sandbox closes; for the one who delivers by webhook."""
        await self._arrived.wait()
        self._arrived.clear()

    @property
    def idle(self) -> bool:
        """Whether nobody is waiting in a long poll."""
        return self._current is None

    def interrupt(self) -> None:
        """End a running long poll with 409, as setting a webhook does."""
        if self._current is not None and not self._current.done():
            self._current.set_exception(conflict("terminated by setWebhook request"))

    def close(self) -> None:
        """Let a waiting poll return empty-handed."""
        self._closed = True
        self._wake()
