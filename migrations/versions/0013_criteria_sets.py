"""Sets of criteria are stored: the first of them is in force; room for the codes of a set with ten criteria or more.

Revision: 0013, after 0012
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: Set 1.0 as it was when this revision was made: a later form of the file changes nothing here.
FIRST = Path(__file__).with_name("0013_criteria_1_0.json")


def upgrade() -> None:
    table = op.create_table(
        "criteria_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("change_log", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("crosswalk", sa.JSON(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("resolution_number", sa.String(length=60), nullable=False),
        sa.Column("consultation_from", sa.Date(), nullable=True),
        sa.Column("consultation_until", sa.Date(), nullable=True),
        sa.Column("adopted_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("created_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["criteria_sets.id"], name=op.f("fk_criteria_sets_replaces_id_criteria_sets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_sets")),
        sa.UniqueConstraint("version", name=op.f("uq_criteria_sets_version")),
    )
    op.create_index(
        "uq_criteria_sets_in_force",
        "criteria_sets",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'in_force'"),
        postgresql_where=sa.text("state = 'in_force'"),
    )
    op.bulk_insert(table, [_first()])
    for name in ("criterion_scores", "decision_points"):
        with op.batch_alter_table(name) as batch:
            batch.alter_column("criterion", existing_type=sa.String(2), type_=sa.String(3), existing_nullable=False)


def downgrade() -> None:
    # the older program knows set 1.0 alone and its two-letter codes: a longer one belongs to no case of that set
    for name in ("decision_points", "criterion_scores"):
        op.execute(sa.text(f"DELETE FROM {name} WHERE length(criterion) > 2"))  # noqa: S608  two names of our own
        with op.batch_alter_table(name) as batch:
            batch.alter_column("criterion", existing_type=sa.String(3), type_=sa.String(2), existing_nullable=False)
    op.drop_table("criteria_sets")


def _first() -> dict[str, object]:
    raw = json.loads(FIRST.read_text(encoding="utf-8"))
    return {
        "version": raw.pop("version"),
        "state": "in_force",
        "in_force_from": date.fromisoformat(raw.pop("in_force_from")),
        "change_log": raw.pop("change_log"),
        "content": raw,
        "crosswalk": {},
        "resolution_number": "",
        "created_at": datetime.now(UTC),
        "edit": 1,
    }
