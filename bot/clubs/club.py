"""A club as the rest of the product sees it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

# More would be more than the two unasked posts a day that a club is promised.
MOST_RUNS = 7
POSTS_A_DAY = 2

LEADS = (10, 15, 30, 45, 60)  # minutes
QUIET_WEEKS = (1, 2, 4)

LONGEST_PLACE = 200  # characters


class Kind(StrEnum):
    """Where a club meets: a group (one of its topics, where it has some), or a channel."""

    GROUP = "group"
    CHANNEL = "channel"


class Tap(StrEnum):
    """What may be tapped under a warm-up."""

    IN = "in"
    DONE = "done"


class Refused(StrEnum):
    """Why a run was not kept."""

    ALREADY_THERE = "already_there"
    TOO_MANY = "too_many"
    NO_DAYS = "no_days"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that comes round every week: days are 0 (Monday) to 6, `at` is on the club's wall.

    `next_at` is when its warm-up is posted and `next_on` the date of that run; None while it rests.
    """

    id: int
    club_id: int
    days: frozenset[int]
    at: time
    place: str | None
    next_at: datetime | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Club:
    """A club and how it is set up. `thread_id` is None outside of topics.

    `lead_minutes` is how long before a run its warm-up is posted; `quiet_until` the last local date of its
    quiet weeks; `told_chat_id` the private chat of who set it up. `silenced`: we may not post there now.
    """

    id: int
    chat_id: int
    thread_id: int | None
    kind: Kind
    title: str
    language: str
    zone: str | None
    level: int
    lead_minutes: int
    quiet_until: date | None
    told_chat_id: int
    silenced: bool
    left: bool

    @property
    def posts(self) -> bool:
        """Whether it may be posted to, quiet weeks aside."""
        return self.zone is not None and not self.silenced and not self.left


@dataclass(frozen=True, slots=True)
class Due:
    """A run whose warm-up is to be posted: `starts_at` is when it begins, on the local date `on`."""

    club: Club
    run: Run
    on: date
    starts_at: datetime
    post_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each button of a post was tapped, each person once."""

    coming: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Recount:
    """A post whose buttons are to show these counts, and when they are asked for again, if they are not."""

    post_id: int
    chat_id: int
    message_id: int
    language: str
    counts: Counts
    asked_again_at: datetime
