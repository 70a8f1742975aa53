"""A club as the rest of the product sees it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

# More would be more than the two unasked posts a day that a club is promised.
MOST_RUNS = 5
POSTS_A_DAY = 2

# In place of who set a club up, where that is not known or was erased: nobody can be told anything.
NOBODY = 0

# A challenge is one exercise, that often in a week.
SESSIONS_WANTED = 3

# A digest of fewer would say what single people did.
FEWEST_IN_A_DIGEST = 5

LEADS = (10, 15, 30, 45, 60)  # minutes
QUIET_WEEKS = (1, 2, 4)

LONGEST_PLACE = 200  # characters
LONGEST_LINK = 1000  # characters: half a link leads nowhere


class Kind(StrEnum):
    """Where a club meets: a group (one of its topics, where it has some), or a channel."""

    GROUP = "group"
    CHANNEL = "channel"


class Tap(StrEnum):
    """What may be tapped under a post."""

    IN = "in"
    DONE = "done"
    DAY = "day"  # the challenge, done today; kept with the number of the day behind it


class What(StrEnum):
    """What a post is."""

    WARM_UP = "warm_up"
    CHALLENGE = "challenge"
    TIP = "tip"
    DIGEST = "digest"


class Weekly(StrEnum):
    """What comes once a week, where the club wants it; the tip in channels only."""

    CHALLENGE = "challenge"
    TIP = "tip"
    DIGEST = "digest"
    STREAKS = "streaks"  # a button of the digest, about those who show their names


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
    quiet weeks; `weekly` what it wants of the week. `silenced`: we may not post there now.
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
    weekly: frozenset[Weekly]
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
class WeeklyDue:
    """A post of the week that is to be made, of the local date `on`."""

    club: Club
    what: Weekly
    on: date
    post_at: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """A week of a club: how many people took part, and what they tapped, all of them together.

    `sessions` are those of the challenge, `met` how many people did it as often as it asks.
    """

    people: int = 0
    coming: int = 0
    done: int = 0
    sessions: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each button of a post was tapped, each person once; `names` of those who show theirs."""

    coming: int = 0
    done: int = 0
    sessions: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recount:
    """A post whose buttons are to show these counts, and when they are asked for again, if they are not."""

    post_id: int
    chat_id: int
    message_id: int
    what: What
    language: str
    counts: Counts
    asked_again_at: datetime
