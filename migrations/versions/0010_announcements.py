"""Announcements: what operators say to everybody, how far it is, and where they follow it.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-26
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("announcement_id", ID, nullable=True))
    where = sa.text("announcement_id IS NOT NULL")
    op.create_index(
        "ix_deliveries_announcement",
        "deliveries",
        ["announcement_id", "state", "try_at"],
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_table(
        "announcements",
        sa.Column("id", ID, nullable=False),
        sa.Column("operator_id", ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.Column("asks", sa.String(), nullable=True),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("expires_at", INSTANT, nullable=True),
        *(
            sa.Column(name, ID, nullable=False)
            for name in ("last_runner_id", "owed_upto", "total", "owed", "sent", "unsure", "dropped")
        ),
        sa.Column("stopped_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("look_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sqlite_autoincrement=True,
    )
    for name, column, state in (
        ("ix_announcements_draft", "operator_id", "draft"),
        ("ix_announcements_sending", "state", "sending"),
    ):
        where = sa.text(f"state = '{state}'")
        op.create_index(
            name, "announcements", [column], unique=True, sqlite_where=where, postgresql_where=where
        )
    op.create_index("ix_announcements_look_at", "announcements", ["look_at"])
    op.create_table(
        "announcement_bars",
        sa.Column("announcement_id", ID, nullable=False),
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_bars_announcement_id_announcements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "chat_id", name=op.f("pk_announcement_bars")),
    )


def downgrade() -> None:
    op.drop_table("announcement_bars")
    op.drop_table("announcements")
    # What is still owed of them is followed by nobody then.
    op.execute(
        "UPDATE deliveries SET state = 'dropped', reason = 'withdrawn' WHERE lane = 3 AND state = 'due'"
    )
    op.drop_index("ix_deliveries_announcement", "deliveries")
    op.drop_column("deliveries", "announcement_id")
