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
        # The library counts updates before it hands them over, those waiting for their chat's lock too: one
        # chat that writes a lot would take every place. So its gate stays open, and ours is behind the lock.
        super().__init__(max_concurrent_updates=100_000)
        self._places = asyncio.Semaphore(AT_ONCE)
        # Weak: a chat that nobody waits for costs nothing.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handles one update when the chat's earlier ones are done."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
