"""An announcement as the rest of the product sees it: a draft at first, then on its way to everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# What the deliveries of announcements are called in the ledger.
KIND = "announcement"

# News of yesterday is none; and a night's quiet hours must fit in.
OF_USE_FOR = timedelta(hours=24)

# A button found days later must not say yesterday's text to everybody.
DRAFT_IS_KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an operator is writing. `asks` is the language whose text is wanted, None when all are there.

    `texts` is HTML by language. `version` grows with each change, so that a button sends what stood above it.
    """

    id: int
    asks: str | None
    texts: Mapping[str, str]
    version: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """One that was confirmed at `confirmed_at`, for runners up to the id `last_runner_id`.

    `total` is how many it was meant for, `owed` for how many it stands in the ledger, up to the runner
    `owed_upto`. The last three are what became of them, once it has ended.
    """

    id: int
    texts: Mapping[str, str]
    confirmed_at: datetime
    expires_at: datetime
    last_runner_id: int
    owed_upto: int
    total: int
    owed: int
    stopped_at: datetime | None
    ended_at: datetime | None
    sent: int = 0
    unsure: int = 0
    dropped: int = 0

    @property
    def is_all_owed(self) -> bool:
        """Whether nobody is left to be owed it."""
        return self.owed_upto >= self.last_runner_id


@dataclass(frozen=True, slots=True)
class Bar:
    """A message of an operator that shows how far an announcement is; `shown` is what it said last."""

    announcement_id: int
    chat_id: int
    message_id: int
    language: str
    shown: str | None


def key_for(announcement_id: int, runner_id: int) -> str:
    """The unique key of one runner's delivery: nobody is owed an announcement twice."""
    return f"announcement:{announcement_id}:{runner_id}"
