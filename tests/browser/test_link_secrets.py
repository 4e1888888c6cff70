"""A register full of secrets, shared by a link: nothing on the wire nor in a log holds one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.privacy import redact
from ocgraph.sharing import bundle, page_to_share
from ocgraph.storage import Proposals, SharedPages, ShareLinks, Store
from tests.browser.test_shared_page import drawn
from tests.browser.test_shared_secrets import NAME, held, leaked, played
from tests.privacy.seeded import TERMS, seeded
from tests.serving import served

pytestmark = pytest.mark.soak


@pytest.fixture
def seeds(tmp_path):
    """The register, kept where the server reads it."""
    seeds = seeded()
    Store(tmp_path / "home" / "register.sqlite").replace(
        seeds.register, save_key="one", file_name="a.xlsx")
    return seeds


@pytest.fixture
def link(seeds, tmp_path):
    """The path of a link to the page shared of it."""
    place = tmp_path / "home" / "register.sqlite"
    shared = page_to_share("Rencontre", "fr", TERMS, seeds.register)
    SharedPages(place).keep(shared, bundle(redact(seeds.register, TERMS), "fr",
                                           page_id=shared.page_id, title=shared.title))
    return "/p/" + ShareLinks(place).make(shared.page_id, label="Comité")


@pytest.fixture
def wire(page, windows):
    """Every response that the browser gets, its headers too, and every frame of a socket."""
    heard = []

    def listen(socket):
        heard.append(socket.url)
        socket.on("framereceived", heard.append)

    def response(answer):
        if answer.url.startswith("http"):
            told = [answer.url, str(answer.all_headers())]
            heard.extend(told if answer.status in (301, 303) else [*told, answer.body()])

    page.context.on("response", response)
    page.on("websocket", listen)
    yield heard
    windows.complaints.clear()    # the last address asked for is that of no link


def answer(page):
    page.locator("#remark").click()
    page.locator('dialog [name="text"]').fill("Merci")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#outcome")).to_contain_text("reçu vos propositions")


def test_no_secret_is_on_the_wire_nor_in_the_log_of_a_link_opened_played_and_answered(
        page, wire, seeds, link, tmp_path):
    with served("open", tmp_path) as address:
        page.goto(address + link)
        drawn(page, "fr", None)
        contents = [*held(page), *played(page, "Présenter")]
        answer(page)
        page.goto(f"{address}/p/{'x' * 43}")
        page.wait_for_timeout(500)

    assert Proposals(tmp_path / "home" / "register.sqlite").waiting()[0].proposal.text == "Merci"
    assert len(wire) > 8
    assert leaked([*contents, *wire], seeds) == {NAME}
    log = (tmp_path / "server.log").read_bytes()
    assert leaked([log], seeds) == set() and link.encode() not in log
