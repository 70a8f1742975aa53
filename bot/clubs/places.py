"""Where clubs are: begun in a chat, moved with it, silenced, left and forgotten."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs import administrators, runs, turns
from bot.clubs.club import Club, Kind, Weekly
from bot.clubs.tables import ClubAdministratorRow, ClubPostRow, ClubRow
from bot.schedules import as_bits, from_bits

USUAL_WEEK = frozenset({Weekly.CHALLENGE, Weekly.DIGEST})

# Numbers of supergroups and channels end here, those of groups are above (Bot API, Chat).
LAST_SUPERGROUP = -1_000_000_000_000
MOST_NAMESAKES = 5

KEPT_AFTER_LEAVING = timedelta(days=30)


async def begin(
    session: AsyncSession,
    *,
    chat_id: int,
    thread_id: int | None,
    kind: Kind,
    title: str,
    language: str,
    told_chat_id: int,
    now: datetime,
    topic: str | None = None,
) -> Club:
    """The club of this place, with its settings where it was here before; a new one where there is none.

    `title` is the chat's, `topic` the name of its topic, where that is known; `told_chat_id` the private chat
    of who begins it, or NOBODY.
    """
    row = await session.scalar(_at(chat_id, thread_id))
    if row is None:
        row = ClubRow(
            chat_id=chat_id,
            thread_id=thread_id or 0,
            kind=kind.value,
            title=_titled(title, topic),
            language=language,
            weekly=_bits(USUAL_WEEK | {Weekly.TIP} if kind is Kind.CHANNEL else USUAL_WEEK),
            created_at=now,
        )
        session.add(row)
    # Where the topic is not named this time, it is called as before, unless the chat has a new name.
    if topic or not thread_id or not row.title.startswith(title):
        row.title = _titled(title, topic)
    await session.flush()
    await administrators.tell(session, row.id, told_chat_id)
    return as_club(row)


async def get(session: AsyncSession, club_id: int) -> Club | None:
    """The club with this id."""
    row = await session.get(ClubRow, club_id, populate_existing=True)
    return None if row is None else as_club(row)


async def at(session: AsyncSession, chat_id: int, thread_id: int | None) -> Club | None:
    """The club of exactly this place."""
    row = await session.scalar(_at(chat_id, thread_id))
    return None if row is None else as_club(row)


async def of_chat(session: AsyncSession, chat_id: int) -> Sequence[Club]:
    """Every club of a chat: a forum may have one in each topic."""
    rows = await session.scalars(select(ClubRow).where(ClubRow.chat_id == chat_id).order_by(ClubRow.id))
    return [as_club(row) for row in rows]


async def in_groups_called(session: AsyncSession, title: str) -> Sequence[int]:
    """The chats of clubs in groups of this name that are no supergroups; a few at most."""
    named = select(ClubRow.chat_id).where(
        ClubRow.title == title,
        ClubRow.chat_id.between(LAST_SUPERGROUP + 1, -1),
        ClubRow.left_at.is_(None),
    )
    return (await session.scalars(named.order_by(ClubRow.id.desc()).limit(MOST_NAMESAKES))).all()


async def told_to(session: AsyncSession, told_chat_id: int) -> Sequence[Club]:
    """The clubs that this person set up and that we are still in."""
    theirs = (
        select(ClubRow)
        .join(ClubAdministratorRow, ClubAdministratorRow.club_id == ClubRow.id)
        .where(ClubAdministratorRow.person_id == told_chat_id, ClubRow.left_at.is_(None))
    )
    return [as_club(row) for row in await session.scalars(theirs.order_by(ClubRow.id))]


async def change(session: AsyncSession, club_id: int, now: datetime, **changes: Any) -> Club | None:
    """Changes what is given of zone, language, level, lead_minutes, quiet_until; its turns follow."""
    unknown = changes.keys() - {"zone", "language", "level", "lead_minutes", "quiet_until"}
    if unknown:
        raise TypeError(f"a club has no setting {unknown}")
    await session.execute(update(ClubRow).where(ClubRow.id == club_id).values(**changes))
    row = await session.get(ClubRow, club_id, populate_existing=True)
    if row is None:
        return None
    if changes.keys() & {"zone", "lead_minutes"}:
        await _set_turns(session, row, now)
    return as_club(row)


async def want(session: AsyncSession, club_id: int, what: Weekly, wanted: bool, now: datetime) -> Club | None:
    """Switches one post of the week on or off."""
    row = await session.get(ClubRow, club_id, populate_existing=True)
    if row is None:
        return None
    chosen = _weekly(row) | {what} if wanted else _weekly(row) - {what}
    row.weekly = _bits(chosen)
    set_week(row, now)
    await session.flush()
    return as_club(row)


async def _set_turns(session: AsyncSession, row: ClubRow, now: datetime) -> None:
    set_week(row, now)
    await session.flush()
    await runs.recompute(session, as_club(row), now)


def set_week(row: ClubRow, after: datetime) -> None:
    """The next post of the week; none while the club is not posted to."""
    club, row.week_at, row.week_on = as_club(row), None, None
    if club.zone is not None and club.posts:
        found = turns.next_weekly(club.weekly, club.zone, after, row.week_turned_on)
        row.week_on, row.week_at = found or (None, None)


async def move_to_topic(
    session: AsyncSession, club_id: int, thread_id: int | None, title: str = "", topic: str | None = None
) -> Club | None:
    """Posts go there from now on; None where another club has that place, or there is no such club.

    It is called by the new place where `title`, the chat's, is given.
    """
    row = await session.get(ClubRow, club_id, populate_existing=True)
    if row is None:
        return None
    taken = await session.scalar(_at(row.chat_id, thread_id))
    if taken is not None and taken.id != club_id:
        return None
    row.thread_id = thread_id or 0
    row.title = _titled(title, topic) if title else row.title
    await session.flush()
    return as_club(row)


async def silence(session: AsyncSession, chat_id: int, now: datetime) -> Sequence[Club]:
    """We may not post in this chat any more; gives the clubs that did not know, to be told of once."""
    rows = await session.scalars(
        select(ClubRow)
        .where(ClubRow.chat_id == chat_id, ClubRow.silenced_at.is_(None))
        .with_for_update(key_share=True)
    )
    return [await _silenced(session, row, now) for row in rows.all()]


async def speak_again(session: AsyncSession, chat_id: int, now: datetime) -> Sequence[Club]:
    """We may post here, or are here again: every club of the chat goes on with the settings it had."""
    rows = await session.scalars(
        select(ClubRow).where(ClubRow.chat_id == chat_id).with_for_update(key_share=True)
    )
    clubs = []
    for row in rows.all():
        row.silenced_at = row.left_at = None
        clubs.append(as_club(row))
        await _set_turns(session, row, now)
    return clubs


async def leave(session: AsyncSession, chat_id: int, now: datetime) -> Sequence[Club]:
    """We were removed: nothing is posted any more, and the settings are kept for thirty days."""
    rows = await session.scalars(
        select(ClubRow).where(ClubRow.chat_id == chat_id).with_for_update(key_share=True)
    )
    left = []
    for row in rows.all():
        row.left_at = row.left_at or now
        left.append(await _silenced(session, row, now))
    return left


async def _silenced(session: AsyncSession, row: ClubRow, now: datetime) -> Club:
    row.silenced_at = row.silenced_at or now
    set_week(row, now)
    await session.flush()
    await runs.put_to_rest(session, row.id)
    return as_club(row)


async def move(session: AsyncSession, old_chat_id: int, new_chat_id: int) -> None:
    """A group became a supergroup: its clubs are there now. Once more is no harm, whoever says so first."""
    moved = select(ClubRow.id).where(ClubRow.chat_id == old_chat_id)
    # What was posted before stays in the old chat, where nothing can be changed any more.
    await session.execute(
        update(ClubPostRow)
        .where(ClubPostRow.club_id.in_(moved))
        .values(message_id=None, edit_at=None)
        .execution_options(synchronize_session=False)
    )
    for row in (await session.scalars(select(ClubRow).where(ClubRow.chat_id == old_chat_id))).all():
        there = await session.scalar(_at(new_chat_id, row.thread_id or None))
        # Where somebody has set up the new one by hand already, that one goes on, and once is enough.
        if there is not None and there.zone is not None:
            await administrators.join(session, row.id, there.id)
            await session.execute(delete(ClubRow).where(ClubRow.id == row.id))
            continue
        if there is not None:
            await administrators.join(session, there.id, row.id)
            await session.execute(delete(ClubRow).where(ClubRow.id == there.id))
        row.chat_id = new_chat_id
        await session.flush()


async def remove(session: AsyncSession, club_id: int) -> bool:
    """Deletes a club with its runs, posts and taps at once."""
    removed = await session.scalars(delete(ClubRow).where(ClubRow.id == club_id).returning(ClubRow.id))
    return removed.first() is not None


async def forget_left(session: AsyncSession, now: datetime) -> int:
    """Deletes the clubs that we left thirty days ago; gives how many."""
    old = delete(ClubRow).where(ClubRow.left_at <= now - KEPT_AFTER_LEAVING).returning(ClubRow.id)
    return len((await session.scalars(old)).all())


def _titled(title: str, topic: str | None) -> str:
    """A forum has several clubs, and one name: the topic tells them apart."""
    return title if topic is None else f"{title} · {topic}"


def _at(chat_id: int, thread_id: int | None) -> Any:
    return (
        select(ClubRow)
        .where(ClubRow.chat_id == chat_id, ClubRow.thread_id == (thread_id or 0))
        .execution_options(populate_existing=True)
    )


def as_club(row: ClubRow) -> Club:
    """The row as a value."""
    return Club(
        id=row.id,
        chat_id=row.chat_id,
        thread_id=row.thread_id or None,
        kind=Kind(row.kind),
        title=row.title,
        language=row.language,
        zone=row.zone,
        level=row.level,
        lead_minutes=row.lead_minutes,
        quiet_until=row.quiet_until,
        weekly=_weekly(row),
        silenced=row.silenced_at is not None,
        left=row.left_at is not None,
    )


def _weekly(row: ClubRow) -> frozenset[Weekly]:
    chosen = from_bits(row.weekly)
    return frozenset(what for n, what in enumerate(Weekly) if n in chosen)


def _bits(weekly: Iterable[Weekly]) -> int:
    return as_bits(list(Weekly).index(what) for what in weekly)
