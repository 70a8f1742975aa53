"""What a process counts of its own work, and how it is read by Prometheus: numbers alone, of nobody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric

from bot.deliveries import Outcome, Stats
from bot.memory import resident_bytes

# Seconds; a person notices a tenth, and presses again after two.
ANSWERED_WITHIN = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """One a process, handed to what it counts."""

    def __init__(self) -> None:
        # When each counter began is no use to anybody here, and doubles what is read.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._answered = Histogram(
            "steady_hips_answer_seconds",
            "From an update's arrival to its answer",
            buckets=ANSWERED_WITHIN,
            registry=self._registry,
        )
        self._delivered = Counter(
            "steady_hips_deliveries",
            "What became of calls of this process",
            ["outcome"],
            registry=self._registry,
        )
        # From none: of a series that begins at one, Prometheus never sees the first.
        for outcome in get_args(Outcome):
            self._delivered.labels(_named(outcome))
        self._refused = Counter(
            "steady_hips_webhook_refused",
            "Calls without our secret or not to be read",
            registry=self._registry,
        )

    def answered(self, took: timedelta) -> None:
        """An update was answered."""
        self._answered.observe(max(0.0, took.total_seconds()))

    def delivered(self, outcome: Outcome) -> None:
        """A call to Telegram ended so."""
        self._delivered.labels(_named(type(outcome))).inc()

    def refused(self) -> None:
        """Somebody called the webhook who is not Telegram."""
        self._refused.inc()

    def text(self, found: Stats, waiting: int, waits_since: datetime | None, now: datetime) -> bytes:
        """In Prometheus's text format: what this process counted, and how all of them stand together."""
        registry = CollectorRegistry()
        registry.register(_Shared(_gauges(found, waiting, waits_since, now)))
        return generate_latest(self._registry) + generate_latest(registry)


def _named(outcome: type) -> str:
    return outcome.__name__.lower()


class _Shared:
    def __init__(self, gauges: list[Metric]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        yield from self._gauges


def _gauges(found: Stats, waiting: int, waits_since: datetime | None, now: datetime) -> list[Metric]:
    by_kind = GaugeMetricFamily(
        "steady_hips_owed",
        "Deliveries by kind and state, settled ones of the last day",
        labels=["kind", "state"],
    )
    for kind, of_kind in found.kinds.items():
        for state in ("due", "later", "claimed", "sent", "dropped", "unsure"):
            by_kind.add_metric([kind, state], getattr(of_kind, state))
    since = 0.0 if waits_since is None else (now - waits_since).total_seconds()
    return [
        by_kind,
        _one(
            "steady_hips_oldest_due_seconds",
            "How long the oldest due delivery waits",
            _seconds(found.late_for),
        ),
        _one("steady_hips_pace_percent", "How much of SEND_RATE is in use after floods", found.percent),
        _one("steady_hips_inbox_waiting", "Updates that are not answered yet", waiting),
        _one("steady_hips_inbox_oldest_seconds", "How long the oldest of them waits", since),
        _one("steady_hips_resident_bytes", "Memory of this process", resident_bytes()),
    ]


def _one(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def _seconds(duration: timedelta | None) -> float:
    return duration.total_seconds() if duration else 0.0
