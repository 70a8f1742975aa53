"""`python -m benchmarks [part …]`: tables; the ratios are what to quote, seconds are this machine's."""

import argparse
import os
import time
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from benchmarks import charts, line, planning, progress, sessions, start, updates

PARTS: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
    "line": line.show,
    "pace": line.show_pace,
    "start": start.show,
    "planning": planning.show,
    "updates": updates.show,
    "sessions": sessions.show,
    "charts": charts.show,
    "progress": progress.show,
}


def main() -> None:
    """Runs the parts that were named, or all of them, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all without")
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in parts:
        began = time.perf_counter()
        uvloop.run(PARTS[part]())
        # Far above one, others used the machine too, and the figures are worth as much less.
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
        print(f"({part}: {time.perf_counter() - began:.0f} s; load of each core {load:.1f})", flush=True)


main()
