"""Scores that the same expert carries over to a revised programme.

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("criterion_scores") as table:
        table.add_column(sa.Column("carried_from_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("reopened_why", sa.Text(), nullable=False, server_default=""))
        table.create_foreign_key(
            op.f("fk_criterion_scores_carried_from_id_criterion_scores"),
            "criterion_scores",
            ["carried_from_id"],
            ["id"],
        )
    with op.batch_alter_table("criterion_scores") as table:
        table.alter_column("is_kept", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)
        table.alter_column("reopened_why", server_default=None, existing_type=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("criterion_scores") as table:
        table.drop_constraint(op.f("fk_criterion_scores_carried_from_id_criterion_scores"), type_="foreignkey")
        table.drop_column("reopened_why")
        table.drop_column("is_kept")
        table.drop_column("carried_from_id")
