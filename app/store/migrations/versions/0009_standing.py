"""standing: first day, time zone and service of a workshop; services; links that sign in once."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('service',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    # A column that refers to a table is a constraint too, which SQLite cannot add to a table that stands: what
    # removes a service empties these itself.
    op.add_column('user', sa.Column('service_id', sa.String(length=40), nullable=True))
    op.add_column('workshop', sa.Column('service_id', sa.String(length=40), nullable=True))
    op.add_column('workshop', sa.Column('starts_at', sa.BigInteger(), server_default='0', nullable=False))
    # The days of the workshops that are there were reckoned in UTC.
    op.add_column('workshop', sa.Column('zone', sa.String(length=60), server_default='UTC', nullable=False))
    op.create_table('sign_in_link',
    sa.Column('secret', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.String(length=40), nullable=False),
    sa.Column('process', sa.String(length=40), server_default='', nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('secret')
    )


def downgrade() -> None:
    op.drop_table('sign_in_link')
    op.drop_column('workshop', 'zone')
    op.drop_column('workshop', 'starts_at')
    op.drop_column('workshop', 'service_id')
    op.drop_column('user', 'service_id')
    op.drop_table('service')
