"""What a runner owns, and how their level last moved.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-23
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("equipment", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("moved", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_column("moved")
        batch_op.drop_column("equipment")
