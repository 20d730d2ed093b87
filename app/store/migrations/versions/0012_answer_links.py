"""answer links: one activity answered for days, by a link of its own."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('answer_link',
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('activity', sa.String(length=40), nullable=False),
    sa.Column('opens_at', sa.BigInteger(), nullable=False),
    sa.Column('closes_at', sa.BigInteger(), nullable=False),
    sa.Column('shared', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('code'),
    sa.UniqueConstraint('workshop_id', 'activity')
    )


def downgrade() -> None:
    op.drop_table('answer_link')
