"""How the whole bot sends, in a row of its own.

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-24
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bot_pace",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edits_free_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("slowed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("floods", sa.SmallInteger(), nullable=False),
        sa.Column("flooded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_pace")),
    )
    # Slots of moments ago; the bot had them under chats that are none.
    op.execute("DELETE FROM pace WHERE chat_id IN (0, -1)")


def downgrade() -> None:
    op.drop_table("bot_pace")
