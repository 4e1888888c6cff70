"""The memory in a browser: a correction undone, a day of the past on the map, an erasure."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from ocgraph.model import Actor, Register
from ocgraph.storage import Correction, Store
from tests.browser.pages import choose, open_page, settle
from tests.browser.test_accessibility import grave_violations
from tests.serving import served

TODAY = datetime.date.today().isoformat()


@pytest.fixture
def remembered(tmp_path):
    """Address of a dashboard on a register of two actors, one of which was renamed."""
    (tmp_path / "home").mkdir()
    store = Store(tmp_path / "home" / "register.sqlite")
    store.replace(Register(actors=(Actor(actor_id="a-1", name="Maison Fictive", mrc_code="61"),
                                   Actor(actor_id="a-2", name="Jardin Imaginaire"))),
                  save_key="one", file_name="classeur.xlsx")
    house = store.kept(Actor)[0]
    store.edit([Correction(house.record_key, house.version,
                           replace(house.record, name="Maison Renommée"))], save_key="two")
    with served("open", tmp_path) as address:
        yield address


def test_the_memory_is_read_undone_and_erased(remembered, page):
    open_page(page, remembered, "donnees", data_part="memory")
    expect(page.get_by_role("heading", name="Nº 2 · Correction")).to_be_visible()
    assert grave_violations(page) == []
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.get_by_text("C’est annulé")).to_be_visible()
    page.get_by_text("Comme il était", exact=True).click()
    expect(page.get_by_text("La mémoire du registre commence")).to_be_visible()
    settle(page)
    assert grave_violations(page) == []

    page.get_by_text("Effacer pour de bon", exact=True).click()
    choose(page, "Acteur, table ou poste à effacer", "Maison Fictive (Acteur, a-1)")
    page.get_by_label("Pourquoi, sans nommer qui que ce soit").fill("demande reçue")
    page.get_by_role("button", name="Effacer…").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settle(page)
    assert grave_violations(page) == []
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.get_by_text("C’est effacé.")).to_be_visible()


def test_a_day_is_shown_as_it_was_known(remembered, page):
    open_page(page, remembered, "carte", on=TODAY)
    page.get_by_text("Date et intensité").click()
    page.get_by_text("tel qu’on le connaissait ce jour-là").click()

    expect(page.get_by_text("registre tel qu’on le connaissait le")).to_be_visible()
    assert f"known={TODAY}" in page.url
    settle(page)
    assert grave_violations(page) == []
