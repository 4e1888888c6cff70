"""Every page and every drawing, read by axe: nothing serious, nothing critical."""

from __future__ import annotations

from importlib import resources

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DRAWN, PATHS, Drawing, open_page, settle
from tests.browser.workbooks import messy_workbook

pytestmark = pytest.mark.soak   # the check has fifteen minutes

GRAVE = ("serious", "critical")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def grave_violations(page):
    """Return what axe finds grave, frame by frame: a sandboxed frame must be read from within."""
    found = []
    for frame in page.frames:
        frame.evaluate(AXE)
        report = frame.evaluate(
            "rules => axe.run(document, {iframes: false, resultTypes: ['violations'],"
            " runOnly: {type: 'tag', values: rules}})", RULES)
        found += [(violation["id"], node["html"][:200]) for violation in report["violations"]
                  if violation["impact"] in GRAVE for node in violation["nodes"]]
    return found


# The words change, the page does not: English, and half of the pages, are for the long tests.
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.soak)])
@pytest.mark.parametrize("path", [
    path if path in ("", "carte", "territoires", "donnees") else
    pytest.param(path, marks=pytest.mark.soak) for path in PATHS])
def test_page_of_the_demonstration_has_no_grave_violation(page, address, path, language):
    open_page(page, address, path, lang=language, selection="o-8")
    if path in DRAWN:
        Drawing(page, DRAWN[path])

    assert grave_violations(page) == []


@pytest.mark.parametrize("path", ["", "carte"])
def test_page_of_an_empty_register_has_no_grave_violation(page, address, path):
    open_page(page, address, path, source="own")

    assert grave_violations(page) == []


def test_tables_behind_the_pictures_have_no_grave_violation(page, address):
    open_page(page, address, "carte", selection="mrc:62")
    Drawing(page, "map")
    for tab in ("MRC en tableau", "Acteurs et tables en tableau"):
        page.get_by_role("tab", name=tab).click()
        settle(page)
        assert grave_violations(page) == []


@pytest.mark.soak
def test_preview_of_an_import_has_no_grave_violation(page, address, tmp_path):
    open_page(page, address, "donnees")
    page.locator('input[type="file"]').set_input_files(messy_workbook(tmp_path / "registre.xlsx"))
    expect(page.get_by_text("2 problèmes à corriger")).to_be_visible()
    settle(page)

    assert grave_violations(page) == []


def test_everything_on_the_map_page_is_reached_by_keyboard(page, address):
    open_page(page, address, "carte")
    Drawing(page, "map")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.tagName"
            " + ' ' + document.activeElement.innerText).trim()"))

    assert "Trouver un acteur, une table, un poste ou une MRC" in reached
    assert "Couleur des MRC" in reached
    assert any(name.startswith("BUTTON Image (PNG)") for name in reached)
