"""Calibration days with their practice sheets; every pause of an expert, not the present one alone.

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STAGED = ("written", "sample", "version")


def upgrade() -> None:
    op.create_table(
        "calibrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("led_by_id", sa.Integer(), nullable=False),
        sa.Column("criteria_version", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Enum(*STAGED, name="practicesource", native_enum=False, length=60), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("read_through_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("opened_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("discussed_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("closed_at", models.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["led_by_id"], ["users.id"], name=op.f("fk_calibrations_led_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibrations")),
    )
    op.create_table(
        "practice_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calibration_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_reference", sa.Boolean(), nullable=False),
        sa.Column("invited_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("letter", sa.String(length=3), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.Column("closed_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"], ["calibrations.id"], name=op.f("fk_practice_sheets_calibration_id_calibrations")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_practice_sheets_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_sheets")),
        sa.UniqueConstraint("calibration_id", "user_id", name=op.f("uq_practice_sheets_calibration_id_user_id")),
    )
    op.create_index(op.f("ix_practice_sheets_user_id"), "practice_sheets", ["user_id"], unique=False)
    op.create_table(
        "practice_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=3), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("to_raise", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "score IS NULL OR (score >= 0 AND score <= 5)", name=op.f("ck_practice_scores_score_0_to_5")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["practice_sheets.id"], name=op.f("fk_practice_scores_sheet_id_practice_sheets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_scores")),
        sa.UniqueConstraint("sheet_id", "criterion", name=op.f("uq_practice_scores_sheet_id_criterion")),
    )
    op.create_table(
        "expert_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert_profiles.id"], name=op.f("fk_expert_pauses_expert_id_expert_profiles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_pauses")),
    )
    op.create_index(op.f("ix_expert_pauses_expert_id"), "expert_pauses", ["expert_id"], unique=False)
    op.execute(
        sa.text(
            "INSERT INTO expert_pauses (expert_id, from_on, to_on, reason)"
            " SELECT id, paused_from, paused_to, '' FROM expert_profiles WHERE paused_from IS NOT NULL ORDER BY id"
        )
    )
    with op.batch_alter_table("expert_profiles", schema=None) as table:
        table.drop_column("paused_from")
        table.drop_column("paused_to")
        table.add_column(sa.Column("trained_at_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_expert_profiles_trained_at_id_calibrations"), "calibrations", ["trained_at_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("expert_profiles", schema=None) as table:
        table.drop_constraint(op.f("fk_expert_profiles_trained_at_id_calibrations"), type_="foreignkey")
        table.drop_column("trained_at_id")
        table.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("paused_to", sa.Date(), nullable=True))
    # there is room for one only: the latest
    latest = "(SELECT {0} FROM expert_pauses AS one WHERE one.expert_id = expert_profiles.id ORDER BY one.from_on DESC LIMIT 1)"
    op.execute(
        sa.text(
            f"UPDATE expert_profiles SET paused_from = {latest.format('from_on')}, paused_to = {latest.format('to_on')}"
        )
    )
    op.drop_index(op.f("ix_expert_pauses_expert_id"), table_name="expert_pauses")
    op.drop_table("expert_pauses")
    op.drop_table("practice_scores")
    op.drop_index(op.f("ix_practice_sheets_user_id"), table_name="practice_sheets")
    op.drop_table("practice_sheets")
    op.drop_table("calibrations")
