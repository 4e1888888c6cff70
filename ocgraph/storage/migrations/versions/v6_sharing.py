"""What a team shares: the pages that went out, their links, what came back; and presentations."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Make the tables, empty."""
    _presentations()
    _pages()
    _links()
    op.create_table("proposals",
                    sa.Column("proposal_id", sa.Text, primary_key=True),
                    sa.Column("page_id", sa.Text, nullable=False),
                    sa.Column("came_at", sa.DateTime, nullable=False),
                    sa.Column("came_by", sa.Text, nullable=False),
                    sa.Column("kind", sa.Text, nullable=False),
                    sa.Column("about", sa.Text),
                    sa.Column("told", sa.JSON, nullable=False),
                    sa.Column("state", sa.Text, nullable=False),
                    sa.Column("answer", sa.Text, nullable=False),
                    sa.Column("answered_at", sa.DateTime),
                    sa.Column("account", sa.Text))


def _presentations() -> None:
    op.create_table("presentations",
                    sa.Column("record_key", sa.Integer, primary_key=True),
                    sa.Column("name", sa.Text, unique=True, nullable=False),
                    sa.Column("note", sa.Text, nullable=False),
                    sa.Column("views", sa.JSON, nullable=False),
                    sa.Column("made_at", sa.DateTime, nullable=False),
                    sa.Column("changed_at", sa.DateTime, nullable=False))


def _pages() -> None:
    op.create_table("shared_pages",
                    sa.Column("page_id", sa.Text, primary_key=True),
                    sa.Column("title", sa.Text, nullable=False),
                    sa.Column("made_at", sa.DateTime, nullable=False),
                    sa.Column("account", sa.Text, nullable=False),
                    sa.Column("language", sa.Text, nullable=False),
                    sa.Column("terms", sa.JSON, nullable=False),
                    sa.Column("shown", sa.JSON, nullable=False),
                    sa.Column("sha256", sa.Text, nullable=False),
                    sa.Column("content", sa.LargeBinary))


def _links() -> None:
    op.create_table("share_links",
                    sa.Column("link_id", sa.Text, primary_key=True),
                    sa.Column("page_id", sa.Text, nullable=False, index=True),
                    sa.Column("label", sa.Text, nullable=False),
                    sa.Column("token_hash", sa.Text, unique=True, nullable=False),
                    sa.Column("passphrase_hash", sa.Text),
                    sa.Column("made_at", sa.DateTime, nullable=False),
                    sa.Column("account", sa.Text, nullable=False),
                    sa.Column("expires_at", sa.DateTime, nullable=False),
                    sa.Column("revoked_at", sa.DateTime))
    op.create_table("share_visits",
                    sa.Column("visit_hash", sa.Text, primary_key=True),
                    sa.Column("link_id", sa.Text, nullable=False, index=True),
                    sa.Column("until", sa.DateTime, nullable=False))
    op.create_table("link_openings",
                    sa.Column("link_id", sa.Text, primary_key=True),
                    sa.Column("day", sa.Date, primary_key=True),
                    sa.Column("outcome", sa.Text, primary_key=True),
                    sa.Column("n", sa.Integer, nullable=False))
