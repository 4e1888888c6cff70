"""What is shared: what would leave, what each organisation would read, the pages that went out.

As in `dashboard.data`, keys hold the register's revision. A demonstration, never written, keeps
what is made of it beside itself, and no link leads there.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from dashboard import asking, data, state
from dashboard.view import DEMONSTRATIONS
from ocgraph.network import Lens
from ocgraph.paths import beside_demo_path
from ocgraph.privacy import (
    Leaving,
    Seen,
    SharedRegister,
    Terms,
    TiesShown,
    new_identifiers,
    redact,
    seen_by,
    what_leaves,
)
from ocgraph.sharing import bundle
from ocgraph.sharing.made import page_to_share
from ocgraph.sharing.presentation import View
from ocgraph.sharing.told import silent_sentences
from ocgraph.storage import SharedPage, SharedPages


def terms() -> Terms:
    """Return what is chosen to be shared, today."""
    return Terms(datetime.date.today(), TiesShown(state.choice("ties_shown")),
                 frozenset(state.chosen_list("shared_territories")))


def leaving(source: str, chosen: Terms) -> tuple[Leaving, ...]:
    """Return what would leave of the register that is open, and what would stay."""
    return _leaving(source, data.moment(source, Lens()), chosen)


@lru_cache(maxsize=8)
def _leaving(source: str, seen: data.Moment, chosen: Terms) -> tuple[Leaving, ...]:
    return what_leaves(data.register_at(source, seen), chosen)


def shared(source: str, chosen: Terms) -> SharedRegister:
    """Return what would leave, as a register of its own."""
    return _shared(source, data.moment(source, Lens()), chosen)


@lru_cache(maxsize=4)
def _shared(source: str, seen: data.Moment, chosen: Terms) -> SharedRegister:
    return redact(data.register_at(source, seen), chosen)


def not_said(source: str, chosen: Terms, language: str) -> list[str]:
    """Say what the page would say that it does not show."""
    return silent_sentences(shared(source, chosen), language)


def seen_of(source: str, chosen: Terms, actor_id: str) -> Seen:
    """Return what an organisation would read of itself."""
    return seen_by(data.register(source), chosen, actor_id)


def actor_names(source: str) -> dict[str, str]:
    """Return the name of each actor of the register by identifier."""
    return {actor.actor_id: actor.name for actor in data.register(source).actors}


def make(source: str, chosen: Terms, title: str, language: str, views: tuple[View, ...] = ()
         ) -> str:
    """Make a page, keep it as it will leave, and return its identifier.

    Parameters
    ----------
    views
        What it plays, with the identifiers of the page; a ready sequence when there are none.

    Raises
    ------
    OcgraphError
        When it cannot be kept: nothing leaves that could not be listed.
    """
    ids = new_identifiers(data.register(source), chosen)
    page = page_to_share(title, language, chosen, ids)
    pages_of(source).keep(page, bundle(
        shared(source, chosen), language, is_demo=source in DEMONSTRATIONS,
        page_id=page.page_id, title=page.title, presentation=views))
    return page.page_id


def pages_of(source: str) -> SharedPages:
    """Return the pages shared of a register, for whoever asks."""
    if source in DEMONSTRATIONS:
        asking.admit()
        return _pages_beside(source)
    return _pages(asking.account())


@lru_cache(maxsize=len(DEMONSTRATIONS))
def _pages_beside(source: str) -> SharedPages:
    return SharedPages(beside_demo_path(DEMONSTRATIONS[source]))


@lru_cache(maxsize=256)
def _pages(account: str | None) -> SharedPages:
    return SharedPages(account=account)


def pages(source: str) -> tuple[SharedPage, ...]:
    """Return the pages that went out, the latest first."""
    return pages_of(source).pages()
