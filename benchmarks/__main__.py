"""`make bench`: measures and prints tables; the ratios are what to quote, seconds are this machine's."""

import asyncio

from benchmarks import start


async def main() -> None:
    """Runs every benchmark there is, one after the other."""
    print("Start of the bot (median of 5, started in turn)")
    print(f"{'runners':>10}  {'seconds':>8}  {'ratio':>6}  {'MB':>6}  {'ratio':>6}")
    found = await start.measure()
    least = found[min(found)]
    for count, one in sorted(found.items()):
        slower, larger = one.seconds / least.seconds, one.megabytes / least.megabytes
        print(f"{count:>10,}  {one.seconds:>8.2f}  {slower:>6.2f}  {one.megabytes:>6.0f}  {larger:>6.2f}")


asyncio.run(main())
