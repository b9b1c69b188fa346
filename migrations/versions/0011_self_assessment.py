"""Every version holds the applicant's self-assessment; those that were there gave none.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("self_assessment", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("versions") as table:
        table.alter_column("self_assessment", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.drop_column("self_assessment")
