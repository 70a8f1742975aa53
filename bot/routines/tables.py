"""Rows of plans and of the routines given: what was done, skipped and missed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class PlanRow(Row):
    """A runner's run days, one bit a weekday with Monday as the lowest, their level and what they own.

    How the level last moved is sealed: it tells of pain and of effort.
    """

    __tablename__ = "plans"

    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True)
    run_days: Mapped[int]
    level: Mapped[int]
    equipment: Mapped[str] = mapped_column(server_default="")  # "", "band", "roller" or "band roller"
    moved: Mapped[bytes | None]


class RoutineRow(Row):
    """A routine planned for a runner's local day.

    What was given is sealed like the effort: a gentler routine on a strength day tells of pain.
    """

    __tablename__ = "routines"

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    # The reminder that waits for it; none where it was begun unasked, or a pause took it back.
    schedule_id: Mapped[int | None]
    on: Mapped[date]
    slot: Mapped[str]
    given: Mapped[bytes]
    state: Mapped[str]  # owed | done | skipped | missed
    state_at: Mapped[datetime]
    effort: Mapped[bytes | None]
    planned_at: Mapped[datetime]
    # When the local day ends, by the zone the runner lived in as it was planned: what is missed is then
    # found by one index, without a look at anybody's zone.
    day_ends_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("runner_id", "on", "slot", name="uq_routines_slot"),
        Index(
            "ix_routines_owed",
            "day_ends_at",
            sqlite_where=text("state = 'owed'"),
            postgresql_where=text("state = 'owed'"),
        ),
        NO_ID_TWICE,
    )
