"""Rows about the tips a runner has had."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Row


class TipsRow(Row):
    """The tips of one runner in this round, sealed: which came when tells of pain and of advice."""

    __tablename__ = "tips"

    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True)
    given: Mapped[bytes]
