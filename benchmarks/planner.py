"""Plans what is due in a database: `python -m benchmarks.planner <url> <key>`.

It prints how many deliveries are owed then, the seconds it took, the seconds of CPU, and the most MB it held.
"""

import resource
import sys
import time

import uvloop

from bot import content, deliveries, logs
from bot.app import WORDS
from bot.clock import Clock
from bot.database import open_database
from bot.memory import keep_what_stays
from bot.settings import Settings
from bot.ticks import Ticks
from bot.vault import Vault
from bot.wording.words import Dictionary


async def plan(url: str, key: str) -> tuple[int, float, float]:
    """Plans all that is due, as the tick does."""
    database, clock = open_database(Settings(database_url=url)), Clock()
    ticks = Ticks(database, Vault(key), content.load(content.FOLDER), Dictionary(WORDS), clock)
    async with database.begin() as session:
        # Open, and asked once: what a connection costs belongs to the start.
        await deliveries.next_due_at(session)
    keep_what_stays()
    began, cpu = time.perf_counter(), time.process_time()
    await ticks.plan()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    async with database.begin() as session:
        owed = (await deliveries.stats(session, clock.now())).kinds["routine"]
    await database.close()
    return owed.due, took, used


def main() -> None:
    """Plans, and prints the figures."""
    logs.set_up("ERROR")
    figures = uvloop.run(plan(*sys.argv[1:]))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux tells kilobytes, macOS bytes.
    megabytes = most / 1024 / (1024 if sys.platform == "darwin" else 1)
    sys.stdout.write(" ".join(map(str, (*figures, megabytes))) + "\n")


if __name__ == "__main__":
    main()
