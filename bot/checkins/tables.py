"""Rows of check-ins: sealed answers beside the sealed decision they led to."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class CheckInRow(Row):
    """One check-in. In clear is only when it was, and whether it stands until a professional clears it."""

    __tablename__ = "checkins"

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    asked: Mapped[str]  # checkin | onboarding | morning
    at: Mapped[datetime]
    on: Mapped[date]
    answers: Mapped[bytes]
    during: Mapped[bytes | None]  # the exercise in which it began to hurt
    note: Mapped[bytes | None]
    decision: Mapped[bytes]
    rules_version: Mapped[str]
    binds: Mapped[bool]
    acknowledged_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    # What decides today is found without opening what was said before: the newest rows and the binding
    # ones. Newest by id, not by `at`: two processes' clocks may disagree, the order of recording cannot.
    __table_args__ = (
        Index("ix_checkins_newest", "runner_id", "id"),
        Index("ix_checkins_binding", "runner_id", "binds"),
        Index("ix_checkins_at", "runner_id", "at"),
        # When somebody was last cleared is asked with each rating; few ever were.
        Index(
            "ix_checkins_cleared",
            "runner_id",
            "cleared_at",
            sqlite_where=text("cleared_at IS NOT NULL"),
            postgresql_where=text("cleared_at IS NOT NULL"),
        ),
        NO_ID_TWICE,
    )
