"""follow links: what somebody took on, followed by a link of their own; names that are kept for longer."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('follow_link',
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('activity', sa.String(length=40), nullable=False),
    sa.Column('who', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('code'),
    sa.UniqueConstraint('workshop_id', 'activity', 'who')
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('named_until', sa.BigInteger(), server_default='0', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('named_until')
    op.drop_table('follow_link')
