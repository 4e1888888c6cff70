"""A lived territory drawn in a browser: corners where one presses, told once it is closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.i18n import say
from tests.browser.pages import Drawing, open_page, settle

pytestmark = pytest.mark.soak  # what it shows is held, piece by piece, by tests/dashboard

CORNERS = ((46.2, -73.7), (46.2, -73.3), (45.9, -73.3), (45.9, -73.7))
SET = "() => ocgraphOutline.corners()"


def _drawn(page, address, corners, language="fr"):
    open_page(page, address, "analyse", analysis="portrait", lang=language)
    page.get_by_text(say(language, "lived.draw"), exact=True).click()
    settle(page)
    drawing = Drawing(page, "map")
    for corner in corners:
        drawing.click(*drawing.point_of(*corner))
        page.wait_for_timeout(300)  # two presses in haste are one that comes closer
    return drawing


@pytest.mark.parametrize("size", [(1366, 768), pytest.param((390, 844), marks=pytest.mark.soak)])
def test_an_outline_closed_on_its_first_corner_becomes_a_portrait(new_page, address, size):
    page = new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
    drawing = _drawn(page, address, CORNERS)
    found = drawing.frame.evaluate(SET)
    degree = abs(drawing.point_of(46, -73)[0] - drawing.point_of(46, -74)[0])

    assert len(found) == 4
    assert all(abs(one[1] - other[1]) * degree < 3    # pixels
               for one, other in zip(found, CORNERS, strict=True))
    drawing.click(*drawing.point_of(*CORNERS[0]))
    page.get_by_label(say("fr", "lived.draw.name")).fill("Pays inventé")
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_role("button", name=say("fr", "lived.take")).click()

    expect(page.get_by_role("heading", name="Portrait : Pays inventé")).to_be_visible()
    page.wait_for_url("**outline=*")


def test_a_crossed_outline_is_told_and_taking_corners_back_opens_it(page, address):
    one, two, three, four = CORNERS
    drawing = _drawn(page, address, (one, three, two, four), "en")
    drawing.frame.get_by_role("button", name=say("en", "outline.close")).click()

    expect(page.get_by_text("The outline crosses or touches itself")).to_be_visible()
    drawing.frame.get_by_role("button", name=say("en", "outline.undo")).click()
    expect(page.get_by_text("The outline crosses or touches itself")).to_have_count(0)
    assert len(drawing.frame.evaluate(SET)) == 3
    drawing.frame.get_by_role("button", name=say("en", "outline.clear")).click()
    assert drawing.frame.evaluate(SET) == []
