"""``ocgraph links``: a link is made once, told as it is, revoked at once."""

from __future__ import annotations

import io
import re

import pytest

from ocgraph.storage import SharedPages, ShareLinks, StorageError, Visits
from ocgraph.storage.shared_pages import new_page

MADE = ("links", "make", "--page", "rencontre FICTIVE", "--label", "Comité fictif")
TOKEN = re.compile(r"/p/([\w-]{43})$", re.M)


@pytest.fixture
def page(home):
    page = new_page("Rencontre fictive", "fr", {}, {})
    SharedPages().keep(page, b"page")
    return page.page_id


def test_a_link_is_made_and_its_address_told_once(ocgraph, page):
    code, out, err = ocgraph(*MADE, "--days", "7")

    token = TOKEN.search(out)[1]
    assert (code, err) == (0, "") and "plus jamais" in out
    assert Visits().page_of(Visits().enter(token)) == page
    listed = ocgraph("links", "list")[1]
    assert "Rencontre fictive" in listed and "Comité fictif" in listed and token not in listed


def test_on_a_server_the_whole_address_is_told(ocgraph, page, monkeypatch):
    monkeypatch.setenv("OCGRAPH_PUBLIC_URL", "https://ocgraph.example.org")

    assert "  https://ocgraph.example.org/p/" in ocgraph(*MADE)[1]


def test_a_passphrase_is_never_typed_on_the_command_line(ocgraph, page, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("le pain du jeudi\n"))
    code, out, _ = ocgraph(*MADE, "--passphrase")

    assert code == 0 and "jeudi" not in out
    assert Visits().enter(TOKEN.search(out)[1], "le pain du jeudi")
    assert "phrase de passe" in ocgraph("links", "list")[1]


def test_a_link_revoked_leads_nowhere_and_says_since_when(ocgraph, page):
    token = TOKEN.search(ocgraph(*MADE)[1])[1]
    [link] = ShareLinks().links()

    assert ocgraph("links", "revoke", link.link_id)[0] == 0

    with pytest.raises(StorageError):
        Visits().enter(token)
    assert "retiré le" in ocgraph("links", "list")[1]
    code, _, err = ocgraph("links", "revoke", "none")
    assert code == 1 and "links list" in err


def test_openings_are_told_by_day_and_outcome(ocgraph, page):
    token = TOKEN.search(ocgraph(*MADE)[1])[1]
    [link] = ShareLinks().links()
    assert ocgraph("links", "openings", link.link_id)[1] == "Rien n’a été essayé.\n"

    Visits().enter_all([token, token, "guess"])

    assert "ouvert\u00a0: 2" in ocgraph("links", "openings", link.link_id)[1]
    assert "adresse d’aucun lien\u00a0: 1" in ocgraph("links", "openings")[1]


def test_a_page_named_twice_or_by_nobody_is_asked_for_again(ocgraph, page):
    SharedPages().keep(new_page("Rencontre fictive", "fr", {}, {}), b"page")

    for name, n in (("rencontre fictive", 2), ("ailleurs", 0)):
        code, _, err = ocgraph("links", "make", "--page", name, "--label", "x")
        assert code == 2 and f"« {name}\u00a0» nomme {n} page".replace("« ", "«\u00a0") in err
    assert ocgraph("links", "make", "--page", page, "--label", "x")[0] == 0


def test_a_page_no_longer_kept_is_told_with_its_links_and_takes_no_more(ocgraph, page):
    ocgraph(*MADE)
    SharedPages().drop(page)

    listed = ocgraph("links", "list")[1]
    assert "n’est plus gardée" in listed and "retiré le" in listed
    assert ocgraph(*MADE)[0] == 2


def test_where_nothing_was_shared_it_is_said(ocgraph):
    assert ocgraph("links", "list")[:2] == (0, "Aucune page n’a été partagée.\n")
