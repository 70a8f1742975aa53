"""Work that goes on by itself: held on to while it lasts, and told of where it fails."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.logs import logger

log = logger("tasks")


def keep(tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Starts work and keeps it in `tasks` until it ends: the loop itself holds tasks only weakly."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    task.add_done_callback(_report)
    return task


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (problem := task.exception()):
        log.error("task.failed", exc_info=problem)
