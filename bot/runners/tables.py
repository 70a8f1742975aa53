"""Rows about the people we talk to: what we must know to reach them, and where a conversation stands."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, SmallInteger, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row
from bot.runners.runner import PUSHES_A_DAY, QUIET_FROM, QUIET_UNTIL


class RunnerRow(Row):
    """A person in a private chat. No name is kept: nothing we do needs one."""

    __tablename__ = "runners"
    __table_args__ = (NO_ID_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str | None]
    adult_confirmed_at: Mapped[datetime | None]
    consented_at: Mapped[datetime | None]
    consent_version: Mapped[str | None]
    onboarded_at: Mapped[datetime | None]
    quiet_from: Mapped[time] = mapped_column(default=QUIET_FROM)
    quiet_until: Mapped[time] = mapped_column(default=QUIET_UNTIL)
    paused_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    # What they chose for themselves.
    miles: Mapped[bool] = mapped_column(default=False, server_default=false())
    pushes_a_day: Mapped[int] = mapped_column(
        SmallInteger, default=PUSHES_A_DAY, server_default=str(PUSHES_A_DAY)
    )
    dark_charts: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class ConversationRow(Row):
    """Where one runner's conversation stands, sealed, so that a restart in its middle is invisible."""

    __tablename__ = "conversations"

    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str]
    state: Mapped[bytes]
    updated_at: Mapped[datetime]


class PageRow(Row):
    """Where the newest copy of a page that asks something stands in a runner's chat."""

    __tablename__ = "pages"

    runner_id: Mapped[int] = mapped_column(ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int]


class DeletionRow(Row):
    """The fact that somebody's data was erased on a day; not whose, and not at what second."""

    __tablename__ = "deletions"

    id: Mapped[int] = mapped_column(primary_key=True)
    erased_on: Mapped[date]


class SealSampleRow(Row):
    """One known value, sealed at the first start, that tells whether the key of today still opens it."""

    __tablename__ = "seal_samples"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
