"""Documents that were read and laid against the questions of the application.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("errand_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("read_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("placements", sa.JSON(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_readings_asked_by_id_users")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_readings_case_id_cases")),
        sa.ForeignKeyConstraint(["errand_id"], ["errands.id"], name=op.f("fk_readings_errand_id_errands")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    with op.batch_alter_table("readings") as table:
        table.create_index(op.f("ix_readings_case_id"), ["case_id"])
        table.create_index(op.f("ix_readings_errand_id"), ["errand_id"])


def downgrade() -> None:
    op.drop_table("readings")
