"""The memory in a browser: what was done is read, a correction undone, an actor erased."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from ocgraph.model import Actor, Register
from ocgraph.storage import Correction, Store
from tests.browser.pages import choose, open_page, settle
from tests.browser.test_accessibility import grave_violations
from tests.serving import served

pytestmark = pytest.mark.soak  # what it shows is held, piece by piece, by tests/dashboard


def register_of_two(folder):
    """Keep two actors, one of which was renamed since."""
    folder.mkdir()
    store = Store(folder / "register.sqlite")
    told = {"mrc_code": "61", "kind": "nonprofit", "sectors": ("youth",)}
    store.replace(Register(actors=(Actor(actor_id="a-1", name="Maison Fictive", **told),
                                   Actor(actor_id="a-2", name="Jardin Imaginaire", **told))),
                  save_key="one", file_name="classeur.xlsx")
    house = store.kept(Actor)[0]
    store.edit([Correction(house.record_key, house.version,
                           replace(house.record, name="Maison Renommée"))], save_key="two")


def test_the_memory_is_read_a_correction_undone_an_actor_erased(page, tmp_path):
    register_of_two(tmp_path / "home")
    with served("open", tmp_path) as address:
        undo_the_last_correction(page, address)
        erase_an_actor(page)
        page.close()


def undo_the_last_correction(page, address):
    open_page(page, address, "donnees", data_part="memory")
    expect(page.get_by_role("heading", name="Nº 2 · Correction")).to_be_visible()
    assert grave_violations(page) == []
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.get_by_text("C’est annulé")).to_be_visible()

    page.get_by_text("Comme il était", exact=True).click()
    expect(page.get_by_text("La mémoire du registre commence")).to_be_visible()
    settle(page)
    assert grave_violations(page) == []


def erase_an_actor(page):
    page.get_by_text("Effacer pour de bon", exact=True).click()
    choose(page, "Acteur, table ou poste à effacer", "Maison Fictive (Acteur, a-1)")
    page.get_by_label("Pourquoi, sans nommer qui que ce soit").fill("demande reçue")
    page.get_by_role("button", name="Effacer…").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settle(page)
    assert grave_violations(page) == []
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.get_by_text("C’est effacé.")).to_be_visible()
