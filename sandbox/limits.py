"""Telegram's flood limits: for the whole bot, for one private chat, for one group or channel."""

import math
from collections import deque

from sandbox.shapes import too_many

# "No more than 30 messages per second", "more than one message per second in one chat … short bursts",
# "20 messages per minute to the same group": core.telegram.org/bots/faq, read November 2026.
BOT_PER_SECOND = 30
PAID_PER_SECOND = 1000
# Requests paced at exactly 30 a second still arrive a little unevenly; Telegram lets that pass.
BOT_TOLERANCE = 3
# A conversation answers with a few messages at once; Telegram tolerates such a burst, and we take five.
PRIVATE_BURST = 5
PRIVATE_PER_SECOND = 1.0
# Nobody has published a limit for edits in a private chat. The strictest reading counts them as messages.
EDITS_APART_S = 1.0
EDITS_PER_MINUTE = 20
GROUP_PER_MINUTE = 20


class Window:
    """Counts what happened within the last `length_for` seconds."""

    __slots__ = ("_instants", "_length_for")

    def __init__(self, length_for: float) -> None:
        self._length_for = length_for
        self._instants: deque[float] = deque()

    def wait_for(self, now: float, most: int, count: int) -> float:
        """Seconds until `count` more would fit under `most`; 0 when they fit now."""
        instants = self._instants
        while instants and instants[0] <= now - self._length_for:
            instants.popleft()
        # A single album larger than the limit must still be sendable into an empty window.
        over = len(instants) + min(count, most) - most
        return instants[over - 1] + self._length_for - now if over > 0 else 0.0

    def take(self, now: float, count: int) -> None:
        """Count `count` messages now."""
        self._instants.extend([now] * count)


class Limits:
    """Decides whether a message may pass; `is_on` False lets everything pass.

    `police_edits` holds edits in private chats to one a second and 20 a minute too, without any burst.
    """

    def __init__(self, is_on: bool = True, police_edits: bool = False) -> None:
        self.is_on = is_on
        self.police_edits = police_edits
        self._edits: dict[int, tuple[Window, Window]] = {}
        self._bot = Window(1.0)
        self._groups: dict[int, Window] = {}
        self._private_free_at: dict[int, float] = {}

    def admit(self, now: float, chat_id: int, *, edit: bool, count: int = 1, paid: bool = False) -> None:
        """Let `count` messages (or one edit) pass at monotonic second `now`, or refuse with 429."""
        if not self.is_on:
            return
        private = chat_id > 0
        waits = [0.0]
        if not edit:
            waits.append(
                self._bot.wait_for(now, PAID_PER_SECOND if paid else BOT_PER_SECOND + BOT_TOLERANCE, count)
            )
        if private and not edit:
            waits.append(self._private_wait(now, chat_id, count))
        if private and edit and self.police_edits:
            second, minute = self._edits.setdefault(chat_id, (Window(EDITS_APART_S), Window(60.0)))
            waits += [second.wait_for(now, 1, 1), minute.wait_for(now, EDITS_PER_MINUTE, 1)]
        if not private:
            group = self._groups.setdefault(chat_id, Window(60.0))
            waits.append(group.wait_for(now, GROUP_PER_MINUTE, count))
        if max(waits) > 0:
            raise too_many(max(1, math.ceil(max(waits))))
        self._take(now, chat_id, edit, count)

    def _private_wait(self, now: float, chat_id: int, count: int) -> float:
        free_at = max(self._private_free_at.get(chat_id, 0.0), now)
        burst = max(0, PRIVATE_BURST - min(count, PRIVATE_BURST)) / PRIVATE_PER_SECOND
        return max(0.0, free_at - now - burst)

    def _take(self, now: float, chat_id: int, edit: bool, count: int) -> None:
        if not edit:
            self._bot.take(now, count)
        if chat_id < 0:
            self._groups[chat_id].take(now, count)
        elif edit:
            for window in self._edits.get(chat_id, ()):
                window.take(now, 1)
        else:
            free_at = max(self._private_free_at.get(chat_id, 0.0), now)
            self._private_free_at[chat_id] = free_at + count / PRIVATE_PER_SECOND
