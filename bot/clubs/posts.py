"""What was posted in clubs: each warm-up once, who tapped under it, and which counts are to be shown."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import schedules
from bot.clubs.club import Counts, Due, Recount, Tap, WeeklyDue, What
from bot.clubs.names import TAPPED, names_of, show_again
from bot.clubs.tables import ClubAdministratorRow, ClubNameRow, ClubPostRow, ClubRow, ClubTapRow
from bot.clubs.turns import RECOUNT_EVERY, RECOUNT_LEASE, day_of, recount_at
from bot.database import insert_into
from bot.vault import Vault

KEPT_FOR = timedelta(days=30)


async def post(session: AsyncSession, due: Due | WeeklyDue, now: datetime) -> int | None:
    """Keeps that this is posted; gives its id, or None where it was before."""
    added = await session.execute(
        insert_into(session, ClubPostRow)
        .values(
            club_id=due.club.id,
            what=What.WARM_UP if isinstance(due, Due) else due.what,
            run_id=due.run.id if isinstance(due, Due) else 0,
            on=due.on,
            starts_at=due.starts_at if isinstance(due, Due) else due.post_at,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["club_id", "run_id", "on"])
        .returning(ClubPostRow.id)
    )
    return added.scalar()


def delivery_keys(post_id: int) -> tuple[str, str]:
    """The key under which a post is owed, and the one of the same post where its topic was shut."""
    return f"club:{post_id}", f"club:{post_id}:general"


async def keys_since(session: AsyncSession, club_id: int, since: datetime) -> Sequence[str]:
    """The delivery keys of what a club was to have posted since an instant."""
    posted = select(ClubPostRow.id).where(ClubPostRow.club_id == club_id, ClubPostRow.created_at >= since)
    return [key for post_id in await session.scalars(posted) for key in delivery_keys(post_id)]


async def posts_on(session: AsyncSession, club_id: int, since: datetime) -> int:
    """How many posts the club has had since an instant."""
    counted = select(func.count()).where(ClubPostRow.club_id == club_id, ClubPostRow.created_at >= since)
    return int(await session.scalar(counted) or 0)


async def tap(
    session: AsyncSession,
    vault: Vault,
    *,
    post_id: int,
    chat_id: int,
    message_id: int,
    person_id: int,
    what: Tap,
    now: datetime,
) -> bool | None:
    """Somebody tapped: counted once, and taken back by the second tap. Gives whether it counts now.

    None for a post that is not of this chat, or is over, or has no such button. The counts in
    the message follow, several taps together.
    """
    here = (
        select(ClubPostRow, ClubRow.zone)
        .join(ClubRow, ClubRow.id == ClubPostRow.club_id)
        .where(ClubPostRow.id == post_id, ClubRow.chat_id == chat_id)
    )
    found = await session.execute(
        here.with_for_update(of=ClubPostRow).execution_options(populate_existing=True)
    )
    row, zone = found.first() or (None, None)
    kept_as = None if row is None else _kept_as(row, what, schedules.local_date(now, zone or "UTC"))
    if row is None or kept_as is None:
        return None
    marks = vault.marks(TAPPED, person_id)
    theirs = delete(ClubTapRow).where(
        ClubTapRow.post_id == post_id, ClubTapRow.what == kept_as, ClubTapRow.who.in_(marks)
    )
    taken_back = (await session.scalars(theirs.returning(ClubTapRow.post_id))).all()
    if not taken_back:
        session.add(ClubTapRow(post_id=post_id, what=kept_as, who=marks[0], tapped_at=now))
    row.message_id = message_id
    wanted_at = recount_at(row.edited_at, now)
    # One that is being shown waits only for its answer, and would be asked for again much later.
    row.edit_at = min(row.edit_at, wanted_at) if row.edit_at else wanted_at
    await session.flush()
    return not taken_back


def _kept_as(post: ClubPostRow, what: Tap, today: date) -> str | None:
    """A challenge is tapped once a day of its week; a warm-up once, until the day after it at the latest."""
    match What(post.what), what:
        # Later, it would stand in the digest of another week.
        case What.WARM_UP, Tap.IN | Tap.DONE if today <= post.on + timedelta(days=1):
            return what.value
        case What.CHALLENGE, Tap.DAY if post.on <= today < post.on + timedelta(days=7):
            return day_of(today)
    return None


async def days_done(session: AsyncSession, vault: Vault, post_id: int, person_id: int) -> int:
    """On how many days this person did a challenge."""
    theirs = select(func.count(ClubTapRow.what.distinct())).where(
        ClubTapRow.post_id == post_id, ClubTapRow.who.in_(vault.marks(TAPPED, person_id))
    )
    return int(await session.scalar(theirs) or 0)


async def counts(session: AsyncSession, vault: Vault, post_id: int) -> Counts:
    """How often each button of a post was tapped."""
    found = await session.execute(
        select(ClubTapRow.what, func.count()).where(ClubTapRow.post_id == post_id).group_by(ClubTapRow.what)
    )
    by_what = {what: many for what, many in found.all()}
    sessions = sum(many for what, many in by_what.items() if what.startswith(Tap.DAY))
    return Counts(
        by_what.get(Tap.IN, 0), by_what.get(Tap.DONE, 0), sessions, await names_of(session, vault, post_id)
    )


async def to_recount(session: AsyncSession, vault: Vault, now: datetime, most: int) -> Sequence[Recount]:
    """At most `most` posts whose counts are to be shown now, who waits longest first.

    Each is asked for again when its lease has run out, should nobody say that it was shown (`is_shown`);
    taps of meanwhile ask sooner.
    """
    rows = await session.execute(
        select(ClubPostRow, ClubRow)
        .join(ClubRow, ClubRow.id == ClubPostRow.club_id)
        .where(
            ClubPostRow.edit_at <= now,
            ClubPostRow.message_id.is_not(None),
            # Theirs wait: a name that was taken out meanwhile goes as soon as we may speak again.
            ClubRow.silenced_at.is_(None),
        )
        .order_by(ClubPostRow.edit_at, ClubPostRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=ClubPostRow)
        .execution_options(populate_existing=True)
    )
    found = []
    for row, club in rows.all():
        if row.message_id is None:
            continue
        row.edit_at, row.edited_at = now + RECOUNT_LEASE, now
        found.append(
            Recount(
                row.id,
                club.chat_id,
                row.message_id,
                What(row.what),
                club.language,
                await counts(session, vault, row.id),
                asked_again_at=row.edit_at,
            )
        )
    await session.flush()
    return found


async def is_shown(session: AsyncSession, recount: Recount) -> None:
    """The counts stand in the message, or never can; taps of meanwhile still ask for the next change."""
    await session.execute(
        update(ClubPostRow)
        .where(ClubPostRow.id == recount.post_id, ClubPostRow.edit_at == recount.asked_again_at)
        .values(edit_at=None)
    )


async def hold(session: AsyncSession, post_id: int, now: datetime, wait: timedelta = RECOUNT_EVERY) -> None:
    """The change was not made: it is asked for again after a while."""
    await session.execute(update(ClubPostRow).where(ClubPostRow.id == post_id).values(edit_at=now + wait))


async def clock_went_back(session: AsyncSession, now: datetime) -> None:
    """Counts are shown by the clock as it is now; one that was ahead wrote when. Twice is no harm."""
    lease = now + RECOUNT_LEASE
    await session.execute(update(ClubPostRow).where(ClubPostRow.edited_at > now).values(edited_at=now))
    await session.execute(update(ClubPostRow).where(ClubPostRow.edit_at > lease).values(edit_at=lease))


async def forget_person(session: AsyncSession, vault: Vault, person_id: int, now: datetime) -> bool:
    """Takes every tap and name of a person out of every club; clubs they set up stay, and tell nobody.

    Gives whether there was anything of theirs.
    """
    marks = vault.marks(TAPPED, person_id)
    await show_again(session, marks, now)
    set_up = delete(ClubAdministratorRow).where(ClubAdministratorRow.person_id == person_id)
    erased = 0
    for theirs in (
        set_up.returning(ClubAdministratorRow.club_id),
        delete(ClubNameRow).where(ClubNameRow.who.in_(marks)).returning(ClubNameRow.club_id),
        delete(ClubTapRow).where(ClubTapRow.who.in_(marks)).returning(ClubTapRow.post_id),
    ):
        found = await session.scalars(theirs.execution_options(synchronize_session=False))
        erased += len(found.all())
    return erased > 0


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Deletes posts of more than thirty days ago with their taps; gives how many."""
    old = delete(ClubPostRow).where(ClubPostRow.created_at < now - KEPT_FOR).returning(ClubPostRow.id)
    return len((await session.scalars(old)).all())
