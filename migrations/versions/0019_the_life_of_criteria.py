"""The life of a criteria set: its steps, the comments of its consultation, its place on an agenda.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "criteria_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=60), nullable=True),
        sa.Column("to_state", sa.String(length=60), nullable=False),
        sa.Column("at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_criteria_steps_by_id_users")),
        sa.ForeignKeyConstraint(["set_id"], ["criteria_sets.id"], name=op.f("fk_criteria_steps_set_id_criteria_sets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_steps")),
        sa.UniqueConstraint("set_id", "ordinal", name=op.f("uq_criteria_steps_set_id_ordinal")),
    )
    op.create_table(
        "criteria_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=3), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("taken_over", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", models.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_criteria_comments_answered_by_id_users")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_criteria_comments_author_id_users")),
        sa.ForeignKeyConstraint(
            ["set_id"], ["criteria_sets.id"], name=op.f("fk_criteria_comments_set_id_criteria_sets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_comments")),
    )
    with op.batch_alter_table("criteria_comments") as table:
        table.create_index(op.f("ix_criteria_comments_set_id"), ["set_id"])
    with op.batch_alter_table("agenda_items") as table:
        table.add_column(sa.Column("criteria_set_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_agenda_items_criteria_set_id"), ["criteria_set_id"])
        table.create_foreign_key(
            op.f("fk_agenda_items_criteria_set_id_criteria_sets"), "criteria_sets", ["criteria_set_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("agenda_items") as table:
        table.drop_constraint(op.f("fk_agenda_items_criteria_set_id_criteria_sets"), type_="foreignkey")
        table.drop_index(op.f("ix_agenda_items_criteria_set_id"))
        table.drop_column("criteria_set_id")
    op.drop_table("criteria_comments")
    op.drop_table("criteria_steps")
    # the older program has no name for it
    op.execute("UPDATE criteria_sets SET state = 'draft' WHERE state = 'dropped'")
