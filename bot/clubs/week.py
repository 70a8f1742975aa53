"""The week of a club: its challenge, its tip and its digest, each on a day of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs import turns
from bot.clubs.club import SESSIONS_WANTED, Tap, Totals, WeeklyDue
from bot.clubs.places import as_club, set_week
from bot.clubs.tables import ClubNameRow, ClubPostRow, ClubRow, ClubTapRow

# A post of the week is still worth reading that long after its time.
GOOD_FOR = timedelta(hours=12)


async def due_weekly(session: AsyncSession, now: datetime, most: int) -> Sequence[WeeklyDue]:
    """At most `most` posts of the week that are due, the longest due first; as `due` for warm-ups."""
    rows = await session.scalars(
        select(ClubRow)
        .where(ClubRow.week_at <= now)
        .order_by(ClubRow.week_at, ClubRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    found = []
    for row in rows.all():
        what = turns.weekly_on(row.week_on) if row.week_on else None
        if what is None or row.week_on is None or row.week_at is None:
            row.week_at = row.week_on = None
            continue
        found.append(WeeklyDue(as_club(row), what, row.week_on, row.week_at))
    await session.flush()
    return found


async def advance_week(session: AsyncSession, due: WeeklyDue, now: datetime) -> None:
    """This post's turn is over, sent or not. The next is of a later date, and still worth reading."""
    row = await session.get(ClubRow, due.club.id, populate_existing=True)
    if row is not None:
        row.week_turned_on = due.on
        set_week(row, now - GOOD_FOR)
        await session.flush()


async def totals(session: AsyncSession, club_id: int, since: datetime, until: datetime) -> Totals:
    """What a club's people tapped under the posts of a time; of nobody more than that they are counted."""
    taps = _taps(club_id, since, until).subquery()
    people = await session.scalar(select(func.count(taps.c.who.distinct())))
    many = await session.execute(select(taps.c.what, func.count()).group_by(taps.c.what))
    by_what = {what: int(n) for what, n in many.all()}
    each = (
        select(func.count().label("n"))
        .where(taps.c.what.startswith(Tap.DAY.value))
        .group_by(taps.c.post_id, taps.c.who)
        .subquery()
    )
    met = await session.scalar(select(func.count()).where(each.c.n >= SESSIONS_WANTED))
    return Totals(
        people=int(people or 0),
        coming=by_what.get(Tap.IN, 0),
        done=by_what.get(Tap.DONE, 0),
        sessions=sum(n for what, n in by_what.items() if what.startswith(Tap.DAY)),
        met=int(met or 0),
    )


async def count_week(session: AsyncSession, club_id: int, since: datetime, until: datetime) -> None:
    """A week of the club is over: who took part has one more in a row, who did not begins anew."""
    took_part = select(_taps(club_id, since, until).subquery().c.who)
    theirs = update(ClubNameRow).where(ClubNameRow.club_id == club_id)
    for whose, weeks in (
        (ClubNameRow.who.in_(took_part), ClubNameRow.weeks + 1),
        (ClubNameRow.who.not_in(took_part), 0),
    ):
        one_more = theirs.where(whose).values(weeks=weeks)
        await session.execute(one_more.execution_options(synchronize_session=False))


def _taps(club_id: int, since: datetime, until: datetime) -> Select[int, str, bytes]:
    return (
        select(ClubTapRow.post_id, ClubTapRow.what, ClubTapRow.who)
        .join(ClubPostRow, ClubPostRow.id == ClubTapRow.post_id)
        .where(ClubPostRow.club_id == club_id, ClubTapRow.tapped_at > since, ClubTapRow.tapped_at <= until)
    )
