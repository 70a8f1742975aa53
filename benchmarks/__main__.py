"""`make bench`: measures and prints tables; the ratios are what to quote, seconds are this machine's."""

import asyncio

from benchmarks import line, sessions, start


async def main() -> None:
    """Runs every benchmark there is, one after the other."""
    print("Start of the bot (median of 5, started in turn)")
    print(f"{'runners':>10}  {'seconds':>8}  {'ratio':>6}  {'MB':>6}  {'ratio':>6}")
    found = await start.measure()
    least = found[min(found)]
    for count, one in sorted(found.items()):
        slower, larger = one.seconds / least.seconds, one.megabytes / least.megabytes
        print(f"{count:>10,}  {one.seconds:>8.2f}  {slower:>6.2f}  {one.megabytes:>6.0f}  {larger:>6.2f}")
    await _line()
    await _sessions()


async def _line() -> None:
    print(f"\nWhole send line, {line.COUNT:,} messages, pace off (median of {line.ROUNDS}, in turn)")
    rates = await line.measure()
    usual = rates["PTB, gather"].a_second
    for name, it in rates.items():
        print(
            f"{name:<22}  {it.a_second:>6.0f} a second  {it.a_second / usual:>5.2f} times PTB's gather"
            f"  {it.cpu_ms:>5.2f} ms of CPU each"
        )
    print(f"\n{line.PACED_COUNT} messages at {line.PACE} a second under Telegram's limits")
    for name, paced in (await line.measure_pace()).items():
        print(
            f"{name:<22}  most in a second {paced.most:>3}  429s {paced.floods:>3}"
            f"  of the rate used {paced.used:.1%}"
        )


async def _sessions() -> None:
    print(
        f"\n{sessions.RUNNERS:,} runners press Start; presses a second at random instants; ms from the press"
    )
    print("a second  answered p50    p99  shown p50    p99  uploads  edits  refused  MB before  after")
    for it in await sessions.measure():
        print(
            f"{it.a_second:>8}  {it.answered_p50:>12.0f}  {it.answered_p99:>5.0f}  {it.shown_p50:>9.0f}"
            f"  {it.shown_p99:>5.0f}  {it.uploads:>7}  {it.edits:>5}  {it.refused:>7}"
            f"  {it.megabytes_before:>9.0f}  {it.megabytes_after:>5.0f}"
        )


asyncio.run(main())
