"""Rows of the inbox: each update until it was answered, and for a while after that only that it was."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Row


class InboxRow(Row):
    """One update under Telegram's own number. What it says is sealed, and gone once it was answered."""

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None]  # 0 where it is of no chat; None once it was answered
    said: Mapped[bytes | None]
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    arrived_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    # Partial: what waits is found by what waits, however many were answered today.
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "chat_id",
            "id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
        Index("ix_inbox_answered_at", "answered_at"),
    )
