"""What check-ins add up to: runs, the way back, the week's questions, and what each runner prefers.

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-26
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Not as a batch: SQLite would make the table anew, and everything about everybody hangs on its rows.
    op.add_column("runners", sa.Column("miles", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("runners", sa.Column("pushes_a_day", sa.SmallInteger(), nullable=False, server_default="2"))
    op.add_column(
        "runners", sa.Column("dark_charts", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    # The questions of the week and its digest may come at an hour that a routine has, too.
    with op.batch_alter_table("schedules") as schedules:
        schedules.drop_constraint("uq_schedules_runner_id_days_at", type_="unique")
        schedules.create_unique_constraint(
            "uq_schedules_runner_id_wants_days_at", ["runner_id", "wants", "days", "at"]
        )
    # When somebody was last cleared is asked with each rating of pain; few ever were.
    cleared = sa.text("cleared_at IS NOT NULL")
    op.create_index(
        "ix_checkins_cleared",
        "checkins",
        ["runner_id", "cleared_at"],
        sqlite_where=cleared,
        postgresql_where=cleared,
    )
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_index("ix_deliveries_runner_id")
        deliveries.create_index("ix_deliveries_runner_id", ["runner_id", "due_at"])
    # Nobody loses a reminder to a ceiling that came later.
    for day in range(7):
        on_that_day = (
            "(SELECT count(*) FROM schedules WHERE schedules.runner_id = runners.id "
            f"AND schedules.days & {1 << day} <> 0)"
        )
        op.execute(f"UPDATE runners SET pushes_a_day = {on_that_day} WHERE pushes_a_day < {on_that_day}")
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("runner_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("logged_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["runner_id"], ["runners.id"], name=op.f("fk_runs_runner_id_runners"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_on", "runs", ["runner_id", "on"])
    deleted = sa.text("deleted_at IS NOT NULL")
    op.create_index("ix_runs_deleted", "runs", ["deleted_at"], sqlite_where=deleted, postgresql_where=deleted)
    op.create_table(
        "returns",
        sa.Column("runner_id", ID, autoincrement=False, nullable=False),
        sa.Column("course", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id"], ["runners.id"], name=op.f("fk_returns_runner_id_runners"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("runner_id", name=op.f("pk_returns")),
    )
    op.create_table(
        "questionnaires",
        sa.Column("id", ID, nullable=False),
        sa.Column("runner_id", ID, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id"],
            ["runners.id"],
            name=op.f("fk_questionnaires_runner_id_runners"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaires")),
        sa.UniqueConstraint("runner_id", "week_on", name=op.f("uq_questionnaires_runner_id_week_on")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_index("ix_checkins_cleared", table_name="checkins")
    op.drop_table("questionnaires")
    op.drop_table("returns")
    op.drop_table("runs")
    # The tip could not come at the hour of a routine before.
    op.execute(
        "DELETE FROM schedules WHERE wants IN ('questionnaire', 'digest') OR wants = 'tip' AND EXISTS ("
        "SELECT 1 FROM schedules AS others WHERE others.runner_id = schedules.runner_id "
        "AND others.days = schedules.days AND others.at = schedules.at AND others.wants <> 'tip')"
    )
    with op.batch_alter_table("schedules") as schedules:
        schedules.drop_constraint("uq_schedules_runner_id_wants_days_at", type_="unique")
        schedules.create_unique_constraint("uq_schedules_runner_id_days_at", ["runner_id", "days", "at"])
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_index("ix_deliveries_runner_id")
        deliveries.create_index("ix_deliveries_runner_id", ["runner_id"])
    # Not as a batch, as above.
    for name in ("dark_charts", "pushes_a_day", "miles"):
        op.execute(f"ALTER TABLE runners DROP COLUMN {name}")
