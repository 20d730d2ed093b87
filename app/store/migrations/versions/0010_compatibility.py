"""compatibility: the database says which releases can live with its schema."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table('compatibility', sa.Column('oldest', sa.String(length=32), nullable=False))
    # A later migration that older releases cannot live with says so: op.execute("update compatibility set oldest = …").
    op.bulk_insert(table, [{'oldest': revision}])


def downgrade() -> None:
    op.drop_table('compatibility')
