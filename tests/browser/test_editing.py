"""The register corrected in a real browser: nothing typed is lost, nothing is overwritten."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.model import Actor, Register
from ocgraph.storage import Drafts, Store
from tests.browser.pages import open_page, settle
from tests.browser.test_accessibility import grave_violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def store(tmp_path, own_address):
    """The register of the dashboard of this test, with one actor in it."""
    kept = Store(tmp_path / "home" / "register.sqlite")
    kept.replace(Register(actors=(Actor(actor_id="a", name="Maison Fictive", mrc_code="61"),)),
                 save_key="first", file_name="r.xlsx")
    return kept


def open_record(page, address, record="actors:1"):
    open_page(page, address, "donnees", data_part="edit", record=record)


def name_field(page):
    return page.get_by_label("Nom *", exact=True)


def kept_name(store):
    return store.load().actors[0].name


def until_kept(page, store, name):
    """Wait until what is typed is kept as a draft, though the field was never left."""
    place = store.path
    for _ in range(100):
        page.wait_for_timeout(50)
        if any(draft.typed["typed"]["name"] == name
               for draft in _all_drafts(place)):
            return
    raise AssertionError(f"{name!r} was never kept")


def _all_drafts(place):
    import sqlite3
    with sqlite3.connect(place) as base:
        accounts = [row[0] for row in base.execute("select distinct account from drafts")]
    return [draft for account in accounts for draft in Drafts(place, account).all()]


def test_what_is_typed_is_there_after_a_reload_and_after_a_lost_connection(
        own_address, store, new_page):
    page = new_page()
    open_record(page, own_address)
    name_field(page).fill("Maison Fictive du Nord")
    until_kept(page, store, "Maison Fictive du Nord")
    page.reload()
    expect(name_field(page)).to_have_value("Maison Fictive du Nord")
    expect(page.get_by_text("Vous aviez commencé cette fiche")).to_be_visible()

    page.context.set_offline(True)
    name_field(page).fill("Maison Fictive du Sud")
    page.wait_for_timeout(4_000)
    page.context.set_offline(False)
    until_kept(page, store, "Maison Fictive du Sud")
    expect(name_field(page)).to_have_value("Maison Fictive du Sud")

    assert kept_name(store) == "Maison Fictive"
    settle(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré")).to_be_visible()
    assert kept_name(store) == "Maison Fictive du Sud"


def test_second_of_two_people_sees_both_versions_and_chooses(own_address, store, new_page):
    first, second = new_page(), new_page(viewport=PHONE)
    for page in (first, second):
        open_record(page, own_address)
    name_field(first).fill("Maison de la première")
    first.get_by_label("Source", exact=True).fill("Rencontre inventée")
    first.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(first.get_by_text("C’est enregistré")).to_be_visible()
    name_field(second).fill("Maison de la seconde")
    second.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(second.get_by_text("Quelqu’un a enregistré cette fiche")).to_be_visible()
    expect(second.get_by_text("Rencontre inventée")).to_be_visible()
    expect(second.get_by_text("L’autre personne : Maison de la première")).to_be_visible()
    assert kept_name(store) == "Maison de la première"
    settle(second)
    assert grave_violations(second) == []
    second.get_by_text("Vous : Maison de la seconde").click()
    second.get_by_role("button", name="Continuer avec ces choix").click()
    second.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(second.get_by_text("C’est enregistré")).to_be_visible()

    kept = store.load().actors[0]
    assert (kept.name, kept.source) == ("Maison de la seconde", "Rencontre inventée")


def test_form_and_grid_have_no_grave_violation_and_fit_a_phone(own_address, store, new_page):
    page = new_page(viewport=PHONE)
    open_record(page, own_address)
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
