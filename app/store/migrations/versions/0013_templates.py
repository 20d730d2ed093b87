"""templates: workshops' agendas that facilitators keep, for themselves or for their service."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('workshop_template',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('user_id', sa.String(length=40), nullable=True),
    sa.Column('service_id', sa.String(length=40), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_workshop_template_user_id', 'workshop_template', ['user_id'])
    op.create_index('ix_workshop_template_service_id', 'workshop_template', ['service_id'])


def downgrade() -> None:
    op.drop_table('workshop_template')
