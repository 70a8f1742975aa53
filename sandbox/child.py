"""The bot's process, started, restarted and ended together with the sandbox."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping

PATIENCE = 10.0


class BotProcess:
    """Runs a command with what the sandbox tells it in its environment: asked for at each start."""

    def __init__(self, command: list[str], environment: Callable[[], Mapping[str, str]]) -> None:
        self._command = command
        self._environment = environment
        self._process: Process | None = None
        self._settled = asyncio.Event()
        self._settled.set()

    async def start(self) -> None:
        """Start it, in a process group of its own so that a shell's children end with it."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env={**os.environ, **self._environment()}, start_new_session=True
        )

    async def restart(self) -> None:
        """Stop it and start it again."""
        self._settled.clear()
        try:
            await self.stop()
            await self.start()
        finally:
            self._settled.set()

    def signal(self, number: signal.Signals) -> None:
        """Pass a signal on to the whole process group."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    async def stop(self) -> None:
        """End it: kindly, and after ten seconds for good."""
        if self._process is None:
            return
        self.signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            self.signal(signal.SIGKILL)
            await self._process.wait()

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        while True:
            process = self._process
            code = await process.wait() if process is not None else 0
            await self._settled.wait()
            if process is self._process:
                return code
