"""tokens by which other programs read a workshop."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('api_token',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('called', sa.String(length=60), nullable=False),
    sa.Column('reads', sa.String(length=20), nullable=False),
    sa.Column('by', sa.String(length=40), nullable=False),
    sa.Column('made_on', sa.String(length=10), nullable=False),
    sa.Column('used_on', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by'], ['user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('digest')
    )
    op.create_index('ix_api_token_workshop_id', 'api_token', ['workshop_id'])


def downgrade() -> None:
    op.drop_index('ix_api_token_workshop_id', 'api_token')
    op.drop_table('api_token')
