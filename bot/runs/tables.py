"""Rows of runs and of the way back to running."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class RunRow(Row):
    """One run on a runner's local day; how far, how long and how it felt are sealed."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    on: Mapped[date]
    details: Mapped[bytes]
    logged_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]  # kept for a while, so that deleting can be taken back

    __table_args__ = (
        Index("ix_runs_on", "runner_id", "on"),
        Index(
            "ix_runs_deleted",
            "deleted_at",
            sqlite_where=text("deleted_at IS NOT NULL"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        NO_ID_TWICE,
    )


class ReturnRow(Row):
    """How far one runner is on the way back to running, sealed: it tells of an injury."""

    __tablename__ = "returns"

    runner_id: Mapped[int] = mapped_column(
        ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    course: Mapped[bytes]
    changed_at: Mapped[datetime]
