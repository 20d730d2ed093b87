"""copied cards: which cards of a workshop were copied to another."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('copied_card',
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('card', sa.String(length=80), nullable=False),
    sa.Column('to_workshop_id', sa.String(length=40), nullable=False),
    sa.Column('copy', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['to_workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('to_workshop_id', 'copy')
    )
    with op.batch_alter_table('copied_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_copied_card_workshop_id'), ['workshop_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('copied_card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_copied_card_workshop_id'))

    op.drop_table('copied_card')
