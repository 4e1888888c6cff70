"""The words of a page, the address that restores it, and what is there when there is nothing."""

from __future__ import annotations

from importlib import resources

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from tests.browser.pages import DRAWN, PATHS, Drawing, heading, open_page, panel, settle

PHONE = {"width": 390, "height": 844}


def sentences(language):
    """Every sentence without a blank to fill, by its key."""
    found = {}
    for part in resources.files("ocgraph").joinpath("locales", language).iterdir():
        with part.open("rb") as stream:
            found |= {message.id: message.string for message in read_po(stream)
                      if isinstance(message.id, str) and "{" not in message.string}
    return found


@pytest.fixture(scope="module")
def french_only():
    """French sentences that are not good English too."""
    french, english = sentences("fr"), sentences("en")
    named = {french["share.language_name"]}    # a language is called by its own name
    return {french[key] for key in french if key} - set(english.values()) - named


def lines_of(page):
    texts = [page.locator("body").inner_text()]
    texts += [frame.locator("body").inner_text() for frame in page.frames[1:]]
    return {line.strip() for text in texts for line in text.splitlines()}


def test_language_switched_changes_page_drawing_and_lang(page, address):
    open_page(page, address, "carte")
    Drawing(page, "map")
    page.get_by_text("English", exact=True).click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(heading(page)).to_have_text("Where are the actors and their links?")
    settle(page)
    drawing = Drawing(page, "map")
    drawing.shows("|en|")
    assert drawing.frame.evaluate("document.documentElement.lang") == "en"
    expect(drawing.frame.locator("#ocgraph-legend summary")).to_have_text("Legend")
    page.wait_for_url("**/carte?lang=en")
    page.get_by_role("link", name="Method").click()
    expect(heading(page)).to_have_text("What do these figures say, and what do they not?")


@pytest.mark.soak
@pytest.mark.parametrize("path", PATHS)
def test_no_french_is_left_on_a_page_in_english(page, address, french_only, path):
    open_page(page, address, path, lang="en", selection="mrc:62")
    if path in DRAWN:
        Drawing(page, DRAWN[path])

    assert lines_of(page) & french_only == set()


@pytest.mark.parametrize("path", ["carte", "reseau", "donnees"])
def test_page_of_an_empty_register_says_what_to_do(page, address, path):
    open_page(page, address, path, source="own")

    if path == "donnees":
        expect(page.locator('input[type="file"]')).to_be_attached()
    else:
        expect(page.get_by_text("Ce registre est vide.")).to_be_visible()
        page.get_by_role("button", name="Apporter un classeur").click()
        expect(heading(page)).to_have_text("Quelles données apporter, corriger ou emporter ?")


def test_home_of_an_empty_register_leads_to_the_demonstration(page, address):
    open_page(page, address, source="own")
    page.get_by_role("button", name="Voir la démonstration").click()

    expect(page.get_by_text("À essayer en premier")).to_be_visible()


@pytest.mark.soak
def test_filters_that_leave_nobody_say_so(page, address):
    open_page(page, address, "carte", territories="981", sectors="immigration")

    expect(page.get_by_text("Aucun acteur ne répond à ces filtres.")).to_be_visible()


@pytest.mark.soak
@pytest.mark.parametrize("path", PATHS)
def test_phone_needs_no_sideways_scroll(new_page, address, path):
    page = new_page(viewport=PHONE, has_touch=True)
    open_page(page, address, path)
    settle(page)

    width = page.evaluate("Math.max(document.body.scrollWidth, "
                          "document.querySelector('.stMainBlockContainer').scrollWidth)")
    assert width <= PHONE["width"]
    if path in DRAWN:
        Drawing(page, DRAWN[path])
        box = page.locator("iframe.drawing").bounding_box()
        assert box["width"] > 340
        assert box["height"] > 400
        assert box["y"] < PHONE["height"] - 200


@pytest.mark.parametrize("parameters", [
    {"layers": "%3Cscript%3E"}, {"on": "demain"}, {"levels": "himmelman:99"}, {"kinds": "x"},
    {"territories": "zzz"}])
def test_filter_of_the_address_that_cannot_be_read_gives_a_sentence(page, address, parameters):
    open_page(page, address, "carte", **parameters)

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("adresse")
    expect(heading(page)).to_have_text("Où sont les acteurs et leurs liens ?")
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_selection_of_the_address_that_is_not_there_gives_a_sentence(page, address):
    open_page(page, address, "reseau", selection="personne")

    expect(panel(page)).to_contain_text("Ce qui est choisi n’est pas montré")


def test_sessions_do_not_see_each_other(new_page, address):
    first, second = new_page(), new_page()
    open_page(first, address, "reseau", lang="en", territories="62")
    open_page(second, address, "reseau")
    counts = "You see 25 actors"
    expect(first.get_by_text(counts)).to_be_visible()
    Drawing(second, "graph").shows("|fr|")
    second.get_by_role("button", name="Liaison de l’OC").click()
    second.wait_for_url("**layers=tables%2Cties*")
    first.get_by_role("link", name="Map").click()

    expect(heading(first)).to_have_text("Where are the actors and their links?")
    Drawing(first, "map").shows("territories=62|en|")
    expect(second.locator("html")).to_have_attribute("lang", "fr")
    assert "layers" not in first.url


def test_back_and_forward_go_through_what_was_looked_at(page, address):
    open_page(page, address, "analyse")
    for part in ("Ce qui manque peut-être", "Et si…"):
        page.get_by_text(part, exact=True).first.click()
        settle(page)
    missing = page.get_by_text("choses à regarder", exact=False)
    page.go_back()
    expect(missing).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("Ajouter au scénario")).to_be_visible()
    page.go_back()
    expect(missing).to_be_visible()
    expect(page).to_have_url(f"{address}/analyse?analysis=gaps")


@pytest.mark.soak
def test_back_and_forward_in_haste_end_where_the_address_says(page, address):
    open_page(page, address, "analyse")
    for part in ("Ce qui manque peut-être", "Et si…"):
        page.get_by_text(part, exact=True).first.click()
        settle(page)
    for pause in (0, 30, 60, 90, 120, 150, 200, 250):
        page.evaluate("history.back()")
        page.wait_for_timeout(pause)
        page.evaluate("history.forward()")
        page.wait_for_timeout(pause)
    page.evaluate("history.back()")

    expect(page.get_by_text("choses à regarder", exact=False)).to_be_visible()
    expect(page).to_have_url(f"{address}/analyse?analysis=gaps")


@pytest.mark.soak
def test_going_back_to_a_page_of_the_menu_keeps_the_language(page, address):
    open_page(page, address, "analyse", lang="en")
    page.get_by_role("link", name="Map").click()
    page.wait_for_url("**/carte?lang=en")
    expect(heading(page)).to_have_text("Where are the actors and their links?")
    page.go_back()
    settle(page)
    expect(heading(page)).to_have_text("Where are the actors and their links?")
    page.go_back()
    expect(heading(page)).to_have_text("Who is there, what does each organizer join, and what is "
                                       "missing?")
