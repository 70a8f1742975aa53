"""Makes files as they are sent: one at a time, in a thread of its own, while the loop answers others."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.deliveries import Made


class Workshop:
    """One worker thread. A second would draw no sooner, and hold the loop up twice as long (measured)."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="workshop")

    async def made(self, made: Made) -> bytes:
        """The file's content. Raises whatever making it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, made.make)
