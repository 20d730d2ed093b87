"""rehearsals: a workshop that is a copy with simulated people, until when, of which, and how many."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rehearsal_until', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('rehearses', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('simulated', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_workshop_rehearsal_until'), ['rehearsal_until'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_rehearsal_until'))
        batch_op.drop_column('simulated')
        batch_op.drop_column('rehearses')
        batch_op.drop_column('rehearsal_until')
