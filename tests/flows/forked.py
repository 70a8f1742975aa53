"""Processes of the bot that can be killed, forked from one that has loaded what a start loads.

Each does what `python -m bot` does, in a process of its own; loading is nine tenths of a start. That the
command line itself starts, says what is wrong and leaves when asked is for test_process.
"""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]

# What this machine may have set for a bot of its own.
OURS = {"BOT_TOKEN", "DATABASE_URL", "ENCRYPTION_KEY", "TELEGRAM_API_URL", "OPERATOR_IDS", "DEMO_CLOCK_PORT"}

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["tests.flows.loaded"])


class Forked:
    """`python -m bot COMMAND` with these settings, and nothing of ours that the machine has."""

    def __init__(self, command: str, settings: Mapping[str, str], printed: Path | None) -> None:
        environment = machine() | dict(settings)
        self._process = _forking.Process(target=_be_the_bot, args=(command, environment, printed))

    @classmethod
    async def started(cls, command: str, settings: Mapping[str, str], printed: Path | None = None) -> Self:
        """One that runs; `printed` takes what it says is wrong."""
        process = cls(command, settings, printed)
        # In a thread, as the first waits for what they are forked from: the stand-in answers in this one.
        await asyncio.to_thread(process._process.start)
        return process

    @property
    def returncode(self) -> int | None:
        """What it ended with, below zero when it was killed; None while it runs."""
        return self._process.exitcode

    def kill(self) -> None:
        """As `kill -9` does."""
        self._process.kill()

    def terminate(self) -> None:
        """As a deploy does."""
        self._process.terminate()

    async def wait(self) -> int:
        """Until it has ended; gives what it ended with."""
        await asyncio.to_thread(self._process.join)
        assert self._process.exitcode is not None
        return self._process.exitcode


def machine() -> dict[str, str]:
    """The environment without settings of ours."""
    return {name: value for name, value in os.environ.items() if name not in OURS}


def _be_the_bot(command: str, environment: dict[str, str], printed: Path | None) -> None:
    from tests.flows.loaded import main

    if printed:
        os.dup2(os.open(printed, os.O_CREAT | os.O_WRONLY | os.O_APPEND), sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.exit(main([command]))
