"""The time this Telegram shows, which a demo may move, and the real one that limits and timeouts go by."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Wall time plus the distance the demo has jumped; `monotonic` never jumps."""

    def __init__(self) -> None:
        self.ahead_for = timedelta(0)

    def now(self) -> datetime:
        """The displayed instant, aware UTC."""
        return self.real_now() + self.ahead_for

    def real_now(self) -> datetime:
        """The instant outside the sandbox, aware UTC."""
        return datetime.fromtimestamp(time.time(), UTC)

    def timestamp(self) -> int:
        """The displayed instant in whole Unix seconds, as messages carry it."""
        return int(time.time() + self.ahead_for.total_seconds())

    def monotonic(self) -> float:
        """Seconds that never jump, for flood limits and late answers."""
        return time.monotonic()

    def move_to(self, now: datetime) -> None:
        """Show `now` (aware) from here on."""
        self.ahead_for = now - self.real_now()
