"""What a page lays over a drawing: colours, dotted lines, shades, and the legend that says so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.analysis.mobilisation import Mobilisation
from ocgraph.i18n import say
from ocgraph.model import Tie
from ocgraph.network import PartnershipNetwork
from ocgraph.views import palette
from ocgraph.views.overlay import (
    LineGroup,
    NodeGroup,
    Overlay,
    Shading,
    laid_over,
    with_ghosts,
)
from ocgraph.views.page_overlays import (
    apart_overlay,
    gaps_overlay,
    gone_from,
    reach_overlay,
    what_if_overlay,
)
from ocgraph.views.pictures import graph_picture, map_picture
from tests.views.drawings import (
    PAYLOADS,
    VILLAGE,
    graph_state_of,
    map_state_of,
    named,
    reference,
)

RED, BLUE = "#d55e00", "#0072b2"
TOLD = Overlay(
    "Ce qui est dit",
    (NodeGroup("Les seuls", RED, ("a-1",)), NodeGroup("Les partis", BLUE, ("a-2",), True)),
    (LineGroup("À relier", BLUE, (("a-1", "a-3"), ("a-1", "nobody"), ("mrc:61", "mrc:62"))),),
    shading=Shading("gaps", (("61", 3), ("62", 1))))


def told(state, overlay=TOLD, register=VILLAGE, language="fr"):
    return laid_over(state, overlay, PartnershipNetwork(register),
                     territories=reference().territories, language=language)


def labels(state):
    return [entry["label"] for entry in state["legend"]]


def test_a_group_takes_its_colour_in_both_drawings_and_the_others_fade():
    marks = {mark[0]: (mark[5], mark[6]) for mark in told(map_state_of(VILLAGE))["marks"]}
    nodes = {node["id"]: (node["color"], node["style"])
             for node in told(graph_state_of(VILLAGE))["nodes"]}

    for drawn in (marks, nodes):
        assert drawn["a-1"] == (RED, "")
        assert drawn["a-2"] == (BLUE, "hollow")
        assert drawn["a-3"] == (palette.FAMILY_COLOURS["municipal"], "quiet")
        assert drawn["t-1"] == (palette.CONCERTATION_TABLE_COLOUR, "quiet")


def test_nobody_fades_when_the_overlay_concerns_everyone():
    everyone = Overlay("Tous", TOLD.nodes, quiets_others=False)

    assert {node["style"] for node in told(graph_state_of(VILLAGE), everyone)["nodes"]} == {
        "", "hollow"}
    assert {edge.get("style") for edge in told(graph_state_of(VILLAGE), everyone)["edges"]} == {
        None}


def test_the_links_of_a_group_stay_and_the_others_fade():
    edges = {(edge["from"], edge["to"]): edge.get("style")
             for edge in told(graph_state_of(VILLAGE))["edges"]}

    assert edges["a-1", "a-2"] is None
    assert edges["a-2", "a-3"] is None
    assert edges["a-3", "t-1"] == "quiet"


def test_a_dotted_line_joins_what_is_drawn_and_nothing_else():
    over_map, over_graph = told(map_state_of(VILLAGE)), told(graph_state_of(VILLAGE))
    points = {mark[0]: mark[1:3] for mark in over_map["marks"]}
    places = reference().territories

    assert over_map["dotted"] == [
        [points["a-1"], points["a-3"], BLUE],
        [[places["61"].latitude, places["61"].longitude],
         [places["62"].latitude, places["62"].longitude], BLUE]]
    assert [(edge["from"], edge["to"]) for edge in over_graph["edges"]
            if edge.get("style") == "dotted"] == [("a-1", "a-3")]


def test_the_legend_begins_with_what_the_page_tells():
    graph, over_map = told(graph_state_of(VILLAGE)), told(map_state_of(VILLAGE))

    assert labels(graph)[:4] == ["Ce qui est dit", "Les seuls", "Les partis", "À relier"]
    assert graph["legend"][2]["shape"] == "ring"
    assert say("fr", "measure.gaps") in labels(over_map)
    assert say("fr", "measure.gaps") not in labels(graph)


def test_the_territories_are_shaded_by_the_overlay_or_left_plain():
    shaded = told(map_state_of(VILLAGE))
    plain = told(map_state_of(VILLAGE), Overlay("Rien"))

    assert shaded["shades"] == {"61": palette.SEQUENTIAL[4], "62": palette.SEQUENTIAL[0]}
    assert "3" in shaded["words"]["mrc:61"][1]
    assert set(plain["shades"].values()) == {palette.PLAIN_TERRITORY}
    assert plain["shades"].keys() == reference().territories.keys()


def test_another_overlay_is_another_drawing_and_the_same_is_the_same():
    state = graph_state_of(VILLAGE)

    assert told(state)["key"] == told(state)["key"] != told(state, Overlay("Rien"))["key"]


def test_who_would_be_gone_is_still_drawn_without_a_link():
    smaller = named("Seul")
    for make, nodes in ((graph_state_of, "nodes"), (map_state_of, "marks")):
        drawn = with_ghosts(make(smaller), make(VILLAGE), frozenset({"a-2"}))
        assert len(drawn[nodes]) == len(make(smaller)[nodes]) + 1
        assert drawn["words"]["a-2"][0] == "École Inventée"
        assert drawn.get("edges") == make(smaller).get("edges")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_overlay_stays_plain_data_whatever_the_names(payload):
    register = named(payload, "Maison Fictive", payload)
    state = told(graph_state_of(register), Overlay(payload, (NodeGroup(payload, RED, ("a-0",)),)),
                 register)

    assert json.loads(json.dumps(state))["legend"][0]["label"] == payload


def test_the_picture_one_keeps_tells_the_same():
    outlines = reference().boundaries.outlines
    on_map = map_picture(told(map_state_of(VILLAGE)), outlines, title="T", notes=[], fmt="svg")
    in_graph = graph_picture(told(graph_state_of(VILLAGE)), title="T", notes=[], fmt="svg")

    for drawn in (on_map.decode(), in_graph.decode()):
        assert "Les partis" in drawn
        assert RED in drawn
        assert "stroke-dasharray" in drawn


def test_reach_is_told_by_step_the_missed_as_outlines():
    found = Mobilisation(PartnershipNetwork(VILLAGE), ("t-1", "a-5"), 1)
    told = [(group.label, group.shape, group.node_ids, group.is_hollow)
            for group in reach_overlay(found, "fr").nodes]

    assert told == [(say("fr", "overlay.start"), "square", ("t-1",), False),
                    (say("fr", "overlay.start"), "disc", ("a-5",), False),
                    (say("fr", "overlay.step", n=1), "disc", ("a-1", "a-3"), False),
                    (say("fr", "overlay.missed"), "disc", ("a-2", "a-4"), True)]


def test_who_is_called_without_being_wanted_is_told_too():
    found = Mobilisation(PartnershipNetwork(VILLAGE), ("a-1",), 1, frozenset({"a-2"}))
    overlay = reach_overlay(found, "fr")

    assert [group.node_ids for group in overlay.nodes] == [("a-1",), (), ("a-2",), ()]
    assert overlay.quiets_others


def test_gaps_are_told_by_list_with_what_could_be_joined():
    gaps = (Gap(GapKind.ISOLATED, ("a-4",), ("62",), suggested=("a-1", "a-2")),
            Gap(GapKind.HANGS_ON_ONE, ("a-4", "t-1"), ("62",)),
            Gap(GapKind.TABLES_ALIKE, ("t-1", "t-2"), ("61", "62")),
            Gap(GapKind.TERRITORIES_APART, ("a-1",), ("61", "62")),
            Gap(GapKind.TIE_TO_PROPOSE, ("a-1", "a-5"), ("61",)))
    overlay = gaps_overlay(gaps, "fr")

    assert [(group.node_ids, group.shape) for group in overlay.nodes if group.node_ids] == [
        (("a-4",), "disc"), (("t-1", "t-2"), "square")]
    assert [group.pairs for group in overlay.lines] == [
        (("a-4", "a-1"),), (("a-1", "a-5"),), (("mrc:61", "mrc:62"),)]
    assert overlay.shading.values == (("61", 2), ("62", 4))


def test_who_is_apart_is_told_from_who_is_joined():
    overlay = apart_overlay(PartnershipNetwork(VILLAGE), ["a-4"], "fr", gone=["o-1"])

    assert [(group.node_ids, group.is_loud, group.is_hollow) for group in overlay.nodes] == [
        (("a-1", "a-2", "a-3", "a-5"), False, False), (("a-4",), True, False),
        (("o-1",), False, True)]


def test_what_would_be_new_gone_or_lost_is_told_apart():
    smaller = replace(VILLAGE, actors=VILLAGE.actors[1:], memberships=VILLAGE.memberships[1:],
                      ties=(VILLAGE.ties[1], Tie(source_id="a-4", target_id="a-5")))
    before, after = PartnershipNetwork(VILLAGE), PartnershipNetwork(smaller)
    overlay = what_if_overlay(before, after, cut_off=["a-2"], newly_joined=["a-5"], language="fr")

    assert gone_from(before, after) == {"a-1"}
    assert [group.node_ids for group in overlay.nodes] == [("a-2",), ("a-5",), (), ("a-1",)]
    assert [group.pairs for group in overlay.lines] == [
        (("a-4", "a-5"),), (("a-1", "a-2"), ("a-1", "t-1"))]
    assert [group.is_hollow for group in overlay.nodes] == [False, False, False, True]
    assert [group.is_loud for group in overlay.nodes] == [True, False, False, False]
    assert before.node_by_id["a-2"].name in overlay.nodes[0].label


def test_nothing_otherwise_fades_nobody():
    network = PartnershipNetwork(VILLAGE)

    assert not what_if_overlay(network, network, cut_off=(), newly_joined=(),
                               language="fr").quiets_others
