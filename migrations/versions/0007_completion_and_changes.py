"""Standard items of completion requests, requests to excuse a missed deadline, tables of changes.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMES = ("fields", "missing", "to_supply", "legal_basis")
#: The items of the procedure rules, 6.3, with which the office begins.
ITEMS = (
    (
        "A1–A7, M1, M2",
        "A beadvány nem tartalmazza a benyújtó szervezet, a törvényes képviselő és a kapcsolattartó adatait.",
        "Kérjük az A1–A7 mezők kitöltését, a létesítő okirat vagy nyilvántartási kivonat és a képviseleti jog igazolásának csatolását.",
        "J1, J5",
    ),
    (
        "C1, C2, C6",
        "A program helye nincs megnevezve („a térség települései”).",
        "Kérjük a megye és legalább egy település megnevezését, valamint a hely rövid jellemzését.",
        "J8",
    ),
    (
        "J-1, J-2, M4",
        "Nem állapítható meg, hogy a program legalább egyszer megvalósult.",
        "Kérjük legalább egy lezárult megvalósítás adatait (hely, időpont, résztvevők összesített száma) és dokumentumát.",
        "J3",
    ),
    (
        "H1, M3",
        "Nincs megnevezett szakmai felelős, a szakértői moderálást végző személy képzettsége nem ismert.",
        "Kérjük a szakmai felelős nevét, végzettségét vagy gyakorlatát igazoló dokumentumot.",
        "J9",
    ),
    (
        "G6–G8",
        "A 10 óra felosztása (alkalmak, témák, módszerek, felelősök) és a csoportlétszám hiányzik.",
        "Kérjük a részletes tematikát; az órák összege feleljen meg a megadott 10 órának.",
        "J4",
    ),
    (
        "D2–D4, F1–F5",
        "A helyzetfeltárás módja, az érintettek köre és száma, valamint a lakosok bevonása szakaszonként nem szerepel.",
        "Kérjük a D2–D4 és F1–F5 mezők kitöltését (név nélkül, összesített adatokkal).",
        "J2, J4",
    ),
    (
        "E3",
        "A várt változásokhoz nem tartozik mutató.",
        "Kérjük legalább egy változás, mutató, kiinduló és célérték, adatforrás megadását.",
        "J4",
    ),
    (
        "G11",
        "A fejlesztő kilépésének módja nem derül ki.",
        "Kérjük annak leírását, mikor és mi alapján lép ki a szakember, és ki viszi tovább a csoportot.",
        "J4",
    ),
    (
        "I1–I2",
        "Együttműködő partner nincs megnevezve.",
        "Kérjük a partnerek felsorolását szerepükkel, vagy a hiány indokolását.",
        "J4",
    ),
    (
        "KF1–KF3, L1–L2, L4–L5, B2",
        "A fenntarthatóságra, az átadhatóságra vonatkozó mezők és a nyilvános összefoglaló hiányoznak.",
        "Kérjük kitöltésüket.",
        "J4",
    ),
    (
        "N1–N7 (N8)",
        "A nyilatkozatok hiányoznak.",
        "Kérjük, hogy a törvényes képviselő tegye meg a nyilatkozatokat; ha kiskorúak is részt vesznek (F6), az N8-at is.",
        "J5, J6, J7, J11",
    ),
)


def upgrade() -> None:
    op.create_table(
        "standard_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(length=200), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("to_supply", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.String(length=60), nullable=False),
        sa.Column("written_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", models.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_standard_items_written_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_items")),
    )
    op.create_table(
        "excuses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("missed_on", sa.Date(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=False),
        sa.Column("obstacle_ended_on", sa.Date(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", models.db.Moment(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", models.db.Moment(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_excuses_asked_by_id_users")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_excuses_case_id_cases")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_excuses_decided_by_id_users")),
        sa.ForeignKeyConstraint(["proof_id"], ["attachments.id"], name=op.f("fk_excuses_proof_id_attachments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuses")),
    )
    with op.batch_alter_table("excuses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_excuses_case_id"), ["case_id"], unique=False)

    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fields", models.db.Codes(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["decision_points.id"], name=op.f("fk_changes_point_id_decision_points")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_changes_version_id_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint("version_id", "point_id", name=op.f("uq_changes_version_id_point_id")),
    )
    table = sa.table("standard_items", *(sa.column(name, sa.Text()) for name in NAMES))
    op.bulk_insert(table, [dict(zip(NAMES, item, strict=True)) for item in ITEMS])


def downgrade() -> None:
    op.drop_table("changes")
    with op.batch_alter_table("excuses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excuses_case_id"))

    op.drop_table("excuses")
    op.drop_table("standard_items")
