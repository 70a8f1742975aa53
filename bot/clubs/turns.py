"""When a club hears from us: before each run and through the week, its quiet weeks, and how counts gather."""

from collections import Counter
from collections.abc import Iterable, Set
from datetime import date, datetime, time, timedelta

from bot import schedules
from bot.clubs.club import POSTS_A_DAY, Run, Tap, Weekly

# Day of the week (0 is Monday) and time on the club's wall. The digest comes when the week's runs are done.
WEEK = {
    Weekly.CHALLENGE: (0, time(9)),
    Weekly.TIP: (2, time(12)),
    Weekly.DIGEST: (6, time(20)),
}

# Telegram takes twenty messages and edits a minute in a group (Bot API FAQ); counts leave half of them to
# whatever else is said there.
RECOUNT_EVERY = timedelta(seconds=6)
# Longer than a call may take: who has not answered by then has died.
RECOUNT_LEASE = timedelta(seconds=60)


def next_post(
    days: frozenset[int], at: time, zone: str, lead: timedelta, after: datetime, turned_on: date | None
) -> tuple[date, datetime] | None:
    """The date of the next run whose warm-up is still to be posted, and the instant of posting.

    The lead counts back from the instant of the run, so a clock that changes between them changes nothing.
    """
    found = schedules.next_turn(days, at, zone, after + lead, turned_on)
    return None if found is None else (found[0], found[1] - lead)


def next_weekly(
    wanted: Set[Weekly], zone: str, after: datetime, turned_on: date | None
) -> tuple[date, datetime] | None:
    """The date and instant of the next post of the week that the club wants; which it is, its day says."""
    turns = (
        schedules.next_turn(frozenset({day}), at, zone, after, turned_on)
        for what, (day, at) in WEEK.items()
        if what in wanted
    )
    return min((turn for turn in turns if turn), key=lambda turn: turn[1], default=None)


def weekday_of(what: Weekly) -> int:
    """On which day of the week it comes; 0 is Monday."""
    return WEEK[what][0]


def weekly_on(on: date) -> Weekly | None:
    """Which post of the week this date has."""
    return next((what for what, (day, _) in WEEK.items() if day == on.weekday()), None)


def left_out(weekly: Set[Weekly], runs: Iterable[Run]) -> tuple[tuple[Weekly, ...], frozenset[int]]:
    """What never comes because two posts a day are the most: posts of the week, and days with a run too many.

    What the club meets for goes before what is only said to it.
    """
    many = Counter(day for run in runs for day in run.days)
    posts = tuple(what for what, (day, _) in WEEK.items() if what in weekly and many[day] >= POSTS_A_DAY)
    return posts, frozenset(day for day, times in many.items() if times > POSTS_A_DAY)


def day_of(on: date) -> str:
    """How a tap says that somebody did the challenge on this date."""
    return f"{Tap.DAY}{on.weekday()}"


def is_quiet(quiet_until: date | None, on: date) -> bool:
    """Whether this local date is in the club's quiet weeks."""
    return quiet_until is not None and on <= quiet_until


def quiet_through(weeks: int, today: date) -> date:
    """The last quiet date of so many weeks that begin today."""
    return today + timedelta(days=7 * weeks - 1)


def recount_at(edited_at: datetime | None, now: datetime) -> datetime:
    """When a count that has changed is shown: now, or with others when the post may be changed again."""
    return now if edited_at is None else max(now, edited_at + RECOUNT_EVERY)
