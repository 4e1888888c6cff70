"""What a team shares: the redacted register in one page that opens anywhere; what comes back."""

from ocgraph.sharing.bundle import bundle
from ocgraph.sharing.made import page_to_share
from ocgraph.sharing.proposals import MessageRefusedError, read_message

__all__ = ["MessageRefusedError", "bundle", "page_to_share", "read_message"]
