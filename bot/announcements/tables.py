"""Rows about announcements: what is said, how far each is, and the messages in which operators follow it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class AnnouncementRow(Row):
    """One announcement: a draft of one operator, then sending, then ended. Its texts are sealed."""

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(primary_key=True)
    operator_id: Mapped[int]
    state: Mapped[str]  # draft | sending | ended
    texts: Mapped[bytes]
    asks: Mapped[str | None]
    version: Mapped[int] = mapped_column(SmallInteger, default=0)
    changed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    last_runner_id: Mapped[int] = mapped_column(default=0)
    owed_upto: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    owed: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[int] = mapped_column(default=0)
    dropped: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    look_at: Mapped[datetime | None]

    # Partial and unique: one draft an operator, and one announcement on its way.
    __table_args__ = (
        Index(
            "ix_announcements_draft",
            "operator_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        Index(
            "ix_announcements_sending",
            "state",
            unique=True,
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index("ix_announcements_look_at", "look_at"),
        NO_ID_TWICE,
    )


class AnnouncementBarRow(Row):
    """The message in which one operator follows an announcement."""

    __tablename__ = "announcement_bars"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int]
    language: Mapped[str]
    shown: Mapped[str | None]
