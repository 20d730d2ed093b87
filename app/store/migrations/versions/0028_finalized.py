"""finalized: which release an upgrade was brought to its end with; until then the one before is to read all."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('compatibility', schema=None) as batch_op:
        batch_op.add_column(sa.Column('finalized', sa.String(length=32), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('compatibility', schema=None) as batch_op:
        batch_op.drop_column('finalized')
