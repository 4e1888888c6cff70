"""What a team shares: the redacted register in one page that opens anywhere."""

from ocgraph.sharing.bundle import bundle
from ocgraph.sharing.made import page_to_share

__all__ = ["bundle", "page_to_share"]
