"""The register alone: the tables of version 1, as they were made at once."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Do nothing: a register of version 1 has its tables."""
