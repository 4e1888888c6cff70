"""The page to share, opened from the disk as it is at a meeting: no server, no network."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import expect

from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, ConcertationTable, Membership, Register
from ocgraph.privacy import Terms, redact
from ocgraph.sharing import bundle
from tests.browser.test_accessibility import grave_violations
from tests.views.drawings import PAYLOADS

ON = datetime.date(2026, 3, 1)
PHONE = {"width": 390, "height": 844}
TABLE = "Table Rêvée"


PAGE_ID = "5a" * 16


def opened(page, register, folder, **facts):
    """Open the page of a register from a file, and wait for its drawings."""
    path = folder / "partage.html"
    path.write_bytes(bundle(redact(register, Terms(ON)), "fr", page_id=PAGE_ID, **facts))
    page.goto(path.as_uri())
    return waited_for(page)


def waited_for(page):
    """Wait for the drawings of a page that is being opened."""
    for drawing in ("map", "graph"):
        expect(frame(page, drawing).locator("body")).to_have_attribute("data-drawn",
                                                                       "shared|fr|null")
    return page


def frame(page, drawing):
    return page.frame_locator(f'iframe[data-drawing="{drawing}"]')


def drawn(page, language, selection):
    """Expect both drawings to show a selection; None where nothing is chosen."""
    for drawing in ("map", "graph"):
        expect(frame(page, drawing).locator("body")).to_have_attribute(
            "data-drawn", f"shared|{language}|{selection or 'null'}")


def press_node(page, drawing, where):
    """Press a node where the drawing says that it stands, again if it had moved meanwhile."""
    body, before = frame(page, drawing).locator("body"), None
    shown = body.get_attribute("data-drawn")
    for _ in range(5):
        while before != (point := body.evaluate(f"() => {where}")):
            before = point
            page.wait_for_timeout(150)
        box = page.locator(f'iframe[data-drawing="{drawing}"]').bounding_box()
        page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
        page.wait_for_timeout(1_000)
        if body.get_attribute("data-drawn") != shown:
            return


@pytest.fixture
def village():
    """Two actors in two MRC, which sit at one table."""
    return Register(
        (Actor(actor_id="x", name="Maison Fictive", mrc_code="61", publication_consent=True),
         Actor(actor_id="y", name="École Inventée", mrc_code="63", publication_consent=True)),
        (ConcertationTable(concertation_table_id="z", name=TABLE, territories=("62",),
                           coordinator_id="y"),),
        tuple(Membership(concertation_table_id="z", member_id=member) for member in "xy"))


def test_map_network_table_and_search_share_one_selection(page, village, tmp_path):
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    opened(page, village, tmp_path)

    press_node(page, "graph", "ocgraphGraph.pointOf('t1')")
    drawn(page, "fr", "t1")
    expect(page.locator("#selected h2")).to_have_text(TABLE)
    assert grave_violations(page) == []

    page.get_by_role("button", name="École Inventée").first.click()
    drawn(page, "fr", "a1")
    expect(page.locator("#selected li")).to_have_text([
        f"{TABLE} · Coordonnée par\u00a0: École Inventée · MRC couvertes\u00a0: Matawinie", TABLE])
    expect(page.locator("tr.chosen")).to_have_count(1)

    page.get_by_label("Chercher un acteur ou une table").fill("reve")
    page.keyboard.press("Enter")
    drawn(page, "fr", "t1")
    page.keyboard.press("Escape")
    drawn(page, "fr", None)

    page.get_by_role("button", name="English").click()
    drawn(page, "en", None)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert [url for url in asked if url != (tmp_path / "partage.html").as_uri()] == []


@pytest.mark.soak
def test_a_press_on_a_point_or_an_mrc_of_the_map_is_seen_everywhere(page, village, tmp_path):
    opened(page, village, tmp_path)
    state = "JSON.parse(document.getElementById('content').textContent).states.map.common.marks"
    _, latitude, longitude, *_ = next(mark for mark in page.evaluate(state) if mark[0] == "a2")

    press_node(page, "map", f"ocgraphMap.pointOf({latitude}, {longitude})")

    drawn(page, "fr", "a2")
    expect(page.locator("#selected h2")).to_have_text("Maison Fictive")

    page.keyboard.press("Escape")
    point = territory_by_code()["63"]
    press_node(page, "map", f"ocgraphMap.pointOf({point.latitude + 0.05}, {point.longitude})")
    expect(page.locator("#selected h2")).to_have_text(point.name)
    expect(page.locator("#selected li")).to_contain_text(["École Inventée"])


@pytest.mark.soak
def test_on_a_phone_nothing_overflows_and_hostile_names_stay_text(new_page, tmp_path):
    page = new_page(viewport=PHONE, has_touch=True)
    opened(page, Register(tuple(
        Actor(actor_id=str(rank), name=name, mrc_code="61", publication_consent=True)
        for rank, name in enumerate(PAYLOADS))), tmp_path)

    page.get_by_role("button", name="<img src=x onerror=alert(1)>", exact=True).first.click()

    expect(page.locator("#selected h2")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate("document.querySelectorAll('img').length") == 0


def test_on_paper_drawings_keep_their_shape_and_nothing_is_there_to_press(page, village, tmp_path):
    opened(page, village, tmp_path)
    page.get_by_role("button", name="École Inventée").first.click()
    drawn(page, "fr", "a1")
    sizes = ("[...document.querySelectorAll('iframe')].map((each) =>"
             " [each.offsetWidth, each.offsetHeight])")
    on_screen = page.evaluate(sizes)

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert page.evaluate(sizes) == on_screen        # nothing in them is stretched or cut
    for drawing in ("map", "graph"):
        box = page.locator(f'iframe[data-drawing="{drawing}"]').bounding_box()
        assert box["width"] <= 681 and box["height"] <= 601
        assert page.locator(f'figure:has([data-drawing="{drawing}"])').bounding_box()[
            "height"] >= box["height"]
    expect(page.locator("button:visible:not(.name)")).to_have_count(0)
    expect(page.locator("#answers")).to_be_hidden()
    alone = ("[...document.querySelectorAll('h1, h2, h3, summary, figcaption')].filter((each) =>"
             " getComputedStyle(each).breakAfter !== 'avoid').length")
    assert page.evaluate(alone) == 0
    page.emulate_media(media="screen")


@pytest.mark.soak
def test_the_demonstration_prints_with_its_tables_open(page, tmp_path):
    opened(page, read_demo(), tmp_path)
    page.evaluate("window.print = () => { window.printed = true; }")

    page.get_by_role("button", name="Imprimer").click()

    assert page.evaluate("window.printed") is True
    expect(page.locator("details[open] table")).to_have_count(4)
