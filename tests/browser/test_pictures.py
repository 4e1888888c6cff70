"""One selection: a click in the map or the graph, a search, a row, all show the same."""

from __future__ import annotations

from math import hypot

import pytest
from playwright.sync_api import expect

from dashboard import data
from dashboard.view import View
from ocgraph.i18n import say
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.network import Lens, PartnershipNetwork
from tests.browser.pages import Drawing, choose, heading, open_page, panel, settle

IN_MATAWINIE = (46.55, -74.2)  # forest: no actor of the demonstration stands there
BRIDGE = "o-8"
FINDER = "Trouver un acteur"


@pytest.fixture(scope="module")
def demo():
    return read_demo()


def test_demonstration_opens_in_french_and_its_first_story_leads_to_what_tells_it(page, address):
    first = read_demo_stories()[0]
    open_page(page, address)

    expect(heading(page)).to_have_text("Qui travaille avec qui, sur votre territoire ?")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_text(first.sentence.fr)).to_be_visible()
    page.get_by_role("button", name="Le voir").first.click()

    expect(heading(page)).to_have_text("Qui est là, que relie chaque OC, et que manque-t-il ?")
    expect(page.get_by_text("Poste OC accueil et inclusion").first).to_be_visible()
    page.wait_for_url(f"**selection={BRIDGE}*")


def test_mrc_clicked_shows_its_figures_and_the_address_brings_them_back(page, address, demo):
    n_actors = sum(actor.mrc_code == "62" for actor in demo.actors)
    open_page(page, address, "carte")
    drawing = Drawing(page, "map")
    with drawing.redrawn():
        drawing.click(*drawing.point_of(*IN_MATAWINIE))

    expect(panel(page).get_by_role("heading")).to_have_text("Matawinie")
    expect(panel(page)).to_contain_text(f"Acteurs : {n_actors}")
    page.wait_for_url("**selection=mrc%3A62*")
    page.reload()
    expect(panel(page).get_by_role("heading")).to_have_text("Matawinie")
    Drawing(page, "map").shows("|mrc:62")


@pytest.mark.soak
def test_an_mrc_is_named_on_the_map_once_it_is_large_enough(page, address):
    names = {}
    for territories in ("", "54"):
        open_page(page, address, "carte", source="quebec", territories=territories)
        shown = Drawing(page, "map").frame.locator(".ocgraph-place").all_inner_texts()
        names[territories] = set(shown)   # one that fades out is still there

    assert "Administration régionale Kativik" in names[""]
    assert "Les Maskoutains" not in names[""]
    assert names["54"] == {"Les Maskoutains"}


def test_point_clicked_on_the_map_shows_its_links(page, address, demo):
    lens = Lens(territories=frozenset({"62"}))
    view = View("demo", lens, "fr", "links_per_actor", "kind", 0, None)
    marks = data.map_drawing(view)["marks"]
    apart = max(marks, key=lambda mark: min(
        hypot(mark[1] - other[1], mark[2] - other[2]) for other in marks if other is not mark))
    links = PartnershipNetwork(demo, lens).links_of[apart[0]]
    open_page(page, address, "carte", territories="62")
    drawing = Drawing(page, "map")
    with drawing.redrawn():
        drawing.click(*drawing.point_of(apart[1], apart[2]))

    expect(panel(page).get_by_role("heading")).to_have_text(demo.named(apart[0]).name)
    others = {link.source_id for link in links} | {link.target_id for link in links}
    shown = panel(page).locator('[class*="st-key-go_"] button').all_inner_texts()
    assert shown
    assert set(shown) <= {demo.named(other).name for other in others}


def test_node_clicked_in_the_graph_is_selected_and_its_neighbour_is_one_click_away(page, address):
    open_page(page, address, "reseau")
    drawing = Drawing(page, "graph")
    with drawing.redrawn():
        drawing.click(*drawing.point_of(BRIDGE))

    expect(panel(page).get_by_role("heading")).to_have_text("Poste OC accueil et inclusion")
    neighbour = panel(page).locator('[class*="st-key-go_"] button').first
    name = neighbour.inner_text()
    with drawing.redrawn():
        neighbour.click()
    expect(panel(page).get_by_role("heading")).to_have_text(name)


def test_actor_found_by_search_is_selected_on_map_graph_and_table(page, address, demo):
    actor = demo.actors[40]
    open_page(page, address, "carte")
    drawing = Drawing(page, "map")
    with drawing.redrawn():
        choose(page, FINDER, actor.name)

    drawing.shows(f"|{actor.actor_id}")
    page.get_by_role("link", name="Réseau").click()
    Drawing(page, "graph").shows(f"|{actor.actor_id}")
    expect(panel(page).get_by_role("heading")).to_have_text(actor.name)
    page.get_by_role("tab", name="Acteurs et tables en tableau").click()
    row = page.locator('[role="row"][aria-selected="true"]').first
    expect(row).to_contain_text(actor.name)


@pytest.mark.soak
def test_graph_around_the_selection_shows_only_what_is_near(page, address, demo):
    network = PartnershipNetwork(demo, Lens())
    open_page(page, address, "reseau", selection=BRIDGE)
    drawing = Drawing(page, "graph")

    for steps in (1, 2, 3):
        with drawing.redrawn():
            choose(page, "Autour de ce qui est choisi", say("fr", "graph.focus.steps", n=steps))
        shown = drawing.frame.evaluate("nodes.getIds()")
        assert set(shown) == network.around(BRIDGE, steps)
    assert len(shown) > 10


@pytest.mark.parametrize("path, name, view", [
    ("carte", "map", "() => { const at = ocgraphMap.pointOf(46, -73.5); return [at.x, at.y]; }"),
    ("reseau", "graph", "() => [network.getScale(), network.getViewPosition().x]"),
])
def test_filter_changed_keeps_zoom_and_position(page, address, path, name, view):
    open_page(page, address, path)
    drawing = Drawing(page, name)
    drawing.frame.get_by_title("Rapprocher").click()
    drawing.hover(300, 250)
    page.mouse.down()
    page.mouse.move(650, 500, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    before = drawing.frame.evaluate(view)
    drawing.frame.evaluate("window.neverReloaded = true")

    with drawing.redrawn():
        page.get_by_role("button", name="Siège à une table").click()
    with drawing.redrawn():
        choose(page, "Secteurs", "Immigration")

    assert drawing.frame.evaluate("window.neverReloaded") is True
    assert drawing.frame.evaluate(view) == pytest.approx(before, abs=.5)
    settle(page)


@pytest.mark.soak
def test_row_chosen_in_the_table_is_selected(page, address):
    open_page(page, address, "carte")
    page.get_by_role("tab", name="MRC en tableau").click()
    settle(page)
    table = page.get_by_test_id("stDataFrame").locator("visible=true").first
    table.locator('[role="gridcell"]').first.wait_for(state="attached")
    page.wait_for_timeout(500)      # the cells are drawn a moment after they are told
    name = table.locator('[role="gridcell"]').first.text_content()
    table.click(position={"x": 12, "y": 52})

    expect(panel(page).get_by_role("heading")).to_have_text(name)
    page.get_by_role("tab", name="Carte").click()
    Drawing(page, "map").shows("|mrc:")
