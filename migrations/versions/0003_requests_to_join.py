"""requests to join

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('join_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('family_name', sa.String(length=80), nullable=False),
    sa.Column('given_name', sa.String(length=80), nullable=False),
    sa.Column('part', sa.Enum('representative', 'staff', name='part', native_enum=False, length=60), nullable=False),
    sa.Column('organisation_name', sa.String(length=200), nullable=False),
    sa.Column('legal_form', sa.Enum('association', 'foundation', 'municipality', 'municipal_institution', 'church', 'social_cooperative', 'nonprofit_company', 'informal_group', 'other', name='legalform', native_enum=False, length=60), nullable=False),
    sa.Column('county_code', sa.String(length=2), nullable=False),
    sa.Column('seat', sa.String(length=300), nullable=False),
    sa.Column('intention', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.Column('asked_at', models.db.Moment(timezone=True), nullable=False),
    sa.Column('confirmed_at', models.db.Moment(timezone=True), nullable=True),
    sa.Column('settled_at', models.db.Moment(timezone=True), nullable=True),
    sa.Column('settled_by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['settled_by_id'], ['users.id'], name=op.f('fk_join_requests_settled_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_requests'))
    )
    with op.batch_alter_table('join_requests', schema=None) as batch_op:
        batch_op.create_index('ix_join_requests_email_asked_at', ['email', 'asked_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('join_requests', schema=None) as batch_op:
        batch_op.drop_index('ix_join_requests_email_asked_at')

    op.drop_table('join_requests')
