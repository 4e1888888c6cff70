"""A page about to leave, as the register keeps it: its terms as codes, and whom it shows."""

from __future__ import annotations

from collections.abc import Mapping

from ocgraph.privacy import Terms
from ocgraph.storage import SharedPage
from ocgraph.storage.shared_pages import new_page


def page_to_share(title: str, language: str, terms: Terms, new_ids: Mapping[str, str]
                  ) -> SharedPage:
    """Return a page about to be made, under a name of its own.

    Parameters
    ----------
    new_ids
        By identifier in the register, the identifier in the page (`ocgraph.privacy`).
    """
    codes = {"ties": terms.ties.value, "territories": sorted(terms.territories),
             "made_on": terms.made_on.isoformat(), "held_on": terms.held_on.isoformat()}
    return new_page(title.strip(), language, codes,
                    {left: kept for kept, left in new_ids.items()})
