"""Announcements in the database: drafted, confirmed once and alone, owed, stopped, ended, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.announcement import DRAFT_IS_KEPT_FOR, OF_USE_FOR, Announcement, Draft
from bot.announcements.progress import Progress
from bot.announcements.tables import AnnouncementRow
from bot.vault import Vault

KEPT_FOR = timedelta(days=30)

# The first look at a small one finds it done; then one turn of the pace for edits (sessions/edits.py).
FIRST_LOOK_AFTER = timedelta(seconds=2)
LOOK_EVERY = timedelta(seconds=5)


async def begin(session: AsyncSession, vault: Vault, operator_id: int, language: str, now: datetime) -> Draft:
    """A new draft of this operator, asking for the text in `language`; takes the place of an older one."""
    await session.execute(delete(AnnouncementRow).where(*_draft_of(operator_id)))
    row = AnnouncementRow(
        operator_id=operator_id, state="draft", texts=vault.seal({}), asks=language, changed_at=now
    )
    session.add(row)
    await session.flush()
    return _draft(row, vault)


async def draft_of(session: AsyncSession, vault: Vault, operator_id: int, now: datetime) -> Draft | None:
    """The draft of this operator, None where there is none or it is of yesterday."""
    row = await session.scalar(
        select(AnnouncementRow)
        .where(*_draft_of(operator_id), AnnouncementRow.changed_at > now - DRAFT_IS_KEPT_FOR)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return None if row is None else _draft(row, vault)


async def write(
    session: AsyncSession,
    vault: Vault,
    draft: Draft,
    texts: Mapping[str, str],
    asks: str | None,
    now: datetime,
) -> Draft:
    """Keeps the texts of a draft, HTML by language, and which language is asked for next."""
    row = await session.get_one(AnnouncementRow, draft.id)
    row.texts, row.asks, row.changed_at = vault.seal(dict(texts)), asks, now
    row.version += 1
    await session.flush()
    return _draft(row, vault)


async def rewrite(session: AsyncSession, vault: Vault, draft: Draft, language: str, now: datetime) -> Draft:
    """Asks for every text of a draft anew, from this language on."""
    return await write(session, vault, draft, {}, language, now)


async def discard(session: AsyncSession, draft: Draft) -> None:
    """Nothing of this draft is kept."""
    await session.execute(
        delete(AnnouncementRow).where(AnnouncementRow.id == draft.id, AnnouncementRow.state == "draft")
    )


async def confirm(
    session: AsyncSession, draft: Draft, total: int, last_runner_id: int, now: datetime
) -> bool:
    """Sends it on its way to `total` runners up to this id; False while another one is on its way."""
    try:
        async with session.begin_nested():
            await session.execute(
                update(AnnouncementRow)
                .where(AnnouncementRow.id == draft.id, AnnouncementRow.state == "draft")
                .values(
                    state="sending",
                    confirmed_at=now,
                    expires_at=now + OF_USE_FOR,
                    total=total,
                    last_runner_id=last_runner_id,
                    look_at=now + FIRST_LOOK_AFTER,
                )
            )
    except IntegrityError:
        return False
    return True


async def under_way(session: AsyncSession, vault: Vault, *, alone: bool = False) -> Announcement | None:
    """The announcement that is on its way, locked; None where there is none.

    `alone` is for planning: None, too, while another process is at it.
    """
    row = await session.scalar(
        select(AnnouncementRow)
        .where(AnnouncementRow.state == "sending")
        .with_for_update(skip_locked=alone)
        .execution_options(populate_existing=True)
    )
    return None if row is None else _announcement(row, vault)


async def keep_owed(session: AsyncSession, announcement_id: int, owed: int, upto: int) -> None:
    """So many more stand in the ledger, and everybody up to this runner was seen to."""
    await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.id == announcement_id)
        .values(owed=AnnouncementRow.owed + owed, owed_upto=upto)
        .execution_options(synchronize_session=False)
    )


async def stop(session: AsyncSession, announcement_id: int, now: datetime) -> bool:
    """Nobody is owed it any more; False where it is not on its way, or was stopped before."""
    stopped = await session.scalars(
        update(AnnouncementRow)
        .where(
            AnnouncementRow.id == announcement_id,
            AnnouncementRow.state == "sending",
            AnnouncementRow.stopped_at.is_(None),
        )
        .values(stopped_at=now, owed_upto=AnnouncementRow.last_runner_id, look_at=now + FIRST_LOOK_AFTER)
        .returning(AnnouncementRow.id)
        .execution_options(synchronize_session=False)
    )
    return bool(stopped.all())


async def to_look_at(session: AsyncSession, vault: Vault, now: datetime) -> Sequence[Announcement]:
    """The announcements whose progress is to be counted and shown now, for this process alone."""
    rows = await session.scalars(
        select(AnnouncementRow)
        .where(AnnouncementRow.look_at <= now)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return [_announcement(row, vault) for row in rows]


async def look_later(
    session: AsyncSession, announcement_id: int, now: datetime | None, wait: timedelta = LOOK_EVERY
) -> None:
    """Its progress is looked at again so long after `now`, or never where that is None."""
    look_at = now and now + max(wait, LOOK_EVERY)
    await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.id == announcement_id)
        .values(look_at=look_at)
        .execution_options(synchronize_session=False)
    )


async def clock_went_back(session: AsyncSession, now: datetime) -> None:
    """Progress is looked at by the clock as it is now; one that was ahead wrote when. Twice is no harm."""
    soon = now + LOOK_EVERY
    await session.execute(update(AnnouncementRow).where(AnnouncementRow.look_at > soon).values(look_at=soon))


async def ended(session: AsyncSession, announcement_id: int, progress: Progress, now: datetime) -> None:
    """Nobody waits for it any more: what became of all is kept, which the ledger forgets in time."""
    await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.id == announcement_id)
        .values(
            state="ended",
            ended_at=now,
            sent=progress.sent,
            unsure=progress.unsure,
            dropped=progress.dropped,
        )
        .execution_options(synchronize_session=False)
    )


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Deletes drafts of yesterday and what ended more than thirty days ago; gives how many."""
    row = AnnouncementRow
    old = or_(
        (row.state == "draft") & (row.changed_at < now - DRAFT_IS_KEPT_FOR), row.ended_at < now - KEPT_FOR
    )
    return len((await session.scalars(delete(row).where(old).returning(row.id))).all())


def _draft_of(operator_id: int) -> tuple[ColumnElement[bool], ...]:
    return (AnnouncementRow.operator_id == operator_id, AnnouncementRow.state == "draft")


def _texts(row: AnnouncementRow, vault: Vault) -> Mapping[str, str]:
    texts = vault.open(row.texts)
    if not isinstance(texts, dict):
        raise TypeError("texts are kept by language")
    return texts


def _draft(row: AnnouncementRow, vault: Vault) -> Draft:
    return Draft(row.id, row.asks, _texts(row, vault), row.version, row.changed_at)


def _announcement(row: AnnouncementRow, vault: Vault) -> Announcement:
    if row.confirmed_at is None or row.expires_at is None:
        raise TypeError("a draft was confirmed by nobody")
    return Announcement(
        id=row.id,
        texts=_texts(row, vault),
        confirmed_at=row.confirmed_at,
        expires_at=row.expires_at,
        last_runner_id=row.last_runner_id,
        owed_upto=row.owed_upto,
        total=row.total,
        owed=row.owed,
        stopped_at=row.stopped_at,
        ended_at=row.ended_at,
        sent=row.sent,
        unsure=row.unsure,
        dropped=row.dropped,
    )
