"""browsers: what one may enter is kept here, and no longer in its cookie."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('browser_place',
    sa.Column('browser', sa.String(length=64), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.String(length=40), nullable=False),
    sa.Column('seat', sa.Integer(), server_default='0', nullable=False),
    sa.Column('left', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('browser')
    )
    op.create_index(op.f('ix_browser_place_workshop_id'), 'browser_place', ['workshop_id'])
    op.create_index(op.f('ix_browser_place_person_id'), 'browser_place', ['person_id'])
    op.create_table('browser_screen',
    sa.Column('browser', sa.String(length=64), nullable=False),
    sa.Column('screen_id', sa.String(length=40), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['screen_id'], ['screen.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('browser', 'screen_id')
    )
    op.create_index(op.f('ix_browser_screen_workshop_id'), 'browser_screen', ['workshop_id'])
    op.create_index(op.f('ix_browser_screen_screen_id'), 'browser_screen', ['screen_id'])


def downgrade() -> None:
    op.drop_table('browser_screen')
    op.drop_table('browser_place')
