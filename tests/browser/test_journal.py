"""The journal on a phone: what is typed survives a page closed in the middle."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.io.register_folder import read_demo
from ocgraph.storage import Store
from tests.browser.pages import open_page, settle
from tests.browser.test_accessibility import grave_violations
from tests.serving import served

pytestmark = pytest.mark.soak  # what it shows is held, piece by piece, by tests/dashboard

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def own_address(tmp_path):
    """Address of a dashboard on a register of one's own."""
    (tmp_path / "home").mkdir()
    Store(tmp_path / "home" / "register.sqlite").replace(read_demo(), save_key="team",
                                                         file_name="equipe.xlsx")
    with served("open", tmp_path) as address:
        yield address


def open_journal(page, address):
    open_page(page, address, "donnees", data_part="journal", post="o-1")


def note_of(page):
    return page.get_by_role("textbox", name="Note (aucun nom de personne)")


def hours_of(page):
    return page.get_by_role("radio", name="1,5\u00a0h")


def type_entry(page):
    """Say with whom and how long, and leave the note in the middle, its field not left."""
    who = page.get_by_role("combobox", name="Avec qui")
    who.click()
    who.press_sequentially("Table jeunesse, D")
    page.get_by_role("option").first.click()
    who.press("Escape")
    page.locator("h1").click()   # the first tap after a list only leaves it
    settle(page)
    hours_of(page).click()
    settle(page)
    note_of(page).press_sequentially("Ordre du jour")
    page.wait_for_timeout(900)   # a moment of rest is enough
    settle(page)


def test_an_entry_typed_on_a_phone_survives_a_refresh_and_is_noted(own_address, new_page):
    page = new_page(**PHONE)
    open_journal(page, own_address)
    type_entry(page)
    open_journal(page, own_address)

    expect(note_of(page)).to_have_value("Ordre du jour")
    expect(hours_of(page)).to_be_checked()
    button = page.get_by_role("button", name="Noter", exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    noted = page.get_by_text("Noté\u00a0:")
    expect(noted).to_contain_text("Table jeunesse, D’Autray (démonstration) · 1,5")
    expect(note_of(page)).to_have_value("")
    page.set_viewport_size({"width": 390, "height": 3000})   # nothing half under the button
    settle(page)
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size(PHONE["viewport"])
