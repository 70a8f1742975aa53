"""What clubs know of somebody, as they get it to keep: the clubs they set up, their taps, their name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clubs.names import TAPPED
from bot.clubs.tables import ClubAdministratorRow, ClubNameRow, ClubPostRow, ClubRow, ClubTapRow
from bot.database import Parts, Record, read_all
from bot.vault import Vault


async def export(session: AsyncSession, vault: Vault, person_id: int) -> Parts:
    """The clubs this person set up, what they tapped in the last 30 days, and where their name is shown."""
    marks = vault.marks(TAPPED, person_id)
    set_up = (
        select(ClubRow.title, ClubRow.kind, ClubRow.created_at)
        .join(ClubAdministratorRow, ClubAdministratorRow.club_id == ClubRow.id)
        .where(ClubAdministratorRow.person_id == person_id)
        .order_by(ClubRow.id)
    )
    tapped = (
        select(
            ClubRow.title,
            ClubPostRow.what.label("post"),
            ClubPostRow.on,
            ClubTapRow.what,
            ClubTapRow.tapped_at,
        )
        .join(ClubPostRow, ClubPostRow.id == ClubTapRow.post_id)
        .join(ClubRow, ClubRow.id == ClubPostRow.club_id)
        .where(ClubTapRow.who.in_(marks))
        .order_by(ClubTapRow.tapped_at, ClubPostRow.id, ClubTapRow.what)
    )
    named = (
        select(ClubRow.title, ClubNameRow.name, ClubNameRow.weeks)
        .join(ClubRow, ClubRow.id == ClubNameRow.club_id)
        .where(ClubNameRow.who.in_(marks))
        .order_by(ClubRow.id)
    )

    def name(row: Any) -> Record:
        return {"club": row.title, "name": vault.open(row.name), "weeks_in_a_row": row.weeks}

    return {
        "clubs_set_up": await read_all(session, set_up, _club),
        "club_taps": await read_all(session, tapped, _tap),
        "club_names": await read_all(session, named, name),
    }


def _club(row: Any) -> Record:
    return {"club": row.title, "kind": row.kind, "set_up_at": row.created_at}


def _tap(row: Any) -> Record:
    return {
        "club": row.title,
        "post": row.post,
        "of": row.on,
        "tapped": row.what,
        "tapped_at": row.tapped_at,
    }
