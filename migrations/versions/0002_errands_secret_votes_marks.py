"""Errands, secret votes, a second certifier, marks of answers, rounds of review, quicker lists.

Revision: 0002, after 0001
"""

import json

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Columns of accreditations that become text for an index, with the length of what is put there.
CODES = {"county_codes": 100, "programme_types": 400}
#: A round of review began with each whole version: 1.1 belongs to the first, 2.0 begins the second.
ROUNDS = sa.text(
    "UPDATE cases SET review_round = CAST(SUBSTR((SELECT number FROM versions WHERE versions.id = cases.version_id), 1, 1)"
    " AS INTEGER) WHERE state != 'draft'"
)
#: Declarations were signed for the version that was the latest one on that day.
SIGNED_FOR = sa.text(
    "UPDATE declarations SET version_number = COALESCE((SELECT versions.number FROM assignments"
    " JOIN cases ON cases.id = assignments.case_id JOIN versions ON versions.programme_id = cases.programme_id"
    " WHERE assignments.id = declarations.assignment_id AND versions.frozen_at <= declarations.signed_at"
    " ORDER BY versions.frozen_at DESC, versions.id DESC LIMIT 1), '1.0')"
)


def upgrade() -> None:
    _make_errands()
    _store_codes_as_text()
    with op.batch_alter_table("accreditations") as table:
        table.drop_index("ix_accreditations_status")
        table.create_index("ix_accreditations_status_county_codes", ["status", "county_codes"])
    with op.batch_alter_table("ballots") as table:
        table.alter_column("choice", existing_type=sa.String(60), nullable=True)
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("review_round", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("written_at", models.db.Moment(timezone=True), nullable=True))
        table.drop_index("ix_cases_state_id")
        table.create_index("ix_cases_state_id_programme_id", ["state", "id", "programme_id"])
    with op.batch_alter_table("deadlines") as table:
        table.drop_index("ix_deadlines_state_due_on")
        table.create_index("ix_deadlines_state_due_on", ["state", "due_on", "id", "code", "case_id"])
    with op.batch_alter_table("declarations") as table:
        table.add_column(sa.Column("version_number", sa.String(10), nullable=False, server_default="1.0"))
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("second_certifier_id", sa.Integer(), nullable=True))
        open_ones = sa.text("state != 'certified'")
        table.create_index("ix_meetings_coming", ["starts_at"], sqlite_where=open_ones, postgresql_where=open_ones)
        table.create_foreign_key(
            op.f("fk_meetings_second_certifier_id_users"), "users", ["second_certifier_id"], ["id"]
        )
    with op.batch_alter_table("proposals") as table:
        table.add_column(sa.Column("is_secret", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("marks", sa.JSON(), nullable=False, server_default="{}"))
    op.execute(ROUNDS)
    op.execute(SIGNED_FOR)
    _leave_no_defaults()


def downgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.drop_column("marks")
    with op.batch_alter_table("proposals") as table:
        table.drop_column("is_secret")
    with op.batch_alter_table("meetings") as table:
        table.drop_constraint(op.f("fk_meetings_second_certifier_id_users"), type_="foreignkey")
        table.drop_index("ix_meetings_coming")
        table.drop_column("second_certifier_id")
    with op.batch_alter_table("declarations") as table:
        table.drop_column("version_number")
    with op.batch_alter_table("deadlines") as table:
        table.drop_index("ix_deadlines_state_due_on")
        table.create_index("ix_deadlines_state_due_on", ["state", "due_on"])
    with op.batch_alter_table("cases") as table:
        table.drop_index("ix_cases_state_id_programme_id")
        table.create_index("ix_cases_state_id", ["state", "id"])
        table.drop_column("written_at")
        table.drop_column("review_round")
    # the older program knows no vote without a choice; how many voted which way stays with the proposal
    op.execute(sa.text("DELETE FROM ballots WHERE choice IS NULL"))
    with op.batch_alter_table("ballots") as table:
        table.alter_column("choice", existing_type=sa.String(60), nullable=False)
    with op.batch_alter_table("accreditations") as table:
        table.drop_index("ix_accreditations_status_county_codes")
        table.create_index("ix_accreditations_status", ["status"])
    _store_codes_as_json()
    op.drop_table("errands")


def _make_errands() -> None:
    states = ("waiting", "running", "done", "failed", "cancelled")
    op.create_table(
        "errands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("birth_token", sa.String(64), nullable=True),
        sa.Column("state", sa.Enum(*states, name="errandstate", native_enum=False, length=60), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("doing", sa.JSON(), nullable=False),
        sa.Column("failure", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(32), nullable=True),
        sa.Column("lease_until", models.db.Moment(timezone=True), nullable=True),
        sa.Column("created_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("started_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("finished_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("keep_until", models.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_errands_asked_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
        sa.UniqueConstraint("birth_token", name=op.f("uq_errands_birth_token")),
    )
    with op.batch_alter_table("errands") as table:
        table.create_index("ix_errands_asked_by_id_id", ["asked_by_id", "id"])
        table.create_index("ix_errands_keep_until", ["keep_until"])
        table.create_index("ix_errands_state_lease_until", ["state", "lease_until"])


def _store_codes_as_text() -> None:
    """'["20", "18"]' becomes '|20|18|'; a list may be longer as JSON than its column is afterwards."""
    with op.batch_alter_table("accreditations") as table:
        for name in CODES:
            kinds = {"existing_type": sa.JSON(), "type_": sa.Text(), "existing_nullable": False}
            table.alter_column(name, **kinds, postgresql_using=f"{name}::text")
    _rewrite(lambda said: f"|{'|'.join(codes)}|" if (codes := json.loads(said)) else "")
    with op.batch_alter_table("accreditations") as table:
        for name, length in CODES.items():
            table.alter_column(
                name, existing_type=sa.Text(), type_=models.db.Codes(length=length), existing_nullable=False
            )


def _store_codes_as_json() -> None:
    with op.batch_alter_table("accreditations") as table:
        for name, length in CODES.items():
            table.alter_column(
                name, existing_type=models.db.Codes(length=length), type_=sa.Text(), existing_nullable=False
            )
    _rewrite(lambda said: json.dumps([code for code in said.split("|") if code]))
    with op.batch_alter_table("accreditations") as table:
        for name in CODES:
            kinds = {"existing_type": sa.Text(), "type_": sa.JSON(), "existing_nullable": False}
            table.alter_column(name, **kinds, postgresql_using=f"{name}::json")


def _rewrite(way) -> None:  # type: ignore[no-untyped-def]
    """Every list of codes, said in another way."""
    table = sa.table("accreditations", sa.column("id"), *(sa.column(name, sa.Text()) for name in CODES))
    connection = op.get_bind()
    for row in connection.execute(sa.select(table)).all():
        said = {name: way(getattr(row, name)) for name in CODES}
        connection.execute(sa.update(table).where(table.c.id == row.id).values(said))


def _leave_no_defaults() -> None:
    """What the old rows were filled with is no rule for new ones: the program says these itself."""
    for name, column, kind in (
        ("cases", "review_round", sa.Integer()),
        ("declarations", "version_number", sa.String(10)),
        ("proposals", "is_secret", sa.Boolean()),
        ("versions", "marks", sa.JSON()),
    ):
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=kind, existing_nullable=False, server_default=None)
