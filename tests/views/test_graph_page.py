"""The graph: what it shows, that it loads nothing, that names stay data."""

from __future__ import annotations

import json
import re

import pytest

from ocgraph.model import Register
from ocgraph.network import Layer, Lens
from ocgraph.views import palette
from ocgraph.views.graph_page import graph_page
from tests.views.drawings import PAYLOADS, VILLAGE, ParsedPage, graph_state_of, named


def test_the_page_has_no_address_to_load_from():
    page = ParsedPage(graph_page(graph_state_of(VILLAGE)))

    assert page.loaded == []
    assert page.handlers == []
    assert all(address.startswith(("data:", "#"))
               for address in re.findall(r"url\(\s*['\"]?([^'\")]*)", page.styles))
    assert "@import" not in page.styles


def test_the_page_forbids_itself_any_request():
    assert "default-src 'none'" in graph_page().split("<script")[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_is_found_back_in_the_state_and_nowhere_else(payload):
    html = graph_page(graph_state_of(named(payload, "Maison Fictive", payload)))
    harmless = graph_page(graph_state_of(named("Nom", "Maison Fictive", "Nom")))

    page = ParsedPage(html)
    state = json.loads(page.state)
    labels = {node["id"]: node["label"] for node in state["nodes"]}
    assert labels["a-0"] == labels["t-1"] == labels["o-1"] == payload
    assert state["words"]["a-0"][0] == payload
    assert _around_state(html) == _around_state(harmless)
    assert page.loaded == page.handlers == []


def _around_state(html):
    return re.sub(r'(id="ocgraph-state">)[^<]*', r"\1", html)


def test_a_page_that_waits_holds_no_state():
    assert ParsedPage(graph_page()).state == ""


def test_nodes_take_the_shape_and_colour_of_their_kind():
    nodes = {node["id"]: (node["shape"], node["color"])
             for node in graph_state_of(VILLAGE)["nodes"]}

    assert nodes["a-2"] == ("dot", palette.FAMILY_COLOURS["education"])
    assert nodes["a-4"] == ("dot", palette.OTHER_COLOUR)
    assert nodes["t-1"] == ("square", palette.CONCERTATION_TABLE_COLOUR)
    assert nodes["o-1"] == ("diamond", palette.ORGANIZER_COLOUR)


def test_a_node_with_more_links_is_larger_and_none_is_huge():
    sizes = {node["id"]: node["size"] for node in graph_state_of(VILLAGE)["nodes"]}

    assert sizes["a-2"] > sizes["a-1"] > sizes["a-4"]  # 3, 2 and 0 links
    assert max(sizes.values()) <= 22


def test_a_lens_moves_no_node_and_changes_no_colour():
    whole = {node["id"]: node for node in graph_state_of(VILLAGE)["nodes"]}
    seen = graph_state_of(VILLAGE, Lens(territories=frozenset({"62"})))["nodes"]

    assert {node["id"] for node in seen} == {"a-3", "a-4", "t-1"}
    for node in seen:
        assert all(node[key] == whole[node["id"]][key] for key in ("x", "y", "color", "shape"))


def test_a_tie_is_dashed_until_both_confirm_it_and_faded_when_not_verified_for_long():
    edges = {edge["id"]: edge for edge in graph_state_of(VILLAGE)["edges"]}

    assert edges["tie-0"].keys().isdisjoint({"dashes", "stale"})
    assert edges["tie-1"]["dashes"] and edges["tie-1"]["stale"]
    assert "dashes" not in edges["seat-0"]  # nobody confirms a seat
    assert "stale" not in edges["seat-0"]   # its date is unknown, not old


def test_the_legend_names_what_is_seen_and_nothing_else():
    lens = Lens(layers=frozenset({Layer.TABLES}))
    labels = [entry["label"] for entry in graph_state_of(VILLAGE, lens)["legend"]]

    assert "Siège à une table" in labels
    assert "Partenariat" not in labels
    assert "Lien non confirmé par les deux" not in labels
    assert "Santé et services sociaux" not in labels


def test_a_selection_that_is_not_seen_is_none():
    assert graph_state_of(VILLAGE, selection="a-1")["selection"] == "a-1"
    assert graph_state_of(VILLAGE, selection="mrc:61")["selection"] is None
    assert graph_state_of(VILLAGE, Lens(territories=frozenset({"62"})),
                          selection="a-1")["selection"] is None


def test_the_state_is_plain_data_even_of_nobody():
    for register in (VILLAGE, Register()):
        state = graph_state_of(register, language="en")
        assert json.loads(json.dumps(state)) == state
