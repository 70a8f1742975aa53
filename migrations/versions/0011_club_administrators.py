"""Every administrator of a club that is known is told of it, and not the last one alone.

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-26
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "club_administrators",
        sa.Column("club_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_club_administrators_club_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("club_id", "person_id", name=op.f("pk_club_administrators")),
    )
    op.create_index(op.f("ix_club_administrators_person_id"), "club_administrators", ["person_id"])
    op.execute(
        "INSERT INTO club_administrators (club_id, person_id) "
        "SELECT id, told_chat_id FROM clubs WHERE told_chat_id <> 0"
    )
    op.drop_column("clubs", "told_chat_id")


def downgrade() -> None:
    op.add_column("clubs", sa.Column("told_chat_id", BIG, nullable=False, server_default="0"))
    op.execute(
        "UPDATE clubs SET told_chat_id = COALESCE("
        "(SELECT max(person_id) FROM club_administrators WHERE club_id = clubs.id), 0)"
    )
    op.drop_table("club_administrators")
