"""lanes: what participants write is numbered by lot, apart from all else; whose device may show what was anonymous."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('entry', sa.Column('after', sa.Integer(), server_default='0', nullable=False))
    op.add_column('entry', sa.Column('turn', sa.BigInteger(), server_default='0', nullable=False))
    op.add_column('own_link', sa.Column('withheld', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('place_link', sa.Column('proved', sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    op.drop_column('place_link', 'proved')
    op.drop_column('own_link', 'withheld')
    op.drop_column('entry', 'turn')
    op.drop_column('entry', 'after')
