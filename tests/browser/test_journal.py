"""The journal on a phone: what is typed survives a page closed in the middle."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.io.register_folder import read_demo
from ocgraph.storage import Store
from tests.browser.pages import open_page, settle
from tests.browser.test_accessibility import grave_violations
from tests.serving import served

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def own_address(tmp_path):
    """Address of a dashboard on a register of one's own."""
    (tmp_path / "home").mkdir()
    Store(tmp_path / "home" / "register.sqlite").replace(read_demo(), save_key="team",
                                                         file_name="equipe.xlsx")
    with served("open", tmp_path) as address:
        yield address


def test_an_entry_typed_on_a_phone_survives_a_refresh_and_is_noted(own_address, new_page):
    page = new_page(**PHONE)
    open_page(page, own_address, "donnees", data_part="journal", post="o-1")
    who = page.get_by_role("combobox", name="Avec qui")
    who.click()
    who.press_sequentially("Table jeunesse, D")
    page.get_by_role("option").first.click()
    settle(page)
    page.get_by_text("1,5\u00a0h", exact=True).click()
    settle(page)
    page.get_by_role("textbox", name="Note (aucun nom de personne)"
                     ).press_sequentially("Ordre du jour")
    page.wait_for_timeout(900)   # nothing left the field: a moment of rest is enough
    settle(page)
    open_page(page, own_address, "donnees", data_part="journal", post="o-1")

    note = page.get_by_role("textbox", name="Note (aucun nom de personne)")
    expect(note).to_have_value("Ordre du jour")
    button = page.get_by_role("button", name="Noter", exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    expect(page.get_by_text("Noté\u00a0:")).to_contain_text("Table jeunesse, D’Autray")
    expect(page.get_by_text("Noté\u00a0:")).to_contain_text("1,5")
    expect(note).to_have_value("")
    page.set_viewport_size({"width": 390, "height": 3000})   # nothing half under the button
    settle(page)
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size(PHONE["viewport"])
