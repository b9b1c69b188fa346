"""Annexes have a date and small pictures; files come in parts; files that nobody has are deleted.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unused_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("noted_at", models.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_unused_files")),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=300), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("personal_data", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("expires_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_uploads_case_id_cases")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_uploads_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    with op.batch_alter_table("uploads") as table:
        table.create_index("ix_uploads_case_id_owner_id_mark", ["case_id", "owner_id", "mark"], unique=True)
        table.create_index(op.f("ix_uploads_expires_at"), ["expires_at"], unique=False)

    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("dated_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("has_preview", sa.Boolean(), nullable=True))
        table.create_index("ix_attachments_media_type_has_preview", ["media_type", "has_preview"], unique=False)
        table.create_index("ix_attachments_sha256", ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("attachments") as table:
        table.drop_index("ix_attachments_sha256")
        table.drop_index("ix_attachments_media_type_has_preview")
        table.drop_column("has_preview")
        table.drop_column("dated_on")

    with op.batch_alter_table("uploads") as table:
        table.drop_index(op.f("ix_uploads_expires_at"))
        table.drop_index("ix_uploads_case_id_owner_id_mark")

    op.drop_table("uploads")
    op.drop_table("unused_files")
