"""The map: what it shows, that it loads nothing, that names stay data."""

from __future__ import annotations

import json
import re

import pytest

from ocgraph.model import Register
from ocgraph.network import Layer, Lens
from ocgraph.views import palette
from ocgraph.views.map_page import QUEBEC, map_page
from tests.views.drawings import PAYLOADS, VILLAGE, ParsedPage, map_state_of, named, reference


def page_of(state=None):
    return map_page(reference().boundaries.outlines, state)


def test_the_page_has_no_address_to_load_from():
    page = ParsedPage(page_of(map_state_of(VILLAGE)))

    assert page.loaded == []
    assert page.handlers == []
    assert all(address.startswith(("data:", "#"))
               for address in re.findall(r"url\(\s*['\"]?([^'\")]*)", page.styles))
    assert "@import" not in page.styles


def test_the_page_forbids_itself_any_request():
    html = page_of()

    assert "default-src 'none'" in html.split("<script")[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_is_found_back_in_the_state_and_nowhere_else(payload):
    register = named(payload, "Maison Fictive", payload)
    harmless = page_of(map_state_of(named("Nom", "Maison Fictive", "Nom")))
    html = page_of(map_state_of(register))

    page = ParsedPage(html)
    state = json.loads(page.state)
    assert state["words"]["a-0"][0] == payload
    assert state["words"]["t-1"][0] == payload
    assert state["words"]["o-1"][0] == payload
    assert _around_state(html) == _around_state(harmless)
    assert page.loaded == page.handlers == []


def _around_state(html):
    """Return the page without its state and without the random names folium gives."""
    html = re.sub(r'(id="ocgraph-state">)[^<]*', r"\1", html)
    return re.sub(r"[0-9a-f]{32}", "", html)


def test_a_page_that_waits_holds_no_state():
    assert ParsedPage(page_of()).state == ""


def test_shapes_travel_by_code_without_a_word():
    html = page_of()

    assert "Joliette" not in html
    assert all(f'"id": "{code}"' in html for code in ("01", "61", "371"))


def test_marks_take_the_shape_and_colour_of_their_kind():
    marks = {mark[0]: mark[3:] for mark in map_state_of(VILLAGE)["marks"]}

    assert marks == {
        "a-1": ["actor", "disc", palette.FAMILY_COLOURS["community"]],
        "a-2": ["actor", "disc", palette.FAMILY_COLOURS["education"]],
        "a-3": ["actor", "disc", palette.FAMILY_COLOURS["municipal"]],
        "a-4": ["actor", "disc", palette.OTHER_COLOUR],
        "t-1": ["concertation_table", "square", palette.CONCERTATION_TABLE_COLOUR],
        "o-1": ["organizer", "diamond", palette.ORGANIZER_COLOUR]}


def test_what_is_placed_nowhere_is_left_out_with_its_words():
    state = map_state_of(VILLAGE)

    assert "a-5" not in {mark[0] for mark in state["marks"]}
    assert "a-5" not in state["words"]


def test_lines_join_marks_layer_by_layer():
    state = map_state_of(VILLAGE)
    ids = [mark[0] for mark in state["marks"]]

    ends = {layer: [(ids[a], ids[b]) for a, b in pairs] for layer, pairs in state["lines"].items()}
    assert ends == {"ties": [("a-1", "a-2"), ("a-2", "a-3")],
                    "tables": [("a-1", "t-1"), ("a-3", "t-1")], "liaison": [("o-1", "a-2")]}


def test_a_layer_left_out_leaves_the_legend_too():
    state = map_state_of(VILLAGE, Lens(layers=frozenset({Layer.TABLES})))

    assert set(state["lines"]) == {"tables"}
    assert [entry["label"] for entry in state["legend"] if entry.get("shape") == "line"] == [
        "Siège à une table"]


def test_territories_are_shaded_where_the_register_knows_and_hatched_elsewhere():
    state = map_state_of(VILLAGE)

    assert set(state["shades"]) == {"61", "62"}
    assert state["shades"]["61"] == palette.SEQUENTIAL[4]  # a-1: 2, a-2: 3; (2 + 3) / 2 = 2.5
    assert state["shades"]["62"] == palette.SEQUENTIAL[0]  # a-3: 2, a-4: 0; (2 + 0) / 2 = 1.0
    assert state["words"]["mrc:61"][1] == "Liens par acteur\u00a0: 2,5"
    assert state["words"]["mrc:01"][1] == "Liens par acteur\u00a0: aucune donnée"


def test_the_legend_says_the_classes_from_the_lowest_then_no_data():
    areas = [entry for entry in map_state_of(VILLAGE)["legend"]
             if entry.get("shape") in ("area", "hatch")]

    assert [entry["label"] for entry in areas] == [
        "1", "2,5", "aucune donnée"]
    assert [entry["colour"] for entry in areas[:2]] == [palette.SEQUENTIAL[0],
                                                        palette.SEQUENTIAL[4]]


def test_the_credit_of_the_outlines_is_shown():
    boundaries = reference().boundaries

    assert map_state_of(VILLAGE, language="en")["credits"] == [
        [boundaries.credit.en, boundaries.credit_link]]


def test_the_first_frame_holds_every_mark():
    state = map_state_of(VILLAGE)

    (south, west), (north, east) = state["bounds"]
    assert all(south - 1e-5 <= latitude <= north + 1e-5 and west - 1e-5 <= longitude <= east + 1e-5
               for _, latitude, longitude, *_ in state["marks"])


def test_with_nobody_the_frame_is_quebec_or_the_territories_of_the_lens():
    chosen = map_state_of(Register(), Lens(territories=frozenset({"61"})))
    west, south, east, north = reference().boundaries.outlines.loc[["61"]].total_bounds

    assert map_state_of(Register())["bounds"] == QUEBEC
    assert chosen["bounds"] == [[south, west], [north, east]]


def test_the_state_is_plain_data_in_the_language_asked():
    state = map_state_of(VILLAGE, language="en", selection="mrc:61")

    assert json.loads(json.dumps(state)) == state
    assert (state["lang"], state["selection"]) == ("en", "mrc:61")
