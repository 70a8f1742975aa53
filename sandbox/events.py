"""What the page hears while it is open: one line for each thing that changed."""

import asyncio

from sandbox.shapes import Json


class Events:
    """Hands every event to every open page."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json]] = set()

    def listen(self) -> asyncio.Queue[Json]:
        """A queue that receives every event from now on; give it back with `leave`."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Json]) -> None:
        """Stop filling a queue."""
        self._listeners.discard(queue)

    def tell(self, kind: str, chat_id: int | None = None, message: Json | None = None) -> None:
        """Tell every open page that something changed."""
        if self._listeners:
            event = {"type": kind, "chat_id": chat_id, "message": message}
            for queue in self._listeners:
                queue.put_nowait(event)
