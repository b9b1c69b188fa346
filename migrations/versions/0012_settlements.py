"""The gazetteer: settlements as the statistical office lists them.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "settlements",
        sa.Column("ksh_code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=80), nullable=False),
        sa.Column("county_code", sa.String(length=2), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("ksh_code", name=op.f("pk_settlements")),
    )
    with op.batch_alter_table("settlements") as table:
        table.create_index(op.f("ix_settlements_folded"), ["folded"])


def downgrade() -> None:
    op.drop_table("settlements")
