"""Circumstances that may bias an expert are decided in writing; an assessment may turn void.

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

#: What experts have reported so far, with their declarations of conflict of interest; the same words once.
REPORTED = """
INSERT INTO circumstances (case_id, user_id, assignment_id, ground, text, named, told_at, reason)
SELECT assignments.case_id, expert_profiles.user_id, assignments.id, '', declarations.circumstance, '',
       MIN(declarations.signed_at), ''
FROM declarations
JOIN assignments ON assignments.id = declarations.assignment_id
JOIN expert_profiles ON expert_profiles.id = assignments.expert_id
WHERE declarations.circumstance <> '' AND declarations.kind LIKE 'conflict_of_interest%'
GROUP BY assignments.case_id, expert_profiles.user_id, assignments.id, declarations.circumstance
"""


def upgrade() -> None:
    op.create_table(
        "circumstances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(length=5), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("named", sa.String(length=500), nullable=False),
        sa.Column("told_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_circumstances_case_id_cases")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_circumstances_user_id_users")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_circumstances_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_circumstances_decided_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circumstances")),
    )
    with op.batch_alter_table("circumstances") as table:
        table.create_index(op.f("ix_circumstances_case_id"), ["case_id"])
        table.create_index(op.f("ix_circumstances_user_id"), ["user_id"])
    op.execute(REPORTED)
    with op.batch_alter_table("assessments") as table:
        table.add_column(sa.Column("voided_at", models.db.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("assessments") as table:
        table.drop_column("voided_at")
    op.drop_table("circumstances")
