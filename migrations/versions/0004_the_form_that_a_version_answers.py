"""Every version says which edition of the application form it answers; what was there answers the first.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("form", sa.String(length=10), nullable=False, server_default="1.0"))
    with op.batch_alter_table("versions") as table:
        table.alter_column("form", existing_type=sa.String(length=10), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.drop_column("form")
