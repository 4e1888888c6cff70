"""The accounts of those who sign in, and what was done to them. A register has none at first."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Make the two tables, empty."""
    op.create_table("accounts",
                    sa.Column("account_id", sa.Text, primary_key=True),
                    sa.Column("name", sa.Text, nullable=False),
                    sa.Column("email", sa.Text, unique=True),
                    sa.Column("role", sa.Text, nullable=False),
                    sa.Column("territories", sa.Text, nullable=False),
                    sa.Column("organizer_id", sa.Text),
                    sa.Column("issuer", sa.Text),
                    sa.Column("subject", sa.Text),
                    sa.Column("valid_from", sa.DateTime),
                    sa.Column("invited_on", sa.Date, nullable=False),
                    sa.Column("left_on", sa.Date),
                    sa.UniqueConstraint("issuer", "subject"))
    op.create_table("account_changes",
                    sa.Column("change_seq", sa.Integer, primary_key=True, autoincrement=False),
                    sa.Column("changed_at", sa.DateTime, nullable=False),
                    sa.Column("account_id", sa.Text, nullable=False),
                    sa.Column("changed_by", sa.Text, nullable=False),
                    sa.Column("what", sa.Text, nullable=False),
                    sa.Column("told", sa.JSON, nullable=False))
