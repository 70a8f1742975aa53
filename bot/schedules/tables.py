"""Rows about when each runner wants to hear from us, found by what is due and never by how many there are."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class ScheduleRow(Row):
    """One reminder of a runner. `next_at` and `next_on` are set together; without them it rests."""

    __tablename__ = "schedules"
    __table_args__ = (UniqueConstraint("runner_id", "wants", "days", "at"), NO_ID_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    wants: Mapped[str]
    # Bit 0 is Monday.
    days: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[time]
    around: Mapped[bool]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    # The local date whose turn `next_at` is, and the last one whose turn has come: travel moves instants,
    # and only dates tell whether a day was given its turn.
    next_on: Mapped[date | None]
    turned_on: Mapped[date | None]
    created_at: Mapped[datetime]
