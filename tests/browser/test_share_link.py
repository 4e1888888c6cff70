"""A link opened as its reader does: over HTTP, in a real browser, on the server of the product."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ocgraph.privacy import Terms, redact
from ocgraph.sharing import bundle
from ocgraph.storage import Proposals, SharedPages, ShareLinks
from ocgraph.storage.shared_pages import new_page
from tests.browser.test_accessibility import grave_violations
from tests.browser.test_shared_page import ON, TABLE, drawn, village

__all__ = ["village"]   # a fixture
WORDS = "le pain du jeudi"


@pytest.fixture
def place(demo_folder):
    """Where the server keeps what is shared."""
    return demo_folder / "home" / "register.sqlite"


@pytest.fixture
def page_id(place, village):  # noqa: F811 - the fixture above
    shared = new_page("Rencontre", "fr", {}, {"a1": "x"})
    SharedPages(place).keep(shared, bundle(redact(village, Terms(ON)), "fr"))
    return shared.page_id


def asked(address, path, method="GET", **headers):
    """Ask as no browser would, the path as it is; return the status, the headers, the body."""
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    link.request(method, path, headers=headers)
    answer = link.getresponse()
    told = answer.status, answer.headers, answer.read()
    link.close()
    return told


def revoke(place, page_id):
    links = ShareLinks(place)
    for link in links.links(page_id):
        links.revoke(link.link_id)


def test_a_link_opens_the_page_alone_until_it_is_revoked(page, address, place, page_id,
                                                          demo_folder):
    token = ShareLinks(place).make(page_id, label="Comité")
    asked_for = []
    page.context.on("request", lambda request: asked_for.append(request.url))

    page.goto(f"{address}/p/{token}")

    expect(page).to_have_url(f"{address}/p/")
    drawn(page, "fr", None)
    page.get_by_role("button", name="École Inventée").first.click()
    drawn(page, "fr", "a1")
    assert [url for url in asked_for if not url.startswith(("blob:", "data:", "about:"))] == [
        f"{address}/p/{token}", f"{address}/p/"]
    assert page.evaluate("document.cookie") == ""
    assert {cookie["name"]: (cookie["path"], cookie["httpOnly"], cookie["sameSite"])
            for cookie in page.context.cookies()} == {"ocgraph_visit": ("/p", True, "Lax")}
    assert page.locator("html").get_attribute("data-answers") == "/p/propositions"

    [visit] = [cookie["value"] for cookie in page.context.cookies()]
    revoke(place, page_id)
    status, headers, body = asked(address, "/p/", Cookie=f"ocgraph_visit={visit}")
    assert status == 410 and "Set-Cookie" not in headers and TABLE.encode() not in body
    said = (demo_folder / "server.log").read_bytes()
    assert token.encode() not in said and visit.encode() not in said


def test_a_passphrase_is_typed_in_words_and_the_address_never_stays(page, address, place, page_id):
    token = ShareLinks(place).make(page_id, label="Comité", passphrase=WORDS)

    page.goto(f"{address}/p/{token}")
    assert grave_violations(page) == []
    page.get_by_label("Phrase de passe").fill(WORDS)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{address}/p/")
    drawn(page, "fr", None)


def test_the_page_served_may_send_what_its_reader_proposes_and_the_team_has_it(
        page, address, place, page_id):
    page.goto(f"{address}/p/{ShareLinks(place).make(page_id, label='Comité')}")
    drawn(page, "fr", None)

    told = page.evaluate("""async id => (await fetch(document.documentElement.dataset.answers, {
        method: "POST", headers: {"Content-Type": "application/json"},
        body: JSON.stringify({ocgraph: "proposals", version: 1, page: id, language: "fr",
          made_on: "2026-11-27", from: "", proposals: [
            {kind: "remark", about: "", text: "<b>=1+1</b>"}]})})).json()""", page_id)

    assert told == {"received": 1}
    assert [kept.proposal.text for kept in Proposals(place).all()
            if kept.page_id == page_id] == ["<b>=1+1</b>"]


@pytest.mark.parametrize("path", [
    "/p/{}/", "/p//{}", "/p/./{}", "/p/x/../{}", "/p/%2e%2e/p/{}", "/p/{}%2f", "/p/{}%00",
    "/p/..%2fcarte", "/p/../carte", "/p/%2e%2e/carte", "/p/..;/carte", "/p/{}?x=1/../"])
def test_a_changed_path_leads_nowhere_on_the_real_server(address, place, page_id, path):
    token = ShareLinks(place).make(page_id, label="Comité")

    status, headers, body = asked(address, path.format(token))

    if "?" in path:     # a question changes no path
        assert status == 303
    else:
        assert (status, headers["Set-Cookie"]) == (404, None)
        assert TABLE.encode() not in body


def test_the_headers_are_those_of_a_reader_and_not_of_the_dashboard(address, place, page_id):
    token = ShareLinks(place).make(page_id, label="Comité")
    status, headers, _ = asked(address, f"/p/{token}", Connection="close")
    visit = headers["Set-Cookie"].partition(";")[0]
    _, page_headers, body = asked(address, "/p/", Cookie=visit)

    assert (status, headers["Location"]) == (303, "/p/")
    assert headers.get_all("Set-Cookie") == [headers["Set-Cookie"]]
    for each in (headers, page_headers):
        assert each.get_all("Cache-Control") == ["no-store"]
        assert each.get_all("Referrer-Policy") == ["no-referrer"]
    [policy] = page_headers.get_all("Content-Security-Policy")
    assert "frame-ancestors 'none'" in policy and "connect-src 'self'" in policy
    assert "'unsafe-eval'" not in policy and body.startswith(b"<!doctype html>")
    assert [asked(address, "/p/", method)[0] for method in ("HEAD", "POST", "PUT")] == [405] * 3
