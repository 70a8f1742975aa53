"""A bot as most are made: a job of PTB's JobQueue for each person.

`python -m benchmarks.jobs <url> <how many> [<due>]`.

Without `due` it polls until it is terminated. With it so many more jobs fall due at one instant, and it
prints how many ran, how many seconds after that instant the last one began, and the seconds of CPU for it.
"""

import asyncio
import logging
import signal
import sys
import time as clock
import warnings
from datetime import time, timedelta
from typing import Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes

from bot.clock import Clock
from sandbox import DEFAULT_TOKEN

# Long enough to add them.
IN = timedelta(seconds=10)
QUIET_FOR_S = 5.0
A_LITTLE_S = 0.2

ran: list[float] = []


async def push(_context: ContextTypes.DEFAULT_TYPE) -> None:
    """What would be sent is not: only when it ran."""
    ran.append(clock.perf_counter())


async def serve(application: Application[Any, Any, Any, Any, Any, Any], count: int) -> None:
    """Polls until it is terminated."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with application:
        _add(application, count)
        # With the jobs in it, as they are from here on: whoever is heard is also reminded.
        await application.start()
        if application.updater:
            await application.updater.start_polling(timeout=30)
            await stop.wait()
            await application.updater.stop()
        await application.stop()


async def fall_due(application: Application[Any, Any, Any, Any, Any, Any], count: int, due: int) -> None:
    """Lets so many fall due at one instant."""
    jobs = application.job_queue
    assert jobs
    jobs.set_application(application)
    await application.bot.initialize()
    _add(application, count)
    await jobs.start()
    at = Clock().now() + IN
    for _ in range(due):
        jobs.run_once(push, at)
    wait_s = (at - Clock().now()).total_seconds()
    if wait_s < 0:
        raise RuntimeError("they could not be added in time")
    await asyncio.sleep(wait_s - A_LITTLE_S)
    cpu, instant = clock.process_time(), clock.perf_counter() + (at - Clock().now()).total_seconds()
    ended = instant
    # Once it has been quiet for so long, none will run any more.
    while len(ran) < due and clock.perf_counter() - ended < QUIET_FOR_S:
        await asyncio.sleep(A_LITTLE_S)
        ended = max(instant, *ran[-1:])
    sys.stdout.write(f"{len(ran)} {ended - instant} {clock.process_time() - cpu}\n")
    await jobs.stop(wait=False)
    await application.bot.shutdown()


def _add(application: Application[Any, Any, Any, Any, Any, Any], count: int) -> None:
    assert application.job_queue
    # None of them while anything is measured.
    hour = (Clock().now().hour + 12) % 24
    for n in range(count):
        application.job_queue.run_daily(push, time(hour, n // 60 % 60, n % 60), chat_id=n + 1)


def main() -> None:
    """Serves, or measures."""
    warnings.simplefilter("ignore")
    # A line for each job that was too late.
    logging.disable()
    url, *numbers = sys.argv[1:]
    count, *due = map(int, numbers)
    application = ApplicationBuilder().token(DEFAULT_TOKEN).base_url(f"{url}/bot").build()
    asyncio.run(fall_due(application, count, *due) if due else serve(application, count))


if __name__ == "__main__":
    main()
