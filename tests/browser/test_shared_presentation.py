"""The page to share, played before a room: nothing but keys, a press or a finger."""

from __future__ import annotations

import dataclasses

import pytest
from playwright.sync_api import expect

from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor
from ocgraph.sharing.presentation import Shows, View
from tests.browser.test_accessibility import grave_violations
from tests.browser.test_shared_page import PHONE, frame, opened, village

SMALL = {"width": 1024, "height": 768}
SIZES = [SMALL, {"width": 1366, "height": 768}, {"width": 1920, "height": 1080},
         {"width": 3840, "height": 2160}]
LONG = "Une phrase assez longue pour la salle, et que personne ne lirait en petit. " * 5
VIEWS = (View(Shows.MAP, "", {"fr": "Tout le monde.", "en": "Everyone."}),
         View(Shows.GRAPH, "t1", {"fr": "Une table.", "en": ""}),
         View(Shows.TABLES, "a1", {"fr": "Une fiche.", "en": "A record."}),
         View(Shows.MAP, "mrc:61", {"fr": LONG, "en": LONG}),
         View(Shows.STORY, "", {"fr": "Merci.", "en": "Thank you."}))
AAA = 7.0
# What is seen of the stage, as boxes; how much brighter a sentence is than what is under it.
BOXES = """() => Object.fromEntries([['drawing', 'figure.shown'], ['told', '#shown .told'],
  ['said', '#said'], ...['back', 'progress', 'forth', 'out'].map((name, rank) =>
    [name, `#steps > :nth-child(${rank + 1})`])].map(([name, found]) => {
  const box = document.querySelector(found)?.getBoundingClientRect();
  return [name, box && box.width && box.height ? [box.left, box.top, box.right, box.bottom] : null];
}).filter(([, box]) => box))"""
CONTRAST = """() => { const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g)
    .map((part) => part / 255).map((part) => part <= 0.03928 ? part / 12.92
      : ((part + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const of = (found, name) => light(getComputedStyle(document.querySelector(found))[name]);
  const [a, b] = [of('#said p', 'color'), of('#band', 'backgroundColor')];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }"""
__all__ = ["village"]


def shown(page, n, sentence=None):
    """Expect a view, by its rank, and the drawing in it to be up to date."""
    expect(page.locator("#steps .progress")).to_have_text(f"{n} / {len(VIEWS)}")
    view = VIEWS[n - 1]
    expect(page.locator("#said p")).to_have_text(sentence or view.sentence["fr"].strip())
    if view.shows not in (Shows.MAP, Shows.GRAPH):
        return
    # The network has no MRC to choose.
    chosen = "" if view.shows is Shows.GRAPH and view.selected.startswith("mrc") else view.selected
    expect(page.locator("figure.shown iframe")).to_have_attribute("data-drawing", view.shows)
    expect(frame(page, view.shows).locator("body")).to_have_attribute(
        "data-drawn", f"shared|fr|{chosen or 'null'}|{n}")


def played(page, village, folder):
    opened(page, village, folder, presentation=VIEWS)
    page.get_by_role("button", name="Présenter").click()
    shown(page, 1)


def overlapping(boxes):
    pairs = [(one, other) for one in boxes for other in boxes if one < other]
    return [(one, other) for one, other in pairs
            if boxes[one][0] < boxes[other][2] - 1 and boxes[other][0] < boxes[one][2] - 1
            and boxes[one][1] < boxes[other][3] - 1 and boxes[other][1] < boxes[one][3] - 1]


def test_keys_lead_through_the_views_and_out(page, village, tmp_path):
    played(page, village, tmp_path)
    for key, n in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("PageUp", 2),
                   ("Home", 1), ("ArrowLeft", 1), ("End", 5), ("ArrowRight", 5),
                   ("Shift+ ", 4)):
        page.keyboard.press(key)
        shown(page, n)

    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.get_by_role("button", name="Présenter")).to_be_focused()
    expect(page.locator("#selected h2")).to_be_visible()


@pytest.mark.parametrize("size", [size if size is SMALL else pytest.param(
    size, marks=pytest.mark.soak) for size in SIZES], ids=lambda size: str(size["width"]))
def test_every_view_is_large_and_nothing_lies_over_another(new_page, village, tmp_path, size):
    page = new_page(viewport=size)
    played(page, village, tmp_path)
    for n in range(1, len(VIEWS) + 1):
        shown(page, n)
        boxes = page.evaluate(BOXES)
        letters = page.evaluate("parseFloat(getComputedStyle(document.querySelector('#said p'))"
                                ".fontSize)")
        assert overlapping(boxes) == []
        assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= size["width"] + 1
                   and box[3] <= size["height"] + 1 for box in boxes.values())
        assert letters >= 28 * size["height"] / 768 - 0.5
        assert page.evaluate("document.querySelector('#said').scrollHeight"
                             " <= document.querySelector('#said').clientHeight + 1")
        page.keyboard.press("PageDown")
    assert page.evaluate(CONTRAST) >= AAA


@pytest.mark.soak
def test_the_halves_of_the_screen_lead_back_and_forth(page, village, tmp_path):
    played(page, village, tmp_path)
    for across, n in ((1000, 2), (1000, 3), (200, 2)):
        page.mouse.click(across, 200)
        shown(page, n)
    page.get_by_role("button", name="Vue suivante").click()
    shown(page, 3)
    page.get_by_role("button", name="Quitter la présentation").click()
    expect(page.locator("#stage")).to_be_hidden()


@pytest.mark.soak
def test_a_finger_slides_a_view_away(new_page, village, tmp_path):
    page = new_page(viewport=PHONE, has_touch=True)
    played(page, village, tmp_path)
    touch = page.context.new_cdp_session(page)
    for begin, end, n in ((300, 80, 2), (80, 300, 1)):
        touch.send("Input.dispatchTouchEvent", {
            "type": "touchStart", "touchPoints": [{"x": begin, "y": 300}]})
        touch.send("Input.dispatchTouchEvent", {
            "type": "touchMove", "touchPoints": [{"x": end, "y": 305}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        shown(page, n)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.soak
@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["phone", "projector"])
def test_no_view_has_a_grave_violation(new_page, village, tmp_path, size):
    page = new_page(viewport=size)
    played(page, village, tmp_path)
    for n in range(1, len(VIEWS) + 1):
        shown(page, n)
        assert grave_violations(page) == []
        page.keyboard.press("PageDown")


@pytest.mark.soak
def test_a_sentence_missing_in_a_language_is_said_in_the_other(page, village, tmp_path):
    opened(page, village, tmp_path, presentation=VIEWS)
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Present", exact=True).click()

    expect(page.locator("#said p")).to_have_text("Everyone.")
    page.keyboard.press("PageDown")
    expect(page.locator("#said p")).to_have_text("Une table.")
    expect(page.locator("#said p")).to_have_attribute("lang", "fr")
    expect(page.locator("#said .unseen")).to_have_text("View 2 of 5.")


@pytest.mark.soak
def test_the_demonstration_has_a_story_to_play(page, tmp_path):
    opened(page, read_demo(), tmp_path)
    page.get_by_role("button", name="Présenter").click()
    page.keyboard.press("End")

    expect(page.locator("#said p")).to_contain_text("Ce que cette page ne dit pas")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_be_visible()


def test_of_the_network_the_chosen_and_its_neighbours_alone_are_shown(page, village, tmp_path):
    alone = Actor(actor_id="w", name="Ailleurs", mrc_code="61", publication_consent=True)
    played(page, dataclasses.replace(village, actors=(*village.actors, alone)), tmp_path)
    drawn = page.frames[2].evaluate

    assert drawn("nodes.length") == 4
    page.keyboard.press("PageDown")
    shown(page, 2)
    assert drawn("nodes.length") == 3
    page.keyboard.press("Escape")
    expect(frame(page, "graph").locator("body")).to_have_attribute("data-drawn", "shared|fr|t1")
    assert drawn("nodes.length") == 4
