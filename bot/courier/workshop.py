"""Makes files as they are sent: one at a time, in a thread of its own, while the loop answers others."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TypeVar

from bot.deliveries import Made

T = TypeVar("T")


class Workshop:
    """One worker thread. A second would draw no sooner, and hold the loop up twice as long (measured)."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="workshop")

    async def made(self, made: Made) -> bytes:
        """The file's content. Raises whatever making it raises."""
        return await self._at_work(made.make)

    async def files(self, made: Made) -> AsyncIterator[tuple[str, bytes]]:
        """Each of its files under its name, made as the one before is gone. Raises as `made`."""
        yield made.name, await self._at_work(made.make)
        stem, dot, ending = made.name.rpartition(".")
        for number in count(2):
            content = await self._at_work(made.more) if made.more else None
            if content is None:
                return
            yield f"{stem}-{number}{dot}{ending}", content

    async def _at_work(self, make: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, make)
