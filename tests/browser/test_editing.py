"""The register corrected in a real browser: nothing typed is lost, nothing is overwritten."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import expect

from dashboard.view import BROWSER_COOKIE
from ocgraph.model import Actor, Register
from ocgraph.storage import Drafts, Store
from tests.browser.pages import open_page, settle
from tests.browser.test_accessibility import grave_violations
from tests.serving import OCGRAPH, answering, free_port, served

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """Address of a dashboard for these tests, and its register of two actors: one for each test."""
    folder = tmp_path_factory.mktemp("edited")
    store = Store(folder / "home" / "register.sqlite")
    store.replace(Register(actors=tuple(Actor(
        actor_id=f"a-{one}", name="Maison Fictive", sectors=("municipal",),
        verified_on=datetime.date(2025, 6, 15)) for one in (1, 2))),
        save_key="first", file_name="r.xlsx")
    with served("open", folder) as address:
        yield address, store


class Line:
    """The connection between a page and its server, that one can cut and mend."""

    def __init__(self, page):
        self.is_cut, self.socket = False, None
        page.route_web_socket("**/_stcore/stream*", self._connect)

    def _connect(self, socket):
        if self.is_cut:
            socket.close()
        else:
            self.socket = socket
            socket.connect_to_server()

    def cut(self):
        self.is_cut = True
        self.socket.close()

    def mend(self):
        self.is_cut = False


def open_record(page, address, number):
    open_page(page, address, "donnees", data_part="edit", record=f"actors:{number}")


def name_field(page):
    return page.get_by_label("Nom *", exact=True)


def save(page):
    settle(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def until_kept(page, store, name):
    """Wait until what is typed is kept as a draft, though the field was never left."""
    browser = next(cookie["value"] for cookie in page.context.cookies()
                   if cookie["name"] == BROWSER_COOKIE)
    for _ in range(200):
        page.wait_for_timeout(50)
        kept = Drafts(store.path, browser=browser).all()
        if name in [draft.typed["typed"]["name"] for draft in kept]:
            return
    raise AssertionError(f"{name!r} was never kept")


@pytest.mark.soak
def test_what_is_typed_is_there_after_a_reload_and_after_a_lost_connection(
        edited, new_page):
    (address, store), page = edited, new_page()
    line = Line(page)
    open_record(page, address, 1)
    name_field(page).fill("Maison Fictive du Nord")
    until_kept(page, store, "Maison Fictive du Nord")
    page.reload()
    expect(name_field(page)).to_have_value("Maison Fictive du Nord")
    expect(page.get_by_text("Vous aviez commencé cette fiche")).to_be_visible()

    name_field(page).fill("Maison Fictive du Sud")
    line.cut()
    expect(name_field(page)).to_be_disabled()
    line.mend()
    until_kept(page, store, "Maison Fictive du Sud")
    expect(name_field(page)).to_have_value("Maison Fictive du Sud")

    assert store.load().actors[0].name == "Maison Fictive"
    save(page)
    expect(page.get_by_text("C’est enregistré")).to_be_visible()
    assert store.load().actors[0].name == "Maison Fictive du Sud"
    page.close()


@pytest.mark.soak
def test_what_is_typed_is_there_once_the_dashboard_is_restarted(windows, new_page, tmp_path):
    store = Store(tmp_path / "home" / "register.sqlite")
    store.replace(Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),)),
                  save_key="first", file_name="r.xlsx")
    port, page = free_port(), new_page()
    words = [*OCGRAPH, "open", "--no-browser", "--port", str(port)]
    with answering(words, port, tmp_path) as address:
        open_record(page, address, 1)
        name_field(page).fill("Maison Fictive du Nord")
        until_kept(page, store, "Maison Fictive du Nord")
    expect(name_field(page)).to_be_disabled()
    with answering(words, port, tmp_path):
        expect(name_field(page)).to_be_enabled(timeout=60_000)
        expect(name_field(page)).to_have_value("Maison Fictive du Nord")
        expect(page.get_by_text("Vous aviez commencé cette fiche")).to_be_visible()
        save(page)
        expect(page.get_by_text("C’est enregistré")).to_be_visible()
        page.close()
    windows.complaints.clear()    # the page says that its server has left

    assert store.load().actors[0].name == "Maison Fictive du Nord"


@pytest.mark.soak
def test_second_of_two_people_sees_both_versions_and_chooses(edited, new_page):
    address, store = edited
    first, second = new_page(), new_page(viewport=PHONE)
    for page in (first, second):
        open_record(page, address, 2)
    assert grave_violations(second) == []
    assert second.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    name_field(first).fill("Maison de la première")
    first.get_by_label("Source", exact=True).fill("Rencontre inventée")
    save(first)
    expect(first.get_by_text("C’est enregistré")).to_be_visible()
    name_field(second).fill("Maison de la seconde")
    save(second)

    expect(second.get_by_text("Quelqu’un a enregistré cette fiche")).to_be_visible()
    expect(second.get_by_text("Rencontre inventée")).to_be_visible()
    expect(second.get_by_text("L’autre personne : Maison de la première")).to_be_visible()
    assert store.load().actors[1].name == "Maison de la première"
    settle(second)
    assert grave_violations(second) == []
    second.get_by_text("Vous : Maison de la seconde").click()
    second.get_by_role("button", name="Continuer avec ces choix").click()
    save(second)
    expect(second.get_by_text("C’est enregistré")).to_be_visible()

    kept = store.load().actors[1]
    assert (kept.name, kept.source) == ("Maison de la seconde", "Rencontre inventée")

