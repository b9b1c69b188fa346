"""The register of experts: fields' qualification and practice, pauses with their days, removal, the public list.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expert_profiles") as table:
        table.add_column(sa.Column("qualification", sa.String(300), nullable=False, server_default=""))
        table.add_column(sa.Column("practice_years", sa.Integer(), nullable=True))
        table.add_column(sa.Column("community_years", sa.Integer(), nullable=True))
        table.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("paused_to", sa.Date(), nullable=True))
        table.add_column(sa.Column("removed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false()))
    # when a pause began was not written down: it holds for the whole appointment
    op.execute(sa.text("UPDATE expert_profiles SET paused_from = appointed_from WHERE is_paused"))
    with op.batch_alter_table("expert_profiles") as table:
        table.drop_column("is_paused")
        table.alter_column(
            "qualification", existing_type=sa.String(300), existing_nullable=False, server_default=None
        )
        table.alter_column("is_public", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("expert_profiles") as table:
        table.add_column(sa.Column("is_paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    # the older program knows no removal: whoever was removed takes no reviews
    op.execute(
        sa.text(
            "UPDATE expert_profiles SET is_paused = true"
            " WHERE removed_on IS NOT NULL OR (paused_from IS NOT NULL AND paused_to IS NULL)"
        )
    )
    with op.batch_alter_table("expert_profiles") as table:
        for name in (
            "is_public", "removed_on", "paused_to", "paused_from", "community_years", "practice_years", "qualification",
        ):  # fmt: skip
            table.drop_column(name)
        table.alter_column("is_paused", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
