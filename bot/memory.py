"""How the collector of memory treats a process that runs for weeks."""

import gc
import resource
from pathlib import Path

# By default it looks through what is young after every 700 new objects, a sixth of the time at a thousand
# messages a second. What is read at the start stays, and need not be looked through ever again.
YOUNG = 50_000


def keep_what_stays() -> None:
    """To be called once, when everything is read that stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


def resident_bytes() -> int:
    """What this process holds; where the system does not say, the most it ever held."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * resource.getpagesize()
