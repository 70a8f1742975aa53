"""Rows of uploads: under which id Telegram keeps each picture for this bot."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Row


class UploadRow(Row):
    """A picture, by the digest of its content, and Telegram's ids for it; a file_id is one bot's alone."""

    __tablename__ = "uploads"

    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]
    file_unique_id: Mapped[str]
    uploaded_at: Mapped[datetime]
