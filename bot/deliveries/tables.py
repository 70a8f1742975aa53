"""Rows of the ledger: every message we owe someone, and when each chat and the whole bot may send next."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class DeliveryRow(Row):
    """One owed message. The text is sealed: advice repeats health answers."""

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    lane: Mapped[int]
    runner_id: Mapped[int | None] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    chat_id: Mapped[int]
    thread_id: Mapped[int | None]
    announcement_id: Mapped[int | None]  # whose progress is counted, and which is taken back as a whole
    message: Mapped[bytes]
    if_unsure: Mapped[str]  # drop | repeat
    state: Mapped[str]  # due | claimed | sent | dropped | unsure
    reason: Mapped[str | None]
    due_at: Mapped[datetime]
    try_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    repeats: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    message_id: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    # Partial: what is owed now is found by what is owed, however many were sent before.
    __table_args__ = (
        Index(
            "ix_deliveries_due",
            "lane",
            "try_at",
            "id",
            sqlite_where=text("state = 'due'"),
            postgresql_where=text("state = 'due'"),
        ),
        Index(
            "ix_deliveries_claimed",
            "leased_until",
            sqlite_where=text("state = 'claimed'"),
            postgresql_where=text("state = 'claimed'"),
        ),
        Index("ix_deliveries_settled_at", "settled_at"),
        # What came to somebody on one day, whatever came in the weeks before.
        Index("ix_deliveries_runner_id", "runner_id", "due_at"),
        # Counted every few seconds while it goes out, without a look at anything else.
        Index(
            "ix_deliveries_announcement",
            "announcement_id",
            "state",
            "try_at",
            sqlite_where=text("announcement_id IS NOT NULL"),
            postgresql_where=text("announcement_id IS NOT NULL"),
        ),
        NO_ID_TWICE,
    )


class BotPaceRow(Row):
    """How the whole bot sends, in one row that all processes share; what each means is said in flow.py."""

    __tablename__ = "bot_pace"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    free_at: Mapped[datetime | None]
    edits_free_at: Mapped[datetime | None]
    replies_free_at: Mapped[datetime | None]
    percent: Mapped[int] = mapped_column(SmallInteger)
    slowed_at: Mapped[datetime | None]
    floods: Mapped[int] = mapped_column(SmallInteger)
    flooded_at: Mapped[datetime | None]


class PaceRow(Row):
    """When a chat may be sent to next; shared by all processes."""

    __tablename__ = "pace"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_free_at: Mapped[datetime]
