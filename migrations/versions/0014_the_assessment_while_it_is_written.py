"""The consolidated assessment while it is written; its proposed conditions one by one.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ASSESSMENTS = sa.table(
    "assessments",
    sa.column("id", sa.Integer),
    sa.column("proposed_conditions", sa.Text),
    sa.column("points", sa.JSON),
)


def upgrade() -> None:
    op.create_table(
        "unsent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_unsent_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsent")),
        sa.UniqueConstraint("case_id", "step", name=op.f("uq_unsent_case_id_step")),
    )
    with op.batch_alter_table("assessments") as table:
        table.add_column(sa.Column("points", sa.JSON(), nullable=False, server_default="[]"))
    # what stood in one text is one item: nothing that was sent is lost
    connection = op.get_bind()
    for id, text in connection.execute(sa.select(ASSESSMENTS.c.id, ASSESSMENTS.c.proposed_conditions)).all():
        if text.strip():
            points = [{"criterion": "", "text": text, "proof": "", "due_days": None}]
            connection.execute(ASSESSMENTS.update().where(ASSESSMENTS.c.id == id).values(points=points))
    with op.batch_alter_table("assessments") as table:
        table.drop_column("proposed_conditions")
        table.alter_column("points", server_default=None, existing_type=sa.JSON(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("assessments") as table:
        table.add_column(sa.Column("proposed_conditions", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for id, points in connection.execute(sa.select(ASSESSMENTS.c.id, ASSESSMENTS.c.points)).all():
        text = "\n\n".join(point["text"] for point in points if point["text"])
        connection.execute(ASSESSMENTS.update().where(ASSESSMENTS.c.id == id).values(proposed_conditions=text))
    with op.batch_alter_table("assessments") as table:
        table.drop_column("points")
        table.alter_column(
            "proposed_conditions", server_default=None, existing_type=sa.Text(), existing_nullable=False
        )
    op.drop_table("unsent")
