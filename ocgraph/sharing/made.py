"""A page about to leave, as the register keeps it: its terms as codes, and whom it shows."""

from __future__ import annotations

from ocgraph.errors import OcgraphError
from ocgraph.model import Register
from ocgraph.privacy import Terms, new_identifiers
from ocgraph.sharing.presentation import why_not_said
from ocgraph.storage import SharedPage
from ocgraph.storage.shared_pages import new_page


def page_to_share(title: str, language: str, terms: Terms, register: Register) -> SharedPage:
    """Return a page about to be made, under a name of its own.

    Raises
    ------
    OcgraphError
        ``share.title_name`` or ``share.title_personal`` for a title that names who does not leave,
        or holds the address or the number of someone: it leaves with the page.
    """
    new_ids = new_identifiers(register, terms)
    if why := why_not_said(title, register, new_ids):
        raise OcgraphError(f"share.title_{why}")
    codes = {"ties": terms.ties.value, "territories": sorted(terms.territories),
             "made_on": terms.made_on.isoformat(), "held_on": terms.held_on.isoformat()}
    return new_page(title.strip(), language, codes,
                    {left: kept for kept, left in new_ids.items()})
