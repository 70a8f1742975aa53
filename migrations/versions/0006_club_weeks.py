"""The week of a club: what it wants of it, when the next of it comes, and what a post is.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Clubs that are there already chose nothing of the week: theirs stays as it was until they do.
    op.add_column("clubs", sa.Column("weekly", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("clubs", sa.Column("week_at", INSTANT, nullable=True))
    op.add_column("clubs", sa.Column("week_on", sa.Date(), nullable=True))
    op.add_column("clubs", sa.Column("week_turned_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_clubs_week_at"), "clubs", ["week_at"])
    op.add_column("club_posts", sa.Column("what", sa.String(), nullable=False, server_default="warm_up"))


def downgrade() -> None:
    op.execute("DELETE FROM club_posts WHERE what <> 'warm_up'")
    op.drop_column("club_posts", "what")
    op.drop_index(op.f("ix_clubs_week_at"), "clubs")
    for name in ("week_turned_on", "week_on", "week_at", "weekly"):
        op.drop_column("clubs", name)
