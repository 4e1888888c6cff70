"""What a team keeps beside its register: scenarios, and gaps it follows."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table("scenarios",
                    sa.Column("record_key", sa.Integer, primary_key=True),
                    sa.Column("name", sa.Text, unique=True, nullable=False),
                    sa.Column("note", sa.Text, nullable=False),
                    sa.Column("changes", sa.JSON, nullable=False),
                    sa.Column("made_at", sa.DateTime, nullable=False),
                    sa.Column("changed_at", sa.DateTime, nullable=False))
    op.create_table("followed_gaps",
                    sa.Column("record_key", sa.Integer, primary_key=True),
                    sa.Column("gap_id", sa.Text, unique=True, nullable=False),
                    sa.Column("codes", sa.JSON, nullable=False),
                    sa.Column("note", sa.Text, nullable=False),
                    sa.Column("followed_on", sa.Date, nullable=False))
