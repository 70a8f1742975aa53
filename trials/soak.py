"""An hour at 30 a second: `python -m trials.soak [minutes]` looks at the bot's memory each minute."""

import asyncio
import sys
import tempfile
from datetime import timedelta

from benchmarks.processes import bot_process, resident_mb
from bot import deliveries, schema
from bot.clock import Clock
from bot.database import Database, open_database
from bot.deliveries import Message
from bot.settings import Settings
from bot.vault import Vault, new_key
from sandbox import Sandbox

RATE, PEOPLE = 30, 2000
FIRST_CHAT = 10_000
WARM_AFTER = 5


async def _owe_a_minute(database: Database, vault: Vault, minute: int) -> None:
    now = Clock().now()
    owed = [
        deliveries.Owed(
            key=f"{minute}:{n}",
            kind="routine",
            chat_id=FIRST_CHAT + (minute * RATE * 60 + n) % PEOPLE,
            message=Message("<b>Strength A</b>\n1. Glute bridge, 2 x 12"),
            due_at=now + timedelta(seconds=n / RATE),
        )
        for n in range(RATE * 60)
    ]
    async with database.begin() as session:
        await deliveries.add_all(session, vault, owed, now)


async def main(minutes: int) -> None:
    """Prints memory each minute, and at the end how it grew after the first five."""
    with tempfile.TemporaryDirectory() as folder:
        url, key = f"sqlite:///{folder}/soak.sqlite3", new_key()
        database = open_database(Settings(database_url=url))
        await schema.migrate(database)
        async with Sandbox(limits=False, lean=True) as sandbox:
            process = await bot_process(sandbox, url, key, "bot", "run")
            await sandbox.world.updates.bot_listens.wait()
            held = []
            for minute in range(minutes):
                await _owe_a_minute(database, Vault(key), minute)
                await asyncio.sleep(60)
                async with database.begin() as session:
                    found = await deliveries.stats(session, Clock().now())
                held.append(resident_mb(process.pid))
                print(
                    f"minute {minute + 1:>3}  {held[-1]:6.1f} MB  sent {found.total.sent:>7}"
                    f"  due {found.total.due:>5}  unsure {found.total.unsure}",
                    flush=True,
                )
            process.terminate()
            await process.wait()
        await database.close()
    warm = held[min(WARM_AFTER, len(held)) - 1]
    print(f"after {WARM_AFTER} minutes {warm:.1f} MB, at the end {held[-1]:.1f}, at most {max(held):.1f}")


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
