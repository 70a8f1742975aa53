"""Rows of the week's questions about the hip."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class QuestionnaireRow(Row):
    """One week's answers, sealed. `week_on` is the Monday of that week; a missed one has no row."""

    __tablename__ = "questionnaires"
    __table_args__ = (UniqueConstraint("runner_id", "week_on"), NO_ID_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"))
    week_on: Mapped[date]
    answers: Mapped[bytes]
    answered_at: Mapped[datetime]
