"""What time it is: the one place that asks the machine, and a clock that a demonstration can move forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's own clock. Everything else takes `now` as an argument."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def seconds_until(self, instant: datetime, at_most: timedelta) -> float:
        """How long to wait for an instant; no longer than `at_most`, should the clock have been set back."""
        return min(max(timedelta(0), instant - self.now()), at_most).total_seconds()


class MovableClock(Clock):
    """A clock for the demo and the tests: it runs at the usual speed, from wherever it was put."""

    def __init__(self, start_at: datetime | None = None) -> None:
        self._ahead_for = timedelta()
        if start_at is not None:
            self.move_to(start_at)

    def now(self) -> datetime:
        """The moved instant, aware, in UTC."""
        return super().now() + self._ahead_for

    def move_to(self, instant: datetime) -> None:
        """Makes `now()` answer this aware instant and run on from it."""
        self._ahead_for = instant.astimezone(UTC) - super().now()
