"""When a club hears from us: the lead before each run, its quiet weeks, and how counts are gathered."""

from datetime import date, datetime, time, timedelta

from bot import schedules

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


def is_quiet(quiet_until: date | None, on: date) -> bool:
    """Whether this local date is in the club's quiet weeks."""
    return quiet_until is not None and on <= quiet_until


def quiet_through(weeks: int, today: date) -> date:
    """The last quiet date of so many weeks that begin today."""
    return today + timedelta(days=7 * weeks - 1)


def recount_at(edited_at: datetime | None, now: datetime) -> datetime:
    """When a count that has changed is shown: now, or with others when the post may be changed again."""
    return now if edited_at is None else max(now, edited_at + RECOUNT_EVERY)
