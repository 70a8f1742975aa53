"""The administrators of clubs that we know of: in private they see it, and hear when something is wrong."""

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs.club import NOBODY
from bot.clubs.names import TAPPED
from bot.clubs.tables import ClubAdministratorRow, ClubNameRow, ClubTapRow
from bot.database import insert_into
from bot.vault import Vault


async def tell(session: AsyncSession, club_id: int, person_id: int) -> None:
    """This person sets the club up, too. Who answers as the group itself is nobody we could tell anything."""
    if person_id != NOBODY:
        added = insert_into(session, ClubAdministratorRow).values(club_id=club_id, person_id=person_id)
        await session.execute(added.on_conflict_do_nothing())


async def tell_no_more(session: AsyncSession, club_id: int, person_id: int) -> None:
    """This person is no administrator of the club any more."""
    await session.execute(
        delete(ClubAdministratorRow).where(
            ClubAdministratorRow.club_id == club_id, ClubAdministratorRow.person_id == person_id
        )
    )


async def to_tell(session: AsyncSession, club_id: int) -> Sequence[int]:
    """The private chats of everybody who is to hear of the club."""
    known = select(ClubAdministratorRow.person_id).where(ClubAdministratorRow.club_id == club_id)
    return (await session.scalars(known.order_by(ClubAdministratorRow.person_id))).all()


async def join(session: AsyncSession, club_id: int, into: int) -> None:
    """Two clubs become one: who is told of the first is told of the second, too."""
    for person_id in await to_tell(session, club_id):
        await tell(session, into, person_id)


async def knows(session: AsyncSession, vault: Vault, person_id: int) -> bool:
    """Whether a club knows anything of this person: a tap, a name, or that they set it up."""
    marks = vault.marks(TAPPED, person_id)
    theirs = or_(
        exists().where(ClubAdministratorRow.person_id == person_id),
        exists().where(ClubTapRow.who.in_(marks)),
        exists().where(ClubNameRow.who.in_(marks)),
    )
    return bool(await session.scalar(select(theirs)))
