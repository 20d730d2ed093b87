"""doors: pairing a screen by a code, a place carried to another device, people removed."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), nullable=False, server_default=sa.false()))

    op.create_table('own_link',
    sa.Column('link', sa.String(length=64), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('link')
    )
    with op.batch_alter_table('own_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_own_link_workshop_id'), ['workshop_id'], unique=False)

    op.create_table('place_link',
    sa.Column('secret', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('workshop_id', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.String(length=40), nullable=False),
    sa.Column('seat', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('secret'),
    sa.UniqueConstraint('workshop_id', 'code')
    )
    op.create_table('pairing',
    sa.Column('secret', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('screen_id', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('secret'),
    sa.UniqueConstraint('code')
    )


def downgrade() -> None:
    op.drop_table('pairing')
    op.drop_table('place_link')
    with op.batch_alter_table('own_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_own_link_workshop_id'))

    op.drop_table('own_link')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('removed')
