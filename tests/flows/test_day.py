"""A runner's whole day, from /start to the push, the check-in and /forget, as they would live it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.flows.town import Resident, Town, rows

BERLIN = ZoneInfo("Europe/Berlin")


async def set_up(ada: Resident) -> None:
    """The ordinary way through /start."""
    await ada.says("/start")
    await ada.presses("I am 18 or older")


@pytest.mark.parametrize("town", ["sqlite", "postgresql"], indirect=True)
async def test_from_start_to_the_first_push(town: Town) -> None:
    ada = town.arrive()
    print(await ada.says("/start")); print(ada.labels)
