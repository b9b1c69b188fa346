"""The sheet of an expert: private notes, marks of its parts, room for a quotation as evidence.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reviews") as table:
        table.add_column(sa.Column("notes", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("marks", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("reviews") as table:
        table.alter_column("notes", existing_type=sa.Text(), existing_nullable=False, server_default=None)
        table.alter_column("marks", existing_type=sa.JSON(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("criterion_scores") as table:
        table.alter_column("evidence", existing_type=sa.String(300), type_=sa.String(1000), existing_nullable=False)


def downgrade() -> None:
    # the older program has room for 300 signs: what is longer is cut, as it would have been refused
    op.execute(sa.text("UPDATE criterion_scores SET evidence = substr(evidence, 1, 300) WHERE length(evidence) > 300"))
    with op.batch_alter_table("criterion_scores") as table:
        table.alter_column("evidence", existing_type=sa.String(1000), type_=sa.String(300), existing_nullable=False)
    with op.batch_alter_table("reviews") as table:
        table.drop_column("marks")
        table.drop_column("notes")
