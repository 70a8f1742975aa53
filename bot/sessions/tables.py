"""Rows of guided sessions: one each while it lasts, gone when its message has said how it ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class SessionRow(Row):
    """A session under way. What is done in it is sealed: a gentler routine tells of pain."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"), index=True)
    routine_id: Mapped[int] = mapped_column(ForeignKey("routines.id", ondelete="CASCADE"), index=True)
    chat_id: Mapped[int]
    message_id: Mapped[int]
    walk: Mapped[bytes]
    at: Mapped[int]
    since: Mapped[datetime]
    count: Mapped[int]
    paused_at: Mapped[datetime | None]
    away: Mapped[bool]
    ending: Mapped[bytes | None]  # sealed: that it hurt is an answer about health
    picture: Mapped[str | None]
    pressed_at: Mapped[datetime]
    edited_at: Mapped[datetime]
    paid_until: Mapped[datetime]
    edit_at: Mapped[datetime | None]
    change_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_sessions_edit_at", "edit_at"), NO_ID_TWICE)
