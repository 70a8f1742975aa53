"""A run for tests, valid as it is."""

from datetime import date
from typing import Any

from bot.runs import Run, Source
from tests.conftest import NOON


def a_run(**changes: Any) -> Run:
    """8.2 km in 48 minutes, typed at noon."""
    usual: dict[str, Any] = {
        "id": 1,
        "runner_id": 1,
        "on": date(2026, 11, 24),
        "distance_m": 8200,
        "duration_s": 2880,
        "felt": None,
        "source": Source.TYPED,
        "started_at": None,
        "logged_at": NOON,
    }
    return Run(**{**usual, **changes})
