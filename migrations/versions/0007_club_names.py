"""People who asked a club to show their first name, and their streaks.

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-24
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "club_names",
        sa.Column("club_id", BIG, nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_club_names_club_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("club_id", "who", name=op.f("pk_club_names")),
    )
    op.create_index(op.f("ix_club_names_who"), "club_names", ["who"])


def downgrade() -> None:
    op.drop_table("club_names")
