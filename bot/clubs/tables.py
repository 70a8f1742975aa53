"""Rows about clubs: where each meets in Telegram, its runs, what was posted and how often it was tapped."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import NO_ID_TWICE, Row


class ClubRow(Row):
    """One club: a group, one topic of a forum, or a channel. `thread_id` is 0 outside of topics."""

    __tablename__ = "clubs"
    __table_args__ = (UniqueConstraint("chat_id", "thread_id"), NO_ID_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    thread_id: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str]  # group | channel
    title: Mapped[str]
    language: Mapped[str]
    zone: Mapped[str | None]
    level: Mapped[int] = mapped_column(SmallInteger, default=1)
    lead_minutes: Mapped[int] = mapped_column(SmallInteger, default=30)
    quiet_until: Mapped[date | None]
    # Bit by bit in the order of clubs.Weekly: what it wants of the week, and when the next of it comes.
    weekly: Mapped[int] = mapped_column(SmallInteger)
    week_at: Mapped[datetime | None] = mapped_column(index=True)
    week_on: Mapped[date | None]
    week_turned_on: Mapped[date | None]
    # Set while we may not post here; and since when we are out of the chat altogether.
    silenced_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]


class ClubAdministratorRow(Row):
    """Somebody who set a club up: told in private, under this number, when something is wrong there."""

    __tablename__ = "club_administrators"

    club_id: Mapped[int] = mapped_column(
        ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)


class ClubRunRow(Row):
    """A run that comes round every week. `next_at` is when its warm-up is posted, None while it rests."""

    __tablename__ = "club_runs"
    __table_args__ = (UniqueConstraint("club_id", "days", "at"), NO_ID_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id", ondelete="CASCADE"))
    # Bit 0 is Monday.
    days: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[time]
    place: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    next_on: Mapped[date | None]
    turned_on: Mapped[date | None]
    created_at: Mapped[datetime]


class ClubPostRow(Row):
    """What was posted for one run on one day, or for the week, and how its counts are shown."""

    __tablename__ = "club_posts"
    __table_args__ = (
        UniqueConstraint("club_id", "run_id", "on"),
        # Partial: what is to be changed now is found by that, however much was posted before.
        Index(
            "ix_club_posts_edit_at",
            "edit_at",
            sqlite_where=text("edit_at IS NOT NULL"),
            postgresql_where=text("edit_at IS NOT NULL"),
        ),
        NO_ID_TWICE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id", ondelete="CASCADE"))
    what: Mapped[str]  # warm_up | challenge | tip | digest
    # Not a foreign key: a post outlives the run it was for. 0 for a post of the week, one a date at most.
    run_id: Mapped[int]
    on: Mapped[date]
    starts_at: Mapped[datetime]
    # Known from the first tap; until then nothing is to be changed in it.
    message_id: Mapped[int | None]
    edit_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class ClubTapRow(Row):
    """Somebody's "I'm in" or "Done" under a post. `who` is a mark that only our key makes."""

    __tablename__ = "club_taps"

    post_id: Mapped[int] = mapped_column(ForeignKey("club_posts.id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)  # in | done | day0 to day6
    who: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    tapped_at: Mapped[datetime]


class ClubNameRow(Row):
    """Somebody who asked this club to show their first name; it is sealed, and `who` is the mark of taps."""

    __tablename__ = "club_names"

    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True)
    who: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    name: Mapped[bytes]
    # In a row with a tap in each, counted when the club's week ends.
    weeks: Mapped[int] = mapped_column(SmallInteger, default=0)


class GroupSaidRow(Row):
    """When a group was last told something that is said to it once a minute; of nobody in it."""

    __tablename__ = "group_said"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(primary_key=True)
    said_at: Mapped[datetime]
