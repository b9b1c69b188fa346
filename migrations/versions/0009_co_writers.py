"""Co-writers: people whom an applicant invited to write one application.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "co_writers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("accepted_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_co_writers_case_id_cases")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_co_writers_ended_by_id_users")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["users.id"], name=op.f("fk_co_writers_invited_by_id_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_co_writers_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_writers")),
    )
    with op.batch_alter_table("co_writers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_writers_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_co_writers_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_co_writers_open",
            ["case_id", "user_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("co_writers", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_co_writers_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_co_writers_user_id"))
        batch_op.drop_index(batch_op.f("ix_co_writers_case_id"))

    op.drop_table("co_writers")
