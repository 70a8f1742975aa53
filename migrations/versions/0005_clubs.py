"""Clubs: where they meet, their runs, what was posted, and the taps under it.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "clubs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("lead_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("quiet_until", sa.Date(), nullable=True),
        sa.Column("told_chat_id", BIG, nullable=False),
        sa.Column("silenced_at", INSTANT, nullable=True),
        sa.Column("left_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clubs")),
        sa.UniqueConstraint("chat_id", "thread_id", name=op.f("uq_clubs_chat_id_thread_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_clubs_left_at"), "clubs", ["left_at"])
    op.create_table(
        "club_runs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("club_id", BIG, nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("turned_on", sa.Date(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_club_runs_club_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_runs")),
        sa.UniqueConstraint("club_id", "days", "at", name=op.f("uq_club_runs_club_id_days_at")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_club_runs_next_at"), "club_runs", ["next_at"])
    op.create_table(
        "club_posts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("club_id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("message_id", BIG, nullable=True),
        sa.Column("edit_at", INSTANT, nullable=True),
        sa.Column("edited_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_club_posts_club_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_posts")),
        sa.UniqueConstraint("club_id", "run_id", "on", name=op.f("uq_club_posts_club_id_run_id_on")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_club_posts_created_at"), "club_posts", ["created_at"])
    op.create_index(
        "ix_club_posts_edit_at",
        "club_posts",
        ["edit_at"],
        sqlite_where=sa.text("edit_at IS NOT NULL"),
        postgresql_where=sa.text("edit_at IS NOT NULL"),
    )
    op.create_table(
        "club_taps",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("tapped_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["club_posts.id"], name=op.f("fk_club_taps_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "what", "who", name=op.f("pk_club_taps")),
    )
    op.create_index(op.f("ix_club_taps_who"), "club_taps", ["who"])


def downgrade() -> None:
    for table in ("club_taps", "club_posts", "club_runs", "clubs"):
        op.drop_table(table)
