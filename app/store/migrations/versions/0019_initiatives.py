"""initiatives: several workshops of a service under one name."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('initiative',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.String(length=500), nullable=False),
    sa.Column('user_id', sa.String(length=40), nullable=True),
    sa.Column('service_id', sa.String(length=40), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_initiative_service_id'), ['service_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_initiative_user_id'), ['user_id'], unique=False)
    op.create_table('initiative_workshop',
    sa.Column('initiative_id', sa.String(length=40), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['initiative_id'], ['initiative.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('initiative_id', 'workshop_id')
    )


def downgrade() -> None:
    op.drop_table('initiative_workshop')
    op.drop_table('initiative')
