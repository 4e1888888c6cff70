"""The weighings a team keeps by name."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the table."""
    op.create_table("weighings",
                    sa.Column("record_key", sa.Integer, primary_key=True),
                    sa.Column("name", sa.Text, unique=True, nullable=False),
                    sa.Column("note", sa.Text, nullable=False),
                    sa.Column("choices", sa.JSON, nullable=False),
                    sa.Column("made_at", sa.DateTime, nullable=False),
                    sa.Column("changed_at", sa.DateTime, nullable=False))
