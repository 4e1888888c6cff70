"""What is shared: what would leave, what each organisation would read, the pages that went out.

As in `dashboard.data`, keys hold the register's revision. A demonstration, never written, keeps
what is made of it beside itself, and no link leads there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from dashboard import asking, data, state
from dashboard.view import DEMONSTRATIONS, OWN
from ocgraph import privacy
from ocgraph.analysis import proposal_changes
from ocgraph.analysis.proposal_changes import ProposalChange
from ocgraph.analysis.record_forms import names_of
from ocgraph.analysis.record_problems import Kept
from ocgraph.model import COLLECTIONS
from ocgraph.network import Lens
from ocgraph.paths import beside_demo_path
from ocgraph.privacy import (
    Leaving,
    Seen,
    SharedRegister,
    Terms,
    TiesShown,
    Why,
    redact,
    seen_by,
    what_leaves,
)
from ocgraph.settings import PUBLIC_URL
from ocgraph.sharing import bundle
from ocgraph.sharing.made import page_to_share
from ocgraph.sharing.presentation import View
from ocgraph.sharing.proposals import read_message
from ocgraph.sharing.told import silent_sentences
from ocgraph.storage import (
    CameBy,
    KeptProposal,
    Proposals,
    ProposalState,
    SharedPage,
    SharedPages,
    ShareLink,
    ShareLinks,
)


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


def who_stays(source: str, chosen: Terms) -> Mapping[Why, tuple[str, ...]]:
    """Return the names of the actors that would stay, by why."""
    return privacy.who_stays(data.register(source), chosen)


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
        As `page_to_share`; and when it cannot be kept: nothing leaves that could not be listed.
    """
    page = page_to_share(title, language, chosen, data.register(source))
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


def has_links() -> bool:
    """Tell whether a link would lead anywhere: from a server that has an address of its own."""
    return bool(PUBLIC_URL.given)


def share_links() -> ShareLinks:
    """Return the links to the pages of the team's register, for whoever asks."""
    return _share_links(asking.account())


@lru_cache(maxsize=256)
def _share_links(account: str | None) -> ShareLinks:
    return ShareLinks(account=account)


def links(page_id: str) -> tuple[ShareLink, ...]:
    """Return the links to a page, the latest first."""
    return share_links().links(page_id)


def make_link(page_id: str, label: str, days: int, passphrase: str) -> str:
    """Make a link to a page and return its address, known nowhere else; raises as `make`."""
    token = share_links().make(page_id, label=label, days=days, passphrase=passphrase)
    return f"{PUBLIC_URL.given.rstrip('/')}/p/{token}"


def outcomes(link_id: str) -> dict[str, int]:
    """Count how often a link was tried, by outcome, since it was made."""
    counted: Counter[str] = Counter()
    for one in share_links().openings(link_id):
        counted[one.outcome] += one.n
    return dict(counted)


def _proposals() -> Proposals:
    return _proposals_of(asking.account())


@lru_cache(maxsize=256)
def _proposals_of(account: str | None) -> Proposals:
    return Proposals(account=account)


def proposals() -> tuple[KeptProposal, ...]:
    """Return what readers proposed, in the order it came."""
    return _proposals().all()


def n_waiting() -> int:
    """Count the proposals that wait for an answer."""
    return len(_proposals().waiting())


def receive(content: bytes) -> int:
    """Keep the proposals of a file that a reader sent back, and count the new ones.

    Raises
    ------
    OcgraphError
        For a file that is refused: none of it is kept.
    """
    return _proposals().receive(read_message(content), CameBy.FILE)


def change_of(one: KeptProposal, language: str) -> ProposalChange:
    """Return what accepting a proposal would change."""
    return proposal_changes.change_of(one, kept_records(), language)


def kept_records() -> Kept:
    """Return the records of the register, with their keys and versions."""
    return _kept(data.revision(OWN))


@lru_cache(maxsize=2)
def _kept(_revision: int) -> Kept:
    return {entity: data.store().kept(entity) for entity in COLLECTIONS}


def names() -> Mapping[str, str]:
    """Return the name of each actor, table and post, by identifier."""
    return _names(data.revision(OWN))


@lru_cache(maxsize=2)
def _names(_revision: int) -> Mapping[str, str]:
    return names_of(data.register(OWN))


def page_titles() -> dict[str, str]:
    """Return the title of each page that went out, by its identifier."""
    return {page.page_id: page.title for page in _pages_out()}


def pages_showing(register_id: str) -> list[SharedPage]:
    """Return the pages that went out and show a record."""
    return [page for page in _pages_out() if register_id in page.shown.values()]


def withdraw(register_id: str) -> None:
    """Let go of every page that shows a record: no link leads to any of them."""
    for page in pages_showing(register_id):
        pages_of(OWN).drop(page.page_id)


def _pages_out() -> tuple[SharedPage, ...]:
    return asking.once("pages out", lambda: pages(OWN))


def accept(one: KeptProposal, language: str, word: str) -> None:
    """Do what a proposal asks for, and answer it; raises as `proposal_changes.accept`."""
    proposal_changes.accept(change_of(one, language), data.store(), _proposals(), language, word)


def decline(one: KeptProposal, word: str) -> None:
    """Answer that a proposal is not followed; raises as `Proposals.answer`."""
    _proposals().answer(one.proposal_id, ProposalState.DECLINED, word)
