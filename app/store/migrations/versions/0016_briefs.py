"""briefs: what a list of workshops says of one that is in no memory; workshops put away on somebody's own list."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('brief',
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id')
    )
    with op.batch_alter_table('facilitation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('put_away', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('facilitation', schema=None) as batch_op:
        batch_op.drop_column('put_away')
    op.drop_table('brief')
