"""Agenda items that are no cases: their kind, title and paper; resolutions that bear their number themselves.

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORDS = {"kind": sa.String(length=60), "title": sa.String(length=300), "paper": sa.Text()}


def upgrade() -> None:
    with op.batch_alter_table("agenda_items") as table:
        table.add_column(sa.Column("kind", WORDS["kind"], nullable=False, server_default="accreditation"))
        table.add_column(sa.Column("title", WORDS["title"], nullable=False, server_default=""))
        table.add_column(sa.Column("paper", WORDS["paper"], nullable=False, server_default=""))
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table("agenda_items") as table:
        for name, kind in WORDS.items():
            table.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    with op.batch_alter_table("proposals") as table:
        table.add_column(sa.Column("resolution_number", sa.String(length=60), nullable=True))
        table.alter_column("outcome", existing_type=sa.String(length=60), nullable=True)
        table.create_unique_constraint(op.f("uq_proposals_resolution_number"), ["resolution_number"])


def downgrade() -> None:
    # the older program knows items of cases alone
    op.execute(
        "DELETE FROM ballots WHERE proposal_id IN (SELECT proposals.id FROM proposals "
        "JOIN agenda_items ON agenda_items.id = proposals.item_id WHERE agenda_items.case_id IS NULL)"
    )
    for name in ("proposals", "exclusions"):
        op.execute(f"DELETE FROM {name} WHERE item_id IN (SELECT id FROM agenda_items WHERE case_id IS NULL)")  # noqa: S608  two names of our own
    op.execute("DELETE FROM agenda_items WHERE case_id IS NULL")
    with op.batch_alter_table("proposals") as table:
        table.drop_constraint(op.f("uq_proposals_resolution_number"), type_="unique")
        table.alter_column("outcome", existing_type=sa.String(length=60), nullable=False)
        table.drop_column("resolution_number")
    with op.batch_alter_table("agenda_items") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
        for name in ("paper", "title", "kind"):
            table.drop_column(name)
