"""Waiting for something to be so, as long as a busy machine may take."""

import asyncio
from collections.abc import Callable

LOOKS, APART_S = 3000, 0.01


async def until(it_is_so: Callable[[], object]) -> None:
    """Returns when it is so. Raises TimeoutError when it is not within half a minute."""
    for _ in range(LOOKS):
        if it_is_so():
            return
        await asyncio.sleep(APART_S)
    raise TimeoutError("not so after half a minute")
