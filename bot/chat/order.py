"""Updates of one chat one after the other, of different chats at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# python-telegram-bot's own default of 256 at once measured slower than one: they fight for the loop.
AT_ONCE = 32


class InOrder(BaseUpdateProcessor):
    """A lock a chat; asyncio's locks serve in the order of asking, so a chat's updates keep theirs."""

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=AT_ONCE)
        # Weak: a chat that nobody waits for costs nothing.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handles one update when the chat's earlier ones are done."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock = self._locks.setdefault(chat.id, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
