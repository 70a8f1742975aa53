"""First names of those who asked a club to show theirs, and how many weeks in a row they took part."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs.tables import ClubNameRow, ClubPostRow, ClubRow, ClubTapRow
from bot.vault import Vault

TAPPED = "club tap"
LONGEST_NAME = 20  # characters
MOST_NAMES = 10


async def show_name(
    session: AsyncSession,
    vault: Vault,
    *,
    post_id: int,
    chat_id: int,
    person_id: int,
    name: str,
    now: datetime,
) -> bool | None:
    """Shows a first name in the club of a post, or takes it out again; gives whether it is shown now.

    None for a post that is not of this chat.
    """
    club_id = await session.scalar(
        select(ClubPostRow.club_id)
        .join(ClubRow, ClubRow.id == ClubPostRow.club_id)
        .where(ClubPostRow.id == post_id, ClubRow.chat_id == chat_id)
    )
    if club_id is None:
        return None
    marks = vault.marks(TAPPED, person_id)
    theirs = delete(ClubNameRow).where(ClubNameRow.club_id == club_id, ClubNameRow.who.in_(marks))
    taken_out = (await session.scalars(theirs.returning(ClubNameRow.club_id))).all()
    if not taken_out:
        sealed = vault.seal(name[:LONGEST_NAME])
        session.add(ClubNameRow(club_id=club_id, who=marks[0], name=sealed))
    await session.flush()
    await show_again(session, marks, now, ClubPostRow.club_id == club_id)
    return not taken_out


async def show_again(
    session: AsyncSession, marks: Sequence[bytes], now: datetime, *which: ColumnElement[bool]
) -> None:
    """Every post of `which` that these marks tapped is to show its counts and names anew."""
    tapped = select(ClubTapRow.post_id).where(ClubTapRow.who.in_(marks))
    await session.execute(
        update(ClubPostRow)
        .where(ClubPostRow.id.in_(tapped), ClubPostRow.message_id.is_not(None), *which)
        .values(edit_at=now)
        .execution_options(synchronize_session=False)
    )


async def names_of(session: AsyncSession, vault: Vault, post_id: int) -> tuple[str, ...]:
    """The names to show under a post: of those who tapped there, the first to tap first."""
    rows = await session.scalars(
        select(ClubNameRow.name)
        .join(ClubPostRow, ClubPostRow.club_id == ClubNameRow.club_id)
        .join(ClubTapRow, (ClubTapRow.post_id == ClubPostRow.id) & (ClubTapRow.who == ClubNameRow.who))
        .where(ClubPostRow.id == post_id)
        .group_by(ClubNameRow.club_id, ClubNameRow.who, ClubNameRow.name)
        .order_by(func.min(ClubTapRow.tapped_at))
    )
    return tuple(str(vault.open(sealed)) for sealed in rows)


async def streaks(
    session: AsyncSession, vault: Vault, post_id: int, chat_id: int
) -> Sequence[tuple[str, int]]:
    """Names and weeks in a row in the club of a post of this chat, the longest first; at most ten."""
    rows = await session.execute(
        select(ClubNameRow.name, ClubNameRow.weeks)
        .join(ClubPostRow, ClubPostRow.club_id == ClubNameRow.club_id)
        .join(ClubRow, ClubRow.id == ClubNameRow.club_id)
        .where(ClubPostRow.id == post_id, ClubRow.chat_id == chat_id, ClubNameRow.weeks > 0)
        .order_by(ClubNameRow.weeks.desc())
        .limit(MOST_NAMES)
    )
    return [(str(vault.open(sealed)), weeks) for sealed, weeks in rows.all()]
