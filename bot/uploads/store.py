"""Uploads in the database: found by content, kept, forgotten when Telegram no longer takes the id."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.uploads.tables import UploadRow


@dataclass(frozen=True, slots=True)
class Upload:
    """Telegram's names for a picture: `file_id` to send it by, `file_unique_id` to know it again by."""

    digest: str
    file_id: str
    file_unique_id: str


async def by_digest(session: AsyncSession, bot_id: int, digest: str) -> Upload | None:
    """The upload of this content by this bot, or None."""
    row = await session.get(UploadRow, (bot_id, digest), populate_existing=True)
    return None if row is None else _upload(row)


async def by_unique_id(session: AsyncSession, bot_id: int, file_unique_id: str) -> Upload | None:
    """The upload that Telegram shows under this id, or None."""
    row = await session.scalar(
        select(UploadRow)
        .where(UploadRow.bot_id == bot_id, UploadRow.file_unique_id == file_unique_id)
        .limit(1)
    )
    return None if row is None else _upload(row)


async def keep(session: AsyncSession, bot_id: int, upload: Upload, now: datetime) -> None:
    """Keeps Telegram's ids for this content; those of a later upload replace the earlier ones."""
    await session.merge(
        UploadRow(
            bot_id=bot_id,
            digest=upload.digest,
            file_id=upload.file_id,
            file_unique_id=upload.file_unique_id,
            uploaded_at=now,
        )
    )
    await session.flush()


async def forget(session: AsyncSession, bot_id: int, upload: Upload) -> None:
    """Drops an id that Telegram refused; one that replaced it meanwhile stays."""
    await session.execute(
        delete(UploadRow)
        .where(
            UploadRow.bot_id == bot_id,
            UploadRow.digest == upload.digest,
            UploadRow.file_id == upload.file_id,
        )
        .execution_options(synchronize_session=False)
    )


def _upload(row: UploadRow) -> Upload:
    return Upload(row.digest, row.file_id, row.file_unique_id)
