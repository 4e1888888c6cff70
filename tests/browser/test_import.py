"""A team's workbook, brought through the file chooser: said first, taken when told, then kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.storage import Store
from tests.browser.pages import Drawing, choose, heading, open_page, panel
from tests.browser.workbooks import HOSTILE_NAMES, hostile_workbook, messy_workbook
from tests.io.reading.other_programs import KUMU_CONNECTIONS, KUMU_ELEMENTS, write_book
from tests.serving import served

KEPT = "register.sqlite"


def bring(page, address, workbook):
    """Choose a file and wait until what was read is said."""
    open_page(page, address, "donnees")
    page.locator('input[type="file"]').set_input_files(workbook)
    expect(page.get_by_text("Ce que nous avons lu")).to_be_visible()


def take(page):
    page.get_by_role("button", name="Prendre ces données").click()
    expect(page.get_by_text("C’est gardé")).to_be_visible()


def cells(page):
    """Text of the cells of every table on the page."""
    return set(page.locator('[role="gridcell"]').all_text_contents())


def test_workbook_is_said_then_taken_then_there_after_a_restart(new_page, tmp_path):
    workbook = messy_workbook(tmp_path / "registre.xlsx")
    with served("open", tmp_path) as address:
        page = new_page()
        bring(page, address, workbook)
        expect(page.get_by_text("2 problèmes à corriger")).to_be_visible()
        for said in ("Feuille « Acteurs », ligne 5, colonne « Nom »", "« Jolliette »",
                     "Vouliez-vous écrire « Joliette » ?", "adresse courriel mise de côté"):
            expect(page.get_by_text(said).first).to_be_visible()
        other = new_page()
        open_page(other, address, "carte")
        expect(other.get_by_text("Ce registre est vide.")).to_be_visible()

        take(page)
        page.get_by_role("button", name="Voir la carte").click()
        expect(heading(page)).to_have_text("Où sont les acteurs et leurs liens ?")
        expect(page.get_by_text("Vous voyez 3 acteurs, 1 table")).to_be_visible()
        page.close()
        other.close()
    with served("open", tmp_path) as address:
        page = new_page()
        open_page(page, address, "reseau")
        expect(page.get_by_text("Vous voyez 3 acteurs, 1 table")).to_be_visible()
        page.close()
    assert "exemple.invalid" not in (tmp_path / "server.log").read_text(encoding="utf-8")


@pytest.mark.soak
def test_what_a_file_of_kumu_does_not_say_is_asked_and_read_once_confirmed(
        own_address, page, tmp_path):
    bring(page, own_address, write_book(tmp_path / "projet.xlsx", {
        "Elements": KUMU_ELEMENTS, "Connections": KUMU_CONNECTIONS}))
    expect(page.get_by_text("un projet de Kumu").first).to_be_visible()
    choose(page, "Buddy", "Projet commun")
    page.get_by_role("button", name="Relire le fichier ainsi").click()
    expect(page.get_by_text("« Buddy » n’est pas dans la liste")).to_have_count(0)

    take(page)

    assert {tie.kind for tie in Store(tmp_path / "home" / KEPT).load().ties} == {"joint_project"}


@pytest.mark.soak
def test_second_file_is_added_or_replaces_as_told(own_address, page, tmp_path):
    bring(page, own_address, messy_workbook(tmp_path / "un.xlsx"))
    take(page)
    bring(page, own_address, hostile_workbook(tmp_path / "deux.xlsx"))
    page.get_by_text("Remplacer").click()
    take(page)

    assert {actor.name for actor in Store(tmp_path / "home" / KEPT).load().actors} == set(
        HOSTILE_NAMES)


def test_file_that_is_not_one_is_refused_in_words(page, address, tmp_path):
    broken = tmp_path / "photo.xlsx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    open_page(page, address, "donnees")
    page.locator('input[type="file"]').set_input_files(broken)

    expect(page.get_by_role("alert")).to_contain_text("photo.xlsx")
    expect(page.get_by_role("button", name="Prendre ces données")).to_have_count(0)


@pytest.fixture
def hostile(own_address, page, tmp_path):
    """The register of hostile names, taken through the page."""
    bring(page, own_address, hostile_workbook(tmp_path / "registre.xlsx"))
    for name in HOSTILE_NAMES:
        expect(page.get_by_text(f"« {in_a_label(name)} »").first).to_be_visible()
    nothing_ran(page)
    take(page)
    return Store(tmp_path / "home" / KEPT).load()


def in_a_label(name):
    """What a label shows of a name: the same, but that an address in it is no link."""
    return name.replace("https:", "https:\u2060")


def nothing_ran(page):
    for frame in page.frames:
        assert frame.evaluate("window.__pwned") is None, frame.url


@pytest.mark.soak
def test_hostile_names_are_shown_as_text_everywhere_and_run_nowhere(
        own_address, page, hostile):
    assert {actor.name for actor in hostile.actors} == set(HOSTILE_NAMES)
    shown_on_the_map(page, own_address, hostile)
    shown_in_the_graph(page, own_address, hostile)
    shown_in_words(page, own_address, hostile)


def shown_on_the_map(page, address, register):
    open_page(page, address, "carte")
    drawing = Drawing(page, "map")
    for actor in register.actors:
        drawing.hover(*drawing.point_of(actor.latitude, actor.longitude))
        tooltips = drawing.frame.locator(".leaflet-tooltip-pane")
        expect(tooltips.get_by_text(actor.name, exact=True)).to_be_visible()
    nothing_ran(page)


def shown_in_the_graph(page, address, register):
    open_page(page, address, "reseau")
    drawing = Drawing(page, "graph")
    labels = drawing.frame.evaluate("nodes.get().map((node) => node.label).filter(Boolean)")
    names = (*HOSTILE_NAMES, f"Table {HOSTILE_NAMES[0]}")
    assert labels
    assert all(any(name.startswith(label.rstrip("…")) for name in names) for label in labels)
    for actor in register.actors:
        drawing.hover(*drawing.point_of(actor.actor_id))
        tooltip = drawing.frame.locator(".vis-tooltip strong")
        expect(tooltip).to_have_text(actor.name)
        expect(tooltip).to_be_visible()
    nothing_ran(page)


def shown_in_words(page, address, register):
    open_page(page, address, "reseau")
    for actor in register.actors:
        choose(page, "Trouver un acteur", actor.name)
        expect(panel(page).get_by_role("heading")).to_have_text(in_a_label(actor.name))
    panel(page).get_by_role("button", name="Table <img").click()
    for name in HOSTILE_NAMES:
        expect(panel(page).get_by_role(
            "button", name=in_a_label(name), exact=True)).to_be_visible()
    page.get_by_role("tab", name="Acteurs et tables en tableau").click()
    page.locator('[role="gridcell"]').first.wait_for(state="attached")
    assert set(HOSTILE_NAMES) <= cells(page)
    nothing_ran(page)
