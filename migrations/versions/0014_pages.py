"""Where the newest copy of a page stands in a runner's chat, so that an older one can be told so.

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-27
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "pages",
        sa.Column("runner_id", ID, autoincrement=False, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id"], ["runners.id"], name=op.f("fk_pages_runner_id_runners"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("runner_id", "word", name=op.f("pk_pages")),
    )


def downgrade() -> None:
    op.drop_table("pages")
