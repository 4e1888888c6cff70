"""Maps of territories in a browser: names that do not cover one another, parts gone to at once."""

from __future__ import annotations

from itertools import combinations

import pytest

from ocgraph.i18n import say
from ocgraph.views import palette
from ocgraph.views.map_page import map_page
from ocgraph.views.territory_map import shaded_map
from tests.views.test_territory_map import ground, invented

BOXES = """() => [...document.querySelectorAll(".ocgraph-place")].map((name) => {
  const box = name.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""


def _opened(new_page, folder, language="fr", **size):
    figures = invented("85")
    state = shaded_map(figures, palette.classes_of(figures.values()), ground(language), name="A")
    kept = folder / "map.html"
    kept.write_text(map_page(ground().outlines, state), encoding="utf-8")
    page = new_page(viewport=size)
    page.goto(kept.as_uri())
    page.wait_for_function("document.body.dataset.drawn !== undefined")
    return page


def _covering(boxes):
    return [pair for pair in combinations(boxes, 2)
            if pair[0][0] < pair[1][2] and pair[1][0] < pair[0][2]
            and pair[0][1] + 3 < pair[1][3] and pair[1][1] + 3 < pair[0][3]]


@pytest.mark.soak
def test_names_never_cover_one_another_and_more_appear_as_one_comes_nearer(new_page, tmp_path):
    page = _opened(new_page, tmp_path, width=1366, height=768)
    seen = page.evaluate(BOXES)
    page.get_by_role("button", name=say("fr", "frame.montreal")).click()

    assert len(seen) > 25
    assert _covering(seen) == []
    assert _covering(page.evaluate(BOXES)) == []
    assert page.get_by_text("Thérèse-De Blainville").is_visible()


@pytest.mark.soak
def test_a_phone_shows_the_far_north_at_a_press(new_page, tmp_path):
    page = _opened(new_page, tmp_path, "en", width=390, height=460)
    northern = "() => ocgraphMap.pointOf(61.5, -74)"
    before = page.evaluate(northern)
    page.get_by_role("button", name=say("en", "frame.north")).click()
    after = page.evaluate(northern)

    assert before["y"] < 0
    assert 0 < after["x"] < 390 and 0 < after["y"] < 460
    assert _covering(page.evaluate(BOXES)) == []
