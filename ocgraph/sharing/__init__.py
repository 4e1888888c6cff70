"""What a team shares: the redacted register in one page that opens anywhere."""

from ocgraph.sharing.bundle import bundle

__all__ = ["bundle"]
